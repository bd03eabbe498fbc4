#include "host/robustness/row_enclosure.hpp"

#include <algorithm>
#include <cstddef>

#include "host/robustness/surplus_bound.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

using Statistic = RowQuantity::Statistic;

/// Fewest and most cases of every row.
struct RowCounts {
    std::vector<int> fewest, most;
};

RowCounts count_cases(const SetEnclosures& sets) {
    const std::size_t conditions = sets.size() - 1, cases = sets.back().size();
    RowCounts counts{std::vector<int>(std::size_t{1} << conditions), std::vector<int>(std::size_t{1} << conditions)};
    for (std::size_t i = 0; i < cases; ++i) {
        bool sure = true;
        std::vector<std::uint32_t> rows{0};
        for (std::size_t c = 0; c < conditions; ++c) {
            const Band& m = sets[c][i].membership;
            const bool may_be_in = m.high > 0.5, may_be_out = 1.0 - m.low > 0.5;
            sure = sure && (m.low > 0.5 || 1.0 - m.high > 0.5);
            std::vector<std::uint32_t> longer;
            for (const std::uint32_t row : rows) {
                if (may_be_out) longer.push_back(row);
                if (may_be_in) longer.push_back(row | condition_bit(static_cast<int>(c), static_cast<int>(conditions)));
            }
            rows = std::move(longer);
        }
        for (const std::uint32_t row : rows) {
            ++counts.most[row];
            if (sure) ++counts.fewest[row];
        }
    }
    return counts;
}

enum class Met { no, yes, open };

/// Whether a cutoff is met all over the box, nowhere, or who knows.
Met meets_cutoff(const AnchorShifts& shifts, const ShiftBox& box, const SetEnclosures& sets, std::optional<double> ball,
                 const RowQuantity& quantity, RowEnclosure& row) {
    // A row with a case in it has positive sums S and S - U.
    if (quantity.bound < 0) return Met::yes;
    const Band natural = enclose_surplus(sets, quantity);
    if (natural.low > 0) return Met::yes;
    if (natural.high <= 0) return Met::no;
    const SurplusSlopes slopes = surplus_slopes(shifts, sets, quantity);
    const SurplusBound low = surplus_bound(shifts, box, slopes, ball, quantity, SurplusEnd::lowest);
    if (low.value > 0) return Met::yes;
    const SurplusBound high = surplus_bound(shifts, box, slopes, ball, quantity, SurplusEnd::highest);
    if (high.value <= 0) return Met::no;
    row.open.push_back({quantity, slopes, low.corner, high.corner});
    return Met::open;
}

}  // namespace

std::vector<RowEnclosure> enclose_rows(const AnchorShifts& shifts, const ShiftBox& box, std::optional<double> ball) {
    const Cutoffs& cutoffs = shifts.study().cutoffs;
    const int enough = std::max(cutoffs.n, 1);
    const SetEnclosures sets = enclose_sets(shifts, box);
    const RowCounts counts = count_cases(sets);
    std::vector<RowEnclosure> rows;
    for (std::uint32_t number = 0; number < counts.most.size(); ++number) {
        if (counts.most[number] < enough) continue;
        RowEnclosure row{number, 0, counts.fewest[number], counts.most[number], {}};
        const auto met = [&](Statistic statistic, double cutoff) {
            return meets_cutoff(shifts, box, sets, ball, {number, statistic, cutoff_bound(cutoff)}, row);
        };
        const Met incl = met(Statistic::inclusion, cutoffs.incl);
        const Met pri = incl == Met::no ? Met::no : met(Statistic::pri, cutoffs.pri);
        if (row.fewest < enough) row.codes |= remainder_code;
        if (incl != Met::no && pri != Met::no) row.codes |= positive_code;
        if (incl != Met::yes || pri != Met::yes) row.codes |= negative_code;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace qca
