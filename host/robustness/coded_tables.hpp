// The few truth tables that all cutoffs of a sweep make of one calibration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/views.hpp"

namespace qca {

/// How many cutoffs of each kind a row meets: from the lowest on, since what meets a cutoff meets every lower one.
struct RowReach {
    int row = 0;
    int incl = 0, pri = 0, n = 0;
};

/// A table, the first combination of cutoffs that has it, and how many have it.
struct TableOfCutoffs {
    CodedTable table;
    int incl = 0, pri = 0, n = 0;
    std::uint64_t combinations = 0;
};

/// Finds them one calibration after another.
class CutoffTables {
  public:
    explicit CutoffTables(const CutoffChoices& cutoffs) : cutoffs_(cutoffs) {}

    /// @param rows  those to which some case belongs; with `n` of the row as counts of cutoffs
    /// @return the distinct tables, in the order of their first combination (inclusion slowest, frequency fastest)
    const std::vector<TableOfCutoffs>& tables(const std::vector<RowReach>& rows);

  private:
    std::vector<int>& ends(std::vector<int>& out, const std::vector<RowReach>& rows, int RowReach::*reach, int cutoffs);

    CutoffChoices cutoffs_;
    std::vector<char> met_;
    std::vector<int> incl_, pri_, n_;
    std::vector<TableOfCutoffs> tables_;
};

}  // namespace qca
