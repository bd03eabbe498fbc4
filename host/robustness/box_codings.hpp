// All tables that rows may be coded to over a box of anchors.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/robustness/row_enclosure.hpp"
#include "host/robustness/shift_fate.hpp"

namespace qca {

/// A row in one table that is lost, beside the same row in the middle of the box.
struct CriticalRow {
    std::size_t position = 0;  ///< among the rows of the box
    unsigned code = 0;         ///< the one of RowCode that it has in the table that is lost
    unsigned beside = 0;       ///< the one that it has in the middle
};

/// What the tables of a box say.
struct BoxVerdict {
    bool alive = false;                 ///< none of them is lost
    std::vector<CriticalRow> critical;  ///< otherwise: where the nearest lost table differs from the middle's; all open rows, if they are too many
};

/// Every table is tried, up to so many.
inline constexpr std::size_t most_codings = 2048;

/// @param middle  the table in the middle of the box, if that is feasible; not lost
BoxVerdict judge_codings(ShiftFate& fate, const std::vector<RowEnclosure>& rows, const std::optional<CodedRows>& middle);

}  // namespace qca
