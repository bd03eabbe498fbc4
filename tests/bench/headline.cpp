// The headline study as its users run it: the command from start to end, beside the kernels' own time. Both are measured
// by turns in one run, the best of each counts.
#include <benchmark/benchmark.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>

#include "host/analysis/solution_rules.hpp"
#include "host/data/study_data.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/evaluate_blocks.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/measure/stopwatch.hpp"
#include "tests/bench/study_file.hpp"

namespace qca::bench {
namespace {

/// From row sums to counted scenarios, with all decisions about tables: what the engine and the book do in a run.
double kernel_seconds(const Study& study, const SweepPlan& plan, const SweepTables& tables, int threads) {
    std::vector<Implicant> paths;
    for (const NamedPath& path : study.paths) paths.push_back(path.implicant);
    return seconds_of([&] {
        const Backend backend{"cpu", ""};
        const auto engine = make_engine(backend, tables.problem(), threads, Precision::certified);
        SolutionBook book(tables.problem().conditions, paths, plan.types, rules_of(study), threads);
        Chunks chunks(backend, threads, engine->grid().size());
        while (!chunks.done()) evaluate_blocks(*engine, tables, book, chunks);
    });
}

/// What a function measures in a process of its own: like the command's, it starts with memory that no earlier run has left
/// behind. @throws std::runtime_error when there can be no such process
template <class Measure>
double in_a_new_process(const Measure& measure) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("bench: no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        const double value = measure();
        std::_Exit(::write(ends[1], &value, sizeof value) == sizeof value ? 0 : 1);
    }
    ::close(ends[1]);
    double value = 0;
    const bool read = child > 0 && ::read(ends[0], &value, sizeof value) == sizeof value;
    ::close(ends[0]);
    if (child > 0) ::waitpid(child, nullptr, 0);
    if (!read) throw std::runtime_error("bench: the process that measures has failed");
    return value;
}

/// Argument: threads.
void headline(benchmark::State& state) {
    const StudyFile file("headline", "khanal2024-headline", {{"pri = [0.0, 0.5, 0.6]", "pri = [0.0, 0.4, 0.5, 0.55, 0.6]"}, {"n = [1, 2]", "n = [1, 2, 3]"}});
    const Study study = read_study(file.study());
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study);
    const SweepTables tables(study, data, plan, MembershipStore{});
    const int threads = static_cast<int>(state.range(0));
    const std::string command = file.command(threads) + " >/dev/null";
    double kernels = std::numeric_limits<double>::infinity(), whole = kernels;
    for (auto _ : state) {
        kernels = std::min(kernels, in_a_new_process([&] { return kernel_seconds(study, plan, tables, threads); }));
        int status = 0;
        const double seconds = seconds_of([&] { status = std::system(command.c_str()); });
        if (status != 0) return state.SkipWithError("qcasweep run failed");
        whole = std::min(whole, seconds);
        state.SetIterationTime(seconds);
    }
    state.counters["scenarios"] = static_cast<double>(plan.scenarios);
    state.counters["command_ms"] = 1000 * whole;
    state.counters["kernels_ms"] = 1000 * kernels;
    state.counters["command_to_kernels"] = whole / kernels;
}
BENCHMARK(headline)->Arg(1)->Arg(2)->UseManualTime()->Iterations(25)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qca::bench
