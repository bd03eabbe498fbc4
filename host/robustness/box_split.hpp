// Where to part a box of anchors so that its two parts are easier to judge.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "host/robustness/box_codings.hpp"

namespace qca {

/// At a case that may come to belong to a critical row or not: beside its raw value, on the crossover. Else across the anchor whose
/// slopes make the critical surpluses most uncertain.
/// @return nothing where the box is too small to be parted
std::optional<std::pair<ShiftBox, ShiftBox>> split_box(const AnchorShifts& shifts, const ShiftBox& box, const std::vector<RowEnclosure>& rows,
                                                       const std::vector<CriticalRow>& critical, ShiftNorm norm);

}  // namespace qca
