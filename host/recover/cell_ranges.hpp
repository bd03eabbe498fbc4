// Which printed figures sets can reproduce whose memberships are known up to a range.
#pragma once

#include <cstddef>
#include <vector>

#include "host/recover/published.hpp"

namespace qca {

/// Memberships of all cases, each between two bounds. Views.
struct MembershipRange {
    const double* low = nullptr;
    const double* high = nullptr;
};

/// Bounds of a figure. They are equal where the memberships are known, unless the figure is 0/0: then 0 and 1.
struct FigureRange {
    double low = 0, high = 1;

    /// Some value in the range is within the tolerance. Bounds are rounded: they get a little slack.
    bool can_be(const PrintedCell& cell) const { return high + slack >= cell.value - cell.tolerance && low - slack <= cell.value + cell.tolerance; }
    /// All are.
    bool must_be(const PrintedCell& cell) const { return low >= cell.value - cell.tolerance && high <= cell.value + cell.tolerance; }

    static constexpr double slack = 1e-12;
};

/// The three figures of a condition (or of its negation) as necessary for the outcome.
struct NecessityRange {
    FigureRange inclN, RoN, covN;
};

/// The figures of a row of the truth table, and who belongs to it.
struct RowRange {
    FigureRange incl, pri, n;
    bool cases_possible = true;  ///< memberships in the range give the printed list of cases
    bool cases_certain = true;   ///< all do
};

/// Every figure is a ratio A / (A + B) of sums over the cases, in which A and B each only rise or only fall as one
/// membership rises; so bounds of the memberships bound it, in floating point, too: sums and minima keep an order.
/// @param cases  how many
NecessityRange necessity_range(const MembershipRange& x, bool negated, const MembershipRange& y, std::size_t cases);

/// @param sets  the conditions, then the outcome
RowRange row_range(const PrintedRow& row, const std::vector<MembershipRange>& sets, std::size_t cases);

/// How many printed figures are not reproduced.
struct LostCells {
    std::size_t certain = 0;   ///< by any memberships in the range
    std::size_t possible = 0;  ///< by some
};

/// Of the truth table. Looks no further when more than `most` are certainly lost.
LostCells lost_in_rows(const Published& published, const std::vector<MembershipRange>& sets, std::size_t cases,
                       std::size_t most = static_cast<std::size_t>(-1));

/// Of the necessity of one condition.
LostCells lost_in_necessity(const Published& published, std::size_t condition, const MembershipRange& x, const MembershipRange& y,
                            std::size_t cases);

}  // namespace qca
