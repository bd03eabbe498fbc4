// Some scenarios of a sweep, evaluated again for what the sweep did not keep.
#pragma once

#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "kernels/math/survival.hpp"

namespace qca::appendix {

/// A path in one scenario.
struct SampledPath {
    Survival state = Survival::absent;
    double inclS = 0, covS = 0;  ///< as a set, whether it is in the solution or not; NaN where undefined or a condition is left out
};

struct SampledScenario {
    std::vector<std::size_t> at;     ///< [axis] position
    std::vector<SampledPath> paths;  ///< [path of the study]
};

/// How often a row of the truth table is coded otherwise than in the study itself.
struct RowFlips {
    std::uint64_t compared = 0;          ///< scenarios with the study's own conditions and outcome
    std::vector<std::uint64_t> flipped;  ///< [row]
};

struct ScenarioSample {
    std::vector<SampledScenario> scenarios;
    bool all = false;          ///< every evaluated scenario of the sweep is among them
    RowFlips outcome, negation;
};

/// Draws scenarios with equal probability, skipped ones not counted, and evaluates them. The same for every number of threads.
/// @param plan  of the study, with its cases
/// @param most  so many
ScenarioSample sample_scenarios(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t most, std::uint64_t seed);

}  // namespace qca::appendix
