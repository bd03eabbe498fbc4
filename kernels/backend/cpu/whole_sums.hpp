// Sums of whole numbers on their way to double: two tiles side by side, in parts that 32 bits can hold.
#pragma once

#include "kernels/backend/cpu/pack.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Adds a part to the sums of the two tiles whose lanes it has.
/// @param first  there is nothing to add to yet
template <class Number>
QCA_HD void add_halves(Number& lower, Number& upper, bool first, const typename Lanes<Number>::Whole& part) {
    const Number low = Lanes<Number>::half_of(part, 0), high = Lanes<Number>::half_of(part, 1);
    lower = first ? low : lower + low;
    upper = first ? high : upper + high;
}

/// What becomes of a part of the sums with the outcome (see sum_plan_with_outcome()): begun with nothing, in the end added to
/// the sums of two tiles, [row] each.
template <class Number>
struct WholePart {
    using Whole = typename Lanes<Number>::Whole;

    bool first;  ///< see add_halves()
    Number *both_lower, *both_upper, *ambiguous_lower, *ambiguous_upper;

    QCA_HD Whole both(int) const { return Whole{}; }
    QCA_HD Whole ambiguous(int, const Whole& both) const { return both; }
    QCA_HD void put(int row, const Whole& both, const Whole& ambiguous) const {
        add_halves(both_lower[row], both_upper[row], first, both);
        add_halves(ambiguous_lower[row], ambiguous_upper[row], first, ambiguous);
    }
};

}  // namespace qca
