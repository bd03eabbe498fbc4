// The main job: every scenario of a study.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

enum class BackendChoice { automatic, cpu, cuda };

/// How far a sweep is.
struct SweepProgress {
    std::uint64_t calibrations_done = 0, calibrations = 0;
    std::uint64_t scenarios_done = 0, scenarios = 0;  ///< evaluated ones
    std::uint64_t distinct_solutions = 0;
    double seconds = 0;
    std::uint64_t calibrations_before = 0, scenarios_before = 0;  ///< done before this run began; not in its rate
    std::optional<double> flagged_share;                          ///< of the calibrations, where known
    std::vector<std::pair<std::string, double>> survival;         ///< share of each path of interest that is exact, so far; where known
};

struct SweepOptions {
    BackendChoice backend = BackendChoice::automatic;
    int threads = 0;  ///< 0: all
    Precision precision = Precision::certified;  ///< decides the same either way
    /// Slices that differ in their cases alone are one sweep where that can be; false: each alone. The result is the same.
    bool weightings = true;
    /// Called from the running thread between chunks of blocks; nothing when empty.
    std::function<void(const SweepProgress&)> progress;
};

/// Bytes of the per-scenario columns that a sweep would store under its study's options.
struct ColumnPlan {
    bool survival = false, solution = false, fits = false;
    std::uint64_t bytes = 0;
};
ColumnPlan plan_columns(const Study& study, const SweepPlan& plan);

/// The paths that a sweep follows: the study's, or when it names none the paths of its own solution's first model
/// (named path_1, path_2, ...). None where it names none and has too many conditions to be analysed as it stands.
std::vector<NamedPath> paths_of_interest(const Study& study, const StudyData& data);

/// The study as a sweep sees it: with its paths of interest.
Study with_paths(const Study& study, const StudyData& data);

/// Which backend a choice means on this machine.
struct Backend {
    std::string name;    ///< "cpu" or "cuda"
    std::string device;  ///< the processor or GPU, and the SIMD variant
};
/// @throws MachineError when CUDA is asked for and cannot be used
Backend choose_backend(BackendChoice choice);

/// Evaluates the scenarios of a plan, which may differ from the study's own plan in its design.
/// @param study  with its paths of interest
/// @pre check_slices() accepts it
SweepResult run_plan(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns, const SweepOptions& options = {});

/// Evaluates all scenarios of the study. Memory does not grow with the number of scenarios, but for the columns.
/// Everything but the provenance is the same for every backend, precision and number of threads.
/// @throws InputError for data that cannot be calibrated or columns that do not fit; MachineError
SweepResult run_sweep(const Study& study, const StudyData& data, const SweepOptions& options = {});

}  // namespace qca
