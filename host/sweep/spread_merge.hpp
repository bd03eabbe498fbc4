// A statistic of combinations in slice after slice -> of all scenarios.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "host/sweep/necessity_result.hpp"

namespace qca {

class SpreadMerge {
  public:
    /// @param minimum, maximum, sum  over the combinations of a part; the sum of `defined` of them
    /// @param weight       scenarios that each combination stands for
    /// @param coordinates  of a combination: positions on all axes. Called for extremes that are new
    template <class Coordinates>
    void add(double minimum, std::uint64_t minimum_at, double maximum, std::uint64_t maximum_at, double sum,
             std::uint64_t defined, std::uint64_t weight, const Coordinates& coordinates) {
        if (defined == 0 || weight == 0) return;
        if (spread_.defined == 0 || minimum < spread_.minimum) {
            spread_.minimum = minimum;
            spread_.minimum_at = coordinates(minimum_at);
        }
        if (spread_.defined == 0 || maximum > spread_.maximum) {
            spread_.maximum = maximum;
            spread_.maximum_at = coordinates(maximum_at);
        }
        spread_.defined += weight * defined;
        sum_ += static_cast<double>(weight) * sum;
    }

    Spread take(double own) {
        spread_.own = own;
        if (spread_.defined > 0) spread_.mean = sum_ / static_cast<double>(spread_.defined);
        return std::move(spread_);
    }

  private:
    Spread spread_;
    double sum_ = 0;
};

}  // namespace qca
