// Rows coded 1 for the outcome and for its negation, over a sweep: plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace qca {

/// A row of the truth table that is a simultaneous subset in some scenario.
struct SimultaneousRow {
    std::string row;                       ///< all conditions that take part: `ENT*~UNI*GDP*POW`
    std::uint64_t scenarios = 0;           ///< evaluated ones whose truth table has the row: those with these conditions
    std::vector<std::uint64_t> counts;     ///< [inclusion cutoff, or bin] scenarios in which it is coded 1 for both
    std::vector<std::uint64_t> evaluated;  ///< [inclusion cutoff] those of `scenarios`

    friend bool operator==(const SimultaneousRow&, const SimultaneousRow&) = default;
};

struct SimultaneousResult {
    bool looked = false;                   ///< the study asked for it
    std::vector<std::uint64_t> any;        ///< [inclusion cutoff, or bin] scenarios with at least one such row
    std::vector<std::uint64_t> evaluated;  ///< [inclusion cutoff] evaluated scenarios
    std::vector<SimultaneousRow> rows;     ///< by count, largest first; ties by row

    friend bool operator==(const SimultaneousResult&, const SimultaneousResult&) = default;
};

}  // namespace qca
