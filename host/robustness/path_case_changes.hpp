// Which cases belong to a path while an anchor moves.
#pragma once

#include <cstddef>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/robustness/moving_set.hpp"

namespace qca {

/// The cases with a membership above 0.5 in a path, in file order.
std::vector<std::size_t> path_cases(const Implicant& path, const Memberships& memberships);

/// Every change within the range.
/// @param memberships  the study's own
/// @param own          the study's value of the anchor
std::vector<PathCaseChange> path_case_changes(const Implicant& path, const MovingSet& set, const RangeParameter& anchor,
                                              const SearchRange& range, const Memberships& memberships, double own);

}  // namespace qca
