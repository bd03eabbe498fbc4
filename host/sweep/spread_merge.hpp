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
    /// @param weight    scenarios that each combination stands for
    /// @param scenario  of a combination: the number of the first scenario that has it, by which equal extremes are told apart
    template <class Scenario>
    void add(double minimum, std::uint64_t minimum_at, double maximum, std::uint64_t maximum_at, double sum,
             std::uint64_t defined, std::uint64_t weight, const Scenario& scenario) {
        if (defined == 0 || weight == 0) return;
        const std::uint64_t at_minimum = scenario(minimum_at), at_maximum = scenario(maximum_at);
        if (defined_ == 0 || minimum < minimum_ || (minimum == minimum_ && at_minimum < minimum_at_)) {
            minimum_ = minimum;
            minimum_at_ = at_minimum;
        }
        if (defined_ == 0 || maximum > maximum_ || (maximum == maximum_ && at_maximum < maximum_at_)) {
            maximum_ = maximum;
            maximum_at_ = at_maximum;
        }
        defined_ += weight * defined;
        sum_ += static_cast<double>(weight) * sum;
    }

    /// Writes all but the study's own value. @param places  of a scenario: positions on all axes
    template <class Places>
    void write(Spread& spread, const Places& places) const {
        if (defined_ == 0) return;
        spread.minimum = minimum_;
        spread.maximum = maximum_;
        spread.mean = sum_ / static_cast<double>(defined_);
        spread.defined = defined_;
        spread.minimum_at = places(minimum_at_);
        spread.maximum_at = places(maximum_at_);
    }

  private:
    double minimum_ = 0, maximum_ = 0, sum_ = 0;
    std::uint64_t minimum_at_ = 0, maximum_at_ = 0, defined_ = 0;
};

}  // namespace qca
