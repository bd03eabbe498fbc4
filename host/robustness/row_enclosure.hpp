// The truth table over a box of anchors: what every row may be coded as.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/robustness/surplus_enclosure.hpp"

namespace qca {

/// A surplus that may be above 0 in the box and may be not.
struct OpenQuantity {
    RowQuantity quantity;
    SurplusSlopes slopes;
    Shift lowest, highest;  ///< corners at which it is likely to be at its lowest and highest
};

/// What a row may be coded as.
enum RowCode : unsigned char { remainder_code = 1, negative_code = 2, positive_code = 4 };

struct RowEnclosure {
    std::uint32_t row = 0;
    unsigned codes = 0;           ///< those of RowCode that are possible, together
    int fewest = 0, most = 0;     ///< cases
    std::vector<OpenQuantity> open;
};

/// The rows that may have enough cases; all others are remainders.
/// @param ball  of the box, only shifts of at most this Euclidean length matter
std::vector<RowEnclosure> enclose_rows(const AnchorShifts& shifts, const ShiftBox& box, std::optional<double> ball);

}  // namespace qca
