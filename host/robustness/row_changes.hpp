// A truth table on the two sides of a boundary: which rows are coded otherwise, and why.
#pragma once

#include <cstdint>
#include <vector>

#include "host/analysis/row_code.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/robustness/moving_rows.hpp"
#include "host/study/study.hpp"

namespace qca {

/// The rows that cases can belong to, at one value of a parameter.
struct RowsAt {
    std::vector<RowSums> rows;   ///< as MovingRows::rows()
    std::vector<double> moving;  ///< memberships in the set that moves
    Cutoffs cutoffs;
};

/// The cutoffs that a row meets or misses on one side only, as far as they matter to its code.
std::vector<FlipCause> decision_changes(const RowDecisions& before, const RowDecisions& after);

/// @param from, to  at neighbouring values, `to` farther from the study's
std::vector<RowFlip> row_flips(const MovingRows& rows, const RowsAt& from, const RowsAt& to);

}  // namespace qca
