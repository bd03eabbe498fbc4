// Products of sets of axis values, and what is left of one when others are cut out of it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace qca {

/// Positions on each axis, increasing: the scenarios that have one of them on every axis.
using Box = std::vector<std::vector<std::size_t>>;

/// Whether some scenario is in both.
bool intersect(const Box& a, const Box& b);

/// Disjoint boxes that together are what no hole covers. As few as a greedy search finds: it cuts along the axis and the
/// hole that leave the least to cut, the first axis among equals, and joins what fits together in the end. Without
/// holes it is the box itself; what is wholly covered gives none. The last axis is cut where no other can be: points that
/// differ along it only are in one box.
/// @param holes  with as many axes as the box; what lies beside it is of no consequence
/// @return nothing when there would be more than `most` pieces to join
std::optional<std::vector<Box>> cut_out(const Box& box, const std::vector<Box>& holes, std::size_t most);

}  // namespace qca
