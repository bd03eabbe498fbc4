// The printed figures that a search for anchors has to reproduce.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace qca {

/// One printed figure, or one printed list of cases.
struct PrintedCell {
    std::string table;     ///< name of its file, without folder and ending
    std::string row;       ///< `~ENT`, or the configuration `1011`
    std::string column;    ///< `inclN`, `RoN`, `covN`, `n`, `incl`, `PRI` or `cases`
    std::string text;      ///< as printed
    double value = 0;      ///< NaN for cases
    double tolerance = 0;  ///< half a unit of the last printed digit and 1e-9; 1e-9 for n
    std::string where;     ///< `file:line:column`
};

inline constexpr std::size_t not_printed = static_cast<std::size_t>(-1);

/// Necessity of a condition or of its negation: positions of its cells, or not_printed.
struct PrintedNecessity {
    std::size_t condition = 0;
    bool negated = false;
    std::size_t inclN = not_printed, RoN = not_printed, covN = not_printed;
};

/// A row of the truth table.
struct PrintedRow {
    std::uint32_t row = 0;  ///< its number: the first condition is the highest bit
    std::size_t n = not_printed, incl = not_printed, pri = not_printed, cases = not_printed;
    std::vector<char> members;   ///< [case]: is it printed as belonging to the row
    bool all_cases_known = true;  ///< false: a printed name is in no row of the data; the list cannot be reproduced
};

/// All tables together.
struct Published {
    std::vector<PrintedCell> cells;
    std::vector<PrintedNecessity> necessity;
    std::vector<PrintedRow> rows;
    std::vector<std::string> notes;  ///< what is odd in the files without being an error
};

}  // namespace qca
