// Where the rows of a truth table change while a cutoff moves.
#pragma once

#include <vector>

#include "host/robustness/moving_rows.hpp"
#include "host/robustness/range_parameter.hpp"

namespace qca {

/// The first values of the stretches of a cutoff on which no row changes: inclusions and PRIs of the rows (plus the tolerance),
/// numbers of cases. Increasing, no repeats, the range's first not among them.
/// @param rows  the study's own
std::vector<double> cutoff_flips(const RangeParameter& cutoff, const SearchRange& range, const std::vector<RowSums>& rows);

}  // namespace qca
