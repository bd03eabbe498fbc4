#include <limits>

#include "host/analysis/analysis.hpp"
#include "host/analysis/row_code.hpp"
#include "host/analysis/set_membership.hpp"

namespace qca {

std::vector<TableRow> truth_table(const Memberships& memberships, const Cutoffs& cutoffs) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    const std::uint32_t rows = std::uint32_t{1} << number_of_conditions(memberships);
    std::vector<TableRow> table(rows, TableRow{'?', 0, undefined, undefined, {}});
    for (std::uint32_t row = 0; row < rows; ++row) {
        const std::vector<double> in_row = path_memberships(memberships, Implicant{rows - 1, row});
        TableRow& entry = table[row];
        entry.cases = members(in_row);
        entry.n = static_cast<int>(entry.cases.size());
        if (entry.n == 0) continue;
        const RelationSums<double> sums = relation_sums(in_row, outcome_of(memberships), memberships.order);
        entry.incl = inclusion(sums);
        entry.pri = pri(sums);
        entry.out = decide_row(entry.n, sums, cutoffs).out();
    }
    return table;
}

}  // namespace qca
