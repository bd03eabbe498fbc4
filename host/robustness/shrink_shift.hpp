// A shift that loses a path, made as short as a search finds.
#pragma once

#include <cstdint>

#include "host/robustness/shift_fate.hpp"

namespace qca {

/// The same direction at the first length (by bisection) at which the path is lost. Largest single shifts are cut off at
/// that length, Euclidean ones are scaled.
/// @param shift  lost
Shift shorten(ShiftFate& fate, ShiftNorm norm, const Shift& shift);

/// Random changes of a shift that leave the path lost and are shorter, again and again. Same for all machines.
/// @param shift  lost
/// @param tries  analyses for the random changes
Shift shrink_shift(ShiftFate& fate, ShiftNorm norm, const Shift& shift, std::uint64_t seed, std::size_t tries);

/// Every single shift as near to 0 as it can be while the others stand, those that can be left out first.
/// @param shift  lost
Shift without_needless(ShiftFate& fate, const Shift& shift);

}  // namespace qca
