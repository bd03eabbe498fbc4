// One set over a box of anchors: enclosures of all memberships and of how fast they change.
#pragma once

#include <array>
#include <vector>

#include "host/robustness/anchor_shifts.hpp"
#include "host/robustness/moving_set.hpp"

namespace qca {

/// Every anchor's shift lies in its band.
using ShiftBox = std::vector<Band>;

/// One case in one set.
struct MembershipEnclosure {
    Band membership;              ///< encloses it, jumps of the clamp included
    bool may_jump = false;        ///< the clamp sets in within the box, so that the membership may jump by up to 0.0001
    std::array<Band, 3> slopes{};  ///< in the shifts of the set's anchors, of the membership without that jump; may be infinite
};

/// With v >= c (all mirrored where the anchors fall), z = (v - c) / (i - c) never rises with i and does not depend on e; with v <= c,
/// z = (v - c) / (c - e) never rises with e and does not depend on i. For given e and i either is monotone in c, with the
/// signs of v - i and e - v. So the extremes over a box lie at the ends of the crossover's band (cut where it passes v) with i
/// and e at the one end or the other; where anchors may come together z is unbounded. Memberships are monotone in z.
/// @return one enclosure a case, of the negated outcome where the study negates it
std::vector<MembershipEnclosure> enclose_set(const AnchorShifts& shifts, std::size_t set, const ShiftBox& box);

}  // namespace qca
