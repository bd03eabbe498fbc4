// All scenarios of a sweep as test solutions.
#pragma once

#include <array>
#include <cstdint>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/robustness/case_extremes.hpp"
#include "host/step_progress.hpp"
#include "host/study/study.hpp"

namespace qca {

/// Which models of a scenario with several are test solutions.
enum class TestModels { all, first };
inline constexpr std::array<const char*, 2> test_model_names{"all", "first"};

/// What became of the scenarios of a sweep.
struct ScenarioCounts {
    std::uint64_t scenarios = 0;
    std::uint64_t tested = 0;         ///< have a solution, which is a test solution
    std::uint64_t no_solution = 0;    ///< no row is positive
    std::uint64_t other_outcome = 0;  ///< explain another outcome, or its negation
    std::uint64_t skipped = 0;        ///< anchors out of order, or excluded by the study
    std::uint64_t ambiguous = 0;      ///< of those tested: with several models
    std::uint64_t capped = 0;         ///< of those tested: not all models were listed

    friend bool operator==(const ScenarioCounts&, const ScenarioCounts&) = default;
};

struct ScenarioExtremes {
    CaseExtremes extremes;
    ScenarioCounts counts;
};

/// The least and the most membership of every case in the solutions of all scenarios, each with its own calibration: that of the
/// conditions; the outcome of a scenario only decides what its solution is. A case that a scenario leaves out has no membership in
/// its solution, and the extremes run over the scenarios in which it takes part.
///
/// A membership follows from the solution and the choices of the conditions alone, and all cutoffs of a calibration give few
/// distinct solutions: each is evaluated once for every combination of the conditions' choices.
/// @param plan     of the study
/// @param threads  as for threads_to_use(); changes nothing but the time
/// @throws InputError for data that cannot be calibrated
ScenarioExtremes scenario_extremes(const Study& study, const StudyData& data, const SweepPlan& plan, TestModels models, int threads,
                                   const StepReport& progress = {});

}  // namespace qca
