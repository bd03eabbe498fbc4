#include "host/sweep/forecast.hpp"

#include <algorithm>

#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/shard_list.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

namespace {

constexpr double mebibyte = 1024 * 1024;
/// The program itself, and what each thread keeps of tables and sums beside its maps.
constexpr double own_memory = 32 * mebibyte, thread_memory = 24 * mebibyte;
/// A device does much more in a second than a core; a core, more than this in none.
constexpr double most_work_of_core = 2e11;

double membership_bytes(const SweepPlan& plan, std::size_t cases) {
    double choices = 0;
    for (const SetPlan& set : plan.sets) choices += static_cast<double>(set.choices.size());
    return choices * static_cast<double>(cases) * sizeof(double);
}

}  // namespace

double map_bytes(const Study& study, const SweepPlan& plan) {
    double cells = 0;
    for (const Axis& axis : plan.axes) cells += static_cast<double>(axis.size());
    for (const auto& [a, b] : axis_pairs(plan.axes.size()))
        cells += static_cast<double>(plan.axes[a].size()) * static_cast<double>(plan.axes[b].size());
    return cells * sizeof(StateCounts) * static_cast<double>(study.paths.size());
}

RunForecast forecast_run(const Study& study, const SweepPlan& plan, const ColumnPlan& columns, std::size_t cases, std::uint64_t size,
                         int threads, double rate) {
    const double maps = map_bytes(study, plan);
    double stored = static_cast<double>(columns.bytes);
    if (study.paths.empty() && columns.survival) stored -= static_cast<double>(plan.scenarios);  // nothing survives
    const std::uint64_t all = plan.design.stated() ? plan.scenarios : plan.calibrations;
    RunForecast forecast;
    forecast.result_bytes = stored + maps;
    if (!is_one_shard(plan, size)) {
        forecast.shards = std::max<std::uint64_t>(1, (all + size - 1) / size);
        // A shard has the maps of the whole, mostly zeros, of which compression leaves little.
        forecast.shard_bytes = stored + static_cast<double>(forecast.shards) * maps / 4;
    }
    // The result file is made in memory, beside what it is made of.
    forecast.memory_bytes = own_memory + threads * (thread_memory + maps) + 3 * maps + 4 * membership_bytes(plan, cases) +
                            (plan.design.stated() ? static_cast<double>(sample_memory(plan, columns)) : 3 * stored);
    if (rate > 0) forecast.seconds = static_cast<double>(all) / rate;
    return forecast;
}

double least_seconds(const SweepPlan& plan, std::size_t conditions, std::size_t cases, int threads) {
    const std::uint64_t all = plan.design.stated() ? plan.scenarios : plan.calibrations;
    return static_cast<double>(all) * work_of_calibration(plan, conditions, cases) / (most_work_of_core * threads);
}

}  // namespace qca
