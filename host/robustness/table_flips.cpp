#include "host/robustness/table_flips.hpp"

#include <limits>

#include "host/analysis/row_code.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/robustness/row_changes.hpp"

namespace qca {
namespace {

/// One row of one table.
struct RowSide {
    std::vector<double> in_row;
    RowSums sums;
    RowDecisions decisions;

    RowSide(const Memberships& memberships, std::uint32_t row, const Cutoffs& cutoffs) {
        const std::uint32_t all = (std::uint32_t{1} << number_of_conditions(memberships)) - 1;
        in_row = path_memberships(memberships, Implicant{all, row});
        sums = {static_cast<int>(members(in_row).size()), relation_sums(in_row, outcome_of(memberships), memberships.order)};
        decisions = decide_row(sums.n, sums.sums, cutoffs);
    }
};

}  // namespace

std::vector<RowFlip> table_flips(const Memberships& from, const Memberships& to, const Cutoffs& cutoffs) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    std::vector<RowFlip> flips;
    for (std::uint32_t row = 0; row < std::uint32_t{1} << number_of_conditions(from); ++row) {
        const RowSide before(from, row, cutoffs), after(to, row, cutoffs);
        if (before.decisions.out() == after.decisions.out()) continue;
        RowFlip flip{row, before.decisions.out(), after.decisions.out(), before.sums.n, after.sums.n, undefined, undefined, {}};
        if (flip.n_to > 0) {
            flip.incl = inclusion(after.sums.sums);
            flip.pri = pri(after.sums.sums);
        }
        for (std::size_t i = 0; i < before.in_row.size(); ++i) {
            const bool is = after.in_row[i] > 0.5;
            if ((before.in_row[i] > 0.5) != is) flip.causes.push_back({FlipCause::Kind::membership, is, i, after.in_row[i]});
        }
        const std::vector<FlipCause> decided = decision_changes(before.decisions, after.decisions);
        flip.causes.insert(flip.causes.end(), decided.begin(), decided.end());
        flips.push_back(std::move(flip));
    }
    return flips;
}

}  // namespace qca
