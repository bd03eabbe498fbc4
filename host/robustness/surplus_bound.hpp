// How low or high one surplus comes over a box of anchors, by its slopes.
#pragma once

#include <optional>

#include "host/robustness/surplus_enclosure.hpp"

namespace qca {

enum class SurplusEnd { lowest, highest };

struct SurplusBound {
    double value = 0;  ///< nowhere in the box (and ball) is the surplus lower, or higher
    Shift corner;      ///< where the value may be reached: at the end that the slopes say, else in the middle of the box
};

/// The better of two bounds. Where a slope keeps its sign over the box, the extreme lies at that end of the anchor's band; of
/// what is left the natural enclosure is taken, again and again. And the mean value theorem: a
/// surplus changes by no more than its slopes allow, from the middle of the box, or within a ball, from the point nearest to no shift.
/// @param slopes  over this box
/// @param ball    only shifts of at most this Euclidean length matter
SurplusBound surplus_bound(const AnchorShifts& shifts, const ShiftBox& box, const SurplusSlopes& slopes, std::optional<double> ball,
                           const RowQuantity& quantity, SurplusEnd end);

}  // namespace qca
