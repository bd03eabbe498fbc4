#include "host/robustness/coded_tables.hpp"

#include <algorithm>

namespace qca {

/// Cutoffs [ends[i - 1], ends[i]) are met by the same rows.
std::vector<int>& CutoffTables::ends(std::vector<int>& out, const std::vector<RowReach>& rows, int RowReach::*reach, int cutoffs) {
    met_.assign(static_cast<std::size_t>(cutoffs) + 1, 0);
    for (const RowReach& row : rows) met_[static_cast<std::size_t>(row.*reach)] = 1;
    met_.back() = 1;
    out.clear();
    for (int i = 1; i <= cutoffs; ++i)
        if (met_[static_cast<std::size_t>(i)] != 0) out.push_back(i);
    return out;
}

const std::vector<TableOfCutoffs>& CutoffTables::tables(const std::vector<RowReach>& rows) {
    ends(incl_, rows, &RowReach::incl, cutoffs_.incl_cuts);
    ends(pri_, rows, &RowReach::pri, cutoffs_.pri_cuts);
    ends(n_, rows, &RowReach::n, cutoffs_.n_cuts);
    tables_.clear();
    for (int i = 0, incl_end = 0; const int incl : incl_) {
        i = incl_end;
        incl_end = incl;
        for (int p = 0, pri_end = 0; const int pri : pri_) {
            p = pri_end;
            pri_end = pri;
            for (int n = 0, n_end = 0; const int n_cut : n_) {
                n = n_end;
                n_end = n_cut;
                CodedTable table;
                for (const RowReach& row : rows) {
                    if (row.n <= n) continue;
                    table.observed.insert(row.row);
                    if (row.incl > i && row.pri > p) table.positive.insert(row.row);
                }
                const auto combinations = static_cast<std::uint64_t>(incl_end - i) * static_cast<std::uint64_t>(pri_end - p) *
                                          static_cast<std::uint64_t>(n_end - n);
                const auto known = std::find_if(tables_.begin(), tables_.end(), [&](const TableOfCutoffs& t) { return t.table == table; });
                if (known != tables_.end()) known->combinations += combinations;
                else tables_.push_back({table, i, p, n, combinations});
            }
        }
    }
    return tables_;
}

}  // namespace qca
