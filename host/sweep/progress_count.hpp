// How far a sweep is, told to whoever wants to know.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// Adds up what the parts of a sweep have done; they may run in several threads.
class ProgressCount {
  public:
    /// @param report  called after every addition, one at a time; nothing when empty
    ProgressCount(const SweepPlan& plan, std::function<void(const SweepProgress&)> report);
    /// @param scenarios  evaluated ones
    ProgressCount(std::uint64_t calibrations, std::uint64_t scenarios, std::function<void(const SweepProgress&)> report);

    /// @param scenarios  evaluated ones
    /// @param solutions  distinct ones that the part knows
    void add(std::uint64_t calibrations, std::uint64_t scenarios, std::uint64_t solutions);

    /// Adds what was done before this run began.
    void add_before(std::uint64_t calibrations, std::uint64_t scenarios);

    /// What is known of the solutions so far. @param survival  share of each path of interest that is exact
    void tell(std::optional<double> flagged_share, std::vector<std::pair<std::string, double>> survival);

    SweepProgress now();

  private:
    const std::function<void(const SweepProgress&)> report_;
    const std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
    SweepProgress progress_;
};

}  // namespace qca
