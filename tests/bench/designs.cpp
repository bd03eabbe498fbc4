// What a sample of a design costs beside a scenario of a grid over the same axes, from study to file: the command for both, by
// turns in one run; the best of each counts.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/read_study.hpp"
#include "kernels/measure/stopwatch.hpp"
#include "tests/bench/study_file.hpp"

namespace qca::bench {
namespace {

using Changes = std::vector<std::pair<std::string, std::string>>;

Changes to_samples() { return {{"samples = 131072", "samples = 1048576"}}; }

/// About as many scenarios, one for each calibration.
Changes to_grid() {
    Changes changes{{"design = \"sobol\"", "design = \"grid\""}, {"samples = 131072", ""}, {"seed = 1", ""},
                    {"incl = { from = 0.75, to = 0.95 }", "incl = [0.85]"}, {"pri = { from = 0.0, to = 0.7 }", "pri = [0.5]"},
                    {"exclusion = { from = 23, to = 27 }", "exclusion = { from = 23, to = 27, step = 0.8 }"}};
    for (int set = 0; set < 4; ++set) {
        if (set > 0) changes.emplace_back("exclusion = { from = 23, to = 27 }", "exclusion = { from = 23, to = 27, step = 2 }");
        changes.emplace_back("crossover = { from = 12.5, to = 16.5 }", "crossover = { from = 12.5, to = 16.5, step = 2 }");
        changes.emplace_back("inclusion = { around = 4.5, by = 1.5 }", "inclusion = [3.0, 4.5, 6.0]");
    }
    return changes;
}

/// Arguments: threads; whether coordinates, survival and solution of every sample, and survival and solution of every scenario of
/// the grid, are written.
void designs(benchmark::State& state) {
    const auto threads = static_cast<int>(state.range(0));
    Changes samples = to_samples(), grid = to_grid();
    if (state.range(1) == 0)
        for (Changes* const changes : {&samples, &grid})
            changes->emplace_back("[sweep.cutoffs]", "[sweep.columns]\nsurvival = \"never\"\nsolution = \"never\"\n[sweep.cutoffs]");
    const StudyFile of_samples("samples", "khanal2024-sobol", samples), of_grid("grid", "khanal2024-sobol", grid);
    double best_of_samples = std::numeric_limits<double>::infinity(), best_of_grid = best_of_samples;
    for (auto _ : state) {
        int status = 0;
        const auto seconds = [&](const StudyFile& file) {
            return seconds_of([&] { status |= std::system((file.command(threads) + " >/dev/null").c_str()); });
        };
        best_of_grid = std::min(best_of_grid, seconds(of_grid));
        const double round = seconds(of_samples);
        best_of_samples = std::min(best_of_samples, round);
        if (status != 0) return state.SkipWithError("qcasweep run failed");
        state.SetIterationTime(round);
    }
    const auto rate = [](const StudyFile& file, double seconds) {
        const Study study = read_study(file.study());
        return static_cast<double>(plan_sweep(study).scenarios) / seconds;
    };
    state.counters["samples_per_second"] = rate(of_samples, best_of_samples);
    state.counters["grid_scenarios_per_second"] = rate(of_grid, best_of_grid);
    state.counters["cost_of_grid"] = rate(of_grid, best_of_grid) / rate(of_samples, best_of_samples);
    state.SetLabel(state.range(1) == 0 ? "without columns" : "with columns");
}
BENCHMARK(designs)->ArgsProduct({{1, 2}, {0, 1}})->UseManualTime()->Iterations(8)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qca::bench
