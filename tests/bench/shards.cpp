// What it costs that a long run saves its shards: the command in shards of the usual size beside the same in one go, by turns in one run;
// the best of each counts.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>

#include "host/data/study_data.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/shard_list.hpp"
#include "kernels/measure/stopwatch.hpp"
#include "tests/bench/study_file.hpp"

namespace qca::bench {
namespace {

/// Argument: threads. of_whole: the share of the time in one go that shards take.
void shards(benchmark::State& state) {
    // Each of the four conditions has this line.
    const std::pair<std::string, std::string> finer("crossover = [12.5, 13.5, 14.5]", "crossover = { from = 12.5, to = 14.5, step = 0.25 }");
    const StudyFile file("shards", "khanal2024-headline", {finer, finer, finer, finer, {"n = [1, 2]", "n = [1, 2, 3]"},
                                                           {"from = 11, to = 12.5, step = 0.5", "from = 11, to = 12.5, step = 0.05"}});
    const Study study = read_study(file.study());
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study);
    const auto threads = static_cast<int>(state.range(0));
    const ShardList list = list_shards(study, plan, usual_shard_size(plan, study.conditions.size(), data.cases.size(), threads));
    const std::string command = file.command(threads) + " --shard-size ";
    double in_shards = std::numeric_limits<double>::infinity(), whole = in_shards;
    for (auto _ : state) {
        int status = 0;
        const auto seconds = [&](const std::string& size) {
            return seconds_of([&] { status |= std::system((command + size + " >/dev/null").c_str()); });
        };
        whole = std::min(whole, seconds(std::to_string(plan.calibrations)));
        const double round = seconds("0");
        if (status != 0) return state.SkipWithError("qcasweep run failed");
        in_shards = std::min(in_shards, round);
        state.SetIterationTime(round);
    }
    state.counters["scenarios"] = static_cast<double>(plan.scenarios);
    state.counters["shards"] = static_cast<double>(list.shards.size());
    state.counters["whole_seconds"] = whole;
    state.counters["shards_seconds"] = in_shards;
    state.counters["of_whole"] = in_shards / whole;
}
BENCHMARK(shards)->Arg(2)->UseManualTime()->Iterations(3)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace qca::bench
