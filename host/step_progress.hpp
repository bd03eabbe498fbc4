// How far a long computation is, for whoever asked to be told.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>

namespace qca {

struct StepProgress {
    const char* step = "";             ///< what is counted, in the plural
    std::uint64_t done = 0, all = 0;   ///< all: 0 where it is not known beforehand
    double seconds = 0;                ///< since the step began
};

using StepReport = std::function<void(const StepProgress&)>;

/// Counts what threads have done of one step. The result of a computation does not depend on it.
class StepCount {
  public:
    /// @param report  called by one thread at a time, not after every addition. Nothing when empty
    StepCount(const char* step, std::uint64_t all, StepReport report) : step_(step), all_(all), report_(std::move(report)) {}

    void add(std::uint64_t more = 1) {
        if (!report_) return;
        const std::uint64_t done = done_.fetch_add(more, std::memory_order_relaxed) + more;
        const std::unique_lock lock(mutex_, std::try_to_lock);
        if (lock) report_({step_, done, all_, std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count()});
    }

  private:
    const char* step_;
    const std::uint64_t all_;
    const StepReport report_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::atomic<std::uint64_t> done_{0};
    std::mutex mutex_;
};

}  // namespace qca
