#include "host/recover/cell_ranges.hpp"

#include <algorithm>

namespace qca {
namespace {

/// Bounds of a sum over the cases.
struct SumRange {
    double low = 0, high = 0;

    void add(double lower, double upper) {
        low += lower;
        high += upper;
    }
};

/// A / (A + B): rises with A, falls with B.
FigureRange share_of(const SumRange& a, const SumRange& b) {
    FigureRange range;
    if (const double sum = a.low + b.high; sum > 0) range.low = a.low / sum;
    if (const double sum = a.high + b.low; sum > 0) range.high = a.high / sum;
    return range;
}

/// min(r, y) - min(r, y, 1 - y): 0 up to y = 0.5, then rises with both.
double unambiguous(double r, double y) {
    const double both = std::min(r, y);
    return both - std::min(both, 1.0 - y);
}

void count(LostCells& lost, bool possible, bool certain) {
    lost.certain += possible ? 0 : 1;
    lost.possible += certain ? 0 : 1;
}

void count(LostCells& lost, const Published& published, std::size_t cell, const FigureRange& range) {
    if (cell == not_printed) return;
    count(lost, range.can_be(published.cells[cell]), range.must_be(published.cells[cell]));
}

/// Adds every case's membership in a row of the truth table to the sums.
struct RowSums {
    SumRange both, not_both, unambiguous;  ///< sums of min(r, y), r - min(r, y), and what PRI counts
    std::size_t n_low = 0, n_high = 0;
};

}  // namespace

NecessityRange necessity_range(const MembershipRange& x, bool negated, const MembershipRange& y, std::size_t cases) {
    SumRange both, only_x, only_y, out;
    for (std::size_t i = 0; i < cases; ++i) {
        const double low = negated ? 1.0 - x.high[i] : x.low[i], high = negated ? 1.0 - x.low[i] : x.high[i];
        both.add(std::min(low, y.low[i]), std::min(high, y.high[i]));
        only_x.add(low - std::min(low, y.high[i]), high - std::min(high, y.low[i]));
        only_y.add(y.low[i] - std::min(high, y.low[i]), y.high[i] - std::min(low, y.high[i]));
        out.add(1.0 - high, 1.0 - low);
    }
    // The sum of 1 - min(x, y) is that of 1 - x and of what of x is not in y.
    return {share_of(both, only_y), share_of(out, only_x), share_of(both, only_x)};
}

RowRange row_range(const PrintedRow& row, const std::vector<MembershipRange>& sets, std::size_t cases) {
    const std::size_t conditions = sets.size() - 1;
    const MembershipRange& y = sets.back();
    RowSums sums;
    RowRange range;
    for (std::size_t i = 0; i < cases; ++i) {
        double low = 1, high = 1;
        for (std::size_t c = 0; c < conditions; ++c) {
            const bool present = (row.row >> (conditions - 1 - c) & 1) != 0;
            low = std::min(low, present ? sets[c].low[i] : 1.0 - sets[c].high[i]);
            high = std::min(high, present ? sets[c].high[i] : 1.0 - sets[c].low[i]);
        }
        sums.both.add(std::min(low, y.low[i]), std::min(high, y.high[i]));
        sums.not_both.add(low - std::min(low, y.high[i]), high - std::min(high, y.low[i]));
        sums.unambiguous.add(unambiguous(low, y.low[i]), unambiguous(high, y.high[i]));
        const bool in = low > 0.5, may_be_in = high > 0.5;
        sums.n_low += in ? 1 : 0;
        sums.n_high += may_be_in ? 1 : 0;
        const bool printed = row.members[i] != 0;
        range.cases_possible = range.cases_possible && (printed ? may_be_in : !in);
        range.cases_certain = range.cases_certain && (printed ? in : !may_be_in);
    }
    range.cases_possible = range.cases_possible && row.all_cases_known;
    range.cases_certain = range.cases_certain && row.all_cases_known;
    range.n = {static_cast<double>(sums.n_low), static_cast<double>(sums.n_high)};
    range.incl = share_of(sums.both, sums.not_both);
    range.pri = share_of(sums.unambiguous, sums.not_both);
    return range;
}

LostCells lost_in_rows(const Published& published, const std::vector<MembershipRange>& sets, std::size_t cases, std::size_t most) {
    LostCells lost;
    for (const PrintedRow& row : published.rows) {
        const RowRange range = row_range(row, sets, cases);
        count(lost, published, row.n, range.n);
        count(lost, published, row.incl, range.incl);
        count(lost, published, row.pri, range.pri);
        if (row.cases != not_printed) count(lost, range.cases_possible, range.cases_certain);
        if (lost.certain > most) return lost;
    }
    return lost;
}

LostCells lost_in_necessity(const Published& published, std::size_t condition, const MembershipRange& x, const MembershipRange& y,
                            std::size_t cases) {
    LostCells lost;
    for (const PrintedNecessity& row : published.necessity) {
        if (row.condition != condition) continue;
        const NecessityRange range = necessity_range(x, row.negated, y, cases);
        count(lost, published, row.inclN, range.inclN);
        count(lost, published, row.RoN, range.RoN);
        count(lost, published, row.covN, range.covN);
    }
    return lost;
}

}  // namespace qca
