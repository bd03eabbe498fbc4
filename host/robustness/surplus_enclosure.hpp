// Rows and their surpluses (see RowQuantity) over a box of anchors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/robustness/moving_rows.hpp"
#include "host/robustness/set_enclosure.hpp"

namespace qca {

/// All sets over one box: [set][case].
using SetEnclosures = std::vector<std::vector<MembershipEnclosure>>;

SetEnclosures enclose_sets(const AnchorShifts& shifts, const ShiftBox& box);

/// The row's membership of one case: the smallest of its literals'.
Band enclose_row_membership(const SetEnclosures& sets, std::uint32_t row, std::size_t case_number);

/// Encloses a surplus over the box: every case's part has its extremes where y is at the one end or the other, as it never falls
/// with y; in m it rises up to y and falls from there on. With room for all rounding.
/// @param quantity  its row is the row's own number; its bound is 0 or more
Band enclose_surplus(const SetEnclosures& sets, const RowQuantity& quantity);

/// What the surplus has beside its natural enclosure.
struct SurplusSlopes {
    std::vector<Band> by_anchor;  ///< in the anchors' shifts; may be infinite
    double jumps = 0;             ///< more than all jumps of the clamp can add or take
};
SurplusSlopes surplus_slopes(const AnchorShifts& shifts, const SetEnclosures& sets, const RowQuantity& quantity);

}  // namespace qca
