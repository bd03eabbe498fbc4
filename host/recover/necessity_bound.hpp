// Necessity figures from sums: what a candidate reproduces, and a bound for many candidates at once.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "host/recover/published.hpp"

namespace qca {

/// Bounds of the sum of a set's memberships.
struct SumBounds {
    double low = 0, high = 0;
};

/// The printed necessity of one condition and of its negation.
class PrintedOfCondition {
  public:
    PrintedOfCondition(const Published& published, std::size_t condition, std::size_t cases);

    /// Printed figures.
    std::size_t cells() const { return cells_; }

    /// Figures that these memberships do not reproduce.
    /// @param x, y  [case]  @param sum_x, sum_y  their sums
    std::size_t lost(const double* x, double sum_x, const double* y, double sum_y) const;

    /// At least so many are lost, whatever the memberships, if their sums lie between these bounds. For, given both sums, each of
    /// the three figures of a row says between which bounds the sum of min(x, y) lies; figures whose bounds do not
    /// meet cannot be reproduced together.
    std::size_t fewest_lost(const SumBounds& x, const SumBounds& y) const;

  private:
    struct Figure {
        double value = 0, tolerance = -1;  ///< negative: not printed
        bool reproduced(double figure) const { return tolerance >= 0 && figure >= value - tolerance && figure <= value + tolerance; }
    };
    struct Row {
        bool printed = false;
        Figure inclN, RoN, covN;
    };

    std::size_t reproduced(const Row& row, double sum_x, double sum_y, double both) const;
    std::size_t most_reproduced(const Row& row, const SumBounds& x, const SumBounds& y) const;

    std::array<Row, 2> rows_;  ///< of the condition, of its negation
    std::size_t cells_ = 0;
    double cases_ = 0;
};

}  // namespace qca
