#include "host/sweep/progress_count.hpp"

#include <algorithm>

namespace qca {

ProgressCount::ProgressCount(const SweepPlan& plan, std::function<void(const SweepProgress&)> report) : report_(std::move(report)) {
    progress_.calibrations = plan.calibrations;
    progress_.scenarios = plan.evaluated;
}

void ProgressCount::add(std::uint64_t calibrations, std::uint64_t scenarios, std::uint64_t solutions) {
    const std::lock_guard lock(mutex_);
    progress_.calibrations_done += calibrations;
    progress_.scenarios_done += scenarios;
    progress_.distinct_solutions = std::max(progress_.distinct_solutions, solutions);
    progress_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    if (report_) report_(progress_);
}

}  // namespace qca
