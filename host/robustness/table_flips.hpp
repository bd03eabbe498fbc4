// Two truth tables of the same cases: which rows are coded otherwise, and why.
#pragma once

#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/robustness/flip_ranges.hpp"

namespace qca {

/// Causes as of a boundary, but that memberships of cases are those in the row and jumps of the clamp are not named.
std::vector<RowFlip> table_flips(const Memberships& from, const Memberships& to, const Cutoffs& cutoffs);

}  // namespace qca
