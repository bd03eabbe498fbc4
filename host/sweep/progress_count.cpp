#include "host/sweep/progress_count.hpp"

#include <algorithm>

namespace qca {

ProgressCount::ProgressCount(const SweepPlan& plan, std::function<void(const SweepProgress&)> report)
    : ProgressCount(plan.calibrations, plan.evaluated, std::move(report)) {}

ProgressCount::ProgressCount(std::uint64_t calibrations, std::uint64_t scenarios, std::function<void(const SweepProgress&)> report)
    : report_(std::move(report)) {
    progress_.calibrations = calibrations;
    progress_.scenarios = scenarios;
}

void ProgressCount::add(std::uint64_t calibrations, std::uint64_t scenarios, std::uint64_t solutions) {
    const std::lock_guard lock(mutex_);
    progress_.calibrations_done += calibrations;
    progress_.scenarios_done += scenarios;
    progress_.distinct_solutions = std::max(progress_.distinct_solutions, solutions);
    progress_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    if (report_) report_(progress_);
}

void ProgressCount::add_before(std::uint64_t calibrations, std::uint64_t scenarios) {
    const std::lock_guard lock(mutex_);
    progress_.calibrations_done += calibrations;
    progress_.calibrations_before += calibrations;
    progress_.scenarios_done += scenarios;
    progress_.scenarios_before += scenarios;
}

void ProgressCount::tell(std::optional<double> flagged_share, std::vector<std::pair<std::string, double>> survival) {
    const std::lock_guard lock(mutex_);
    progress_.flagged_share = flagged_share;
    progress_.survival = std::move(survival);
}

SweepProgress ProgressCount::now() {
    const std::lock_guard lock(mutex_);
    progress_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
    return progress_;
}

}  // namespace qca
