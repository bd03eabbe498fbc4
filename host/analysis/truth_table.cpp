#include <limits>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

/// OUT of a row with enough cases.
char coded(const RelationSums<double>& sums, const Cutoffs& cutoffs) {
    if (meets_inclusion(sums.x, sums.both, cutoff_bound(cutoffs.incl)))
        return meets_pri(sums.x, sums.both, sums.ambiguous, cutoff_bound(cutoffs.pri)) ? '1' : '0';
    return cutoffs.incl0 && meets_inclusion(sums.x, sums.both, cutoff_bound(*cutoffs.incl0)) ? 'C' : '0';
}

}  // namespace

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
        if (entry.n >= cutoffs.n) entry.out = coded(sums, cutoffs);
    }
    return table;
}

}  // namespace qca
