// From row sums to coded truth tables: each cutoff is a mask over the rows, a table the intersection of three.
#pragma once

#include <cstdint>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// A set of rows in Words words; row r is bit r % 64 of word r / 64.
template <int Words>
struct RowMask {
    std::uint64_t word[Words];

    QCA_HD friend RowMask operator&(RowMask a, const RowMask& b) {
        QCA_UNROLL for (int w = 0; w < Words; ++w) a.word[w] &= b.word[w];
        return a;
    }
    QCA_HD friend bool operator==(const RowMask& a, const RowMask& b) {
        std::uint64_t difference = 0;
        QCA_UNROLL for (int w = 0; w < Words; ++w) difference |= a.word[w] ^ b.word[w];
        return difference == 0;
    }
};

/// Bit r by shifting.
struct RowBits {
    QCA_HD std::uint64_t operator[](int row) const { return std::uint64_t{1} << row; }
};

/// Cutoffs that are compared in one pass over the rows: what a row needs is then loaded once for all of them.
inline constexpr int cutoffs_at_once = 4;

/// Rows [begin, end) of the list that meet Count inclusion cutoffs: mask[c * step], one bit word per lane.
template <int Count, class Number, class BitTable>
QCA_HD void mark_inclusion(RowSums<Number> x, RowSums<Number> both, RowList rows, int begin, int end,
                           const double* bound, const BitTable& bit, typename Lanes<Number>::Bits* mask, int step) {
    typename Lanes<Number>::Bits local[Count] = {};
    for (int r = begin; r < end; ++r) {
        const int row = rows.row[r];
        const Number sum = x[row], in_both = both[row];
        const auto bits = bit[row & 63];
        QCA_UNROLL for (int c = 0; c < Count; ++c)
            local[c] |= Lanes<Number>::where(meets_inclusion(sum, in_both, bound[c]), bits);
    }
    QCA_UNROLL for (int c = 0; c < Count; ++c) mask[c * step] = local[c];
}

/// The same for PRI cutoffs.
template <int Count, class Number, class BitTable>
QCA_HD void mark_pri(RowSums<Number> x, RowSums<Number> both, RowSums<Number> ambiguous, RowList rows, int begin,
                     int end, const double* bound, const BitTable& bit, typename Lanes<Number>::Bits* mask, int step) {
    typename Lanes<Number>::Bits local[Count] = {};
    for (int r = begin; r < end; ++r) {
        const int row = rows.row[r];
        const Number sum = x[row], in_both = both[row], in_neither = ambiguous[row];
        const auto bits = bit[row & 63];
        QCA_UNROLL for (int c = 0; c < Count; ++c)
            local[c] |= Lanes<Number>::where(meets_pri(sum, in_both, in_neither, bound[c]), bits);
    }
    QCA_UNROLL for (int c = 0; c < Count; ++c) mask[c * step] = local[c];
}

/// The listed rows that meet each inclusion and each PRI cutoff, for all lanes of Number: word w of cutoff c at
/// mask[(c * Words + w) * stride], one bit word per lane.
/// @param bit  bit[r] has bit r set in every lane, r < 64 (RowBits, or a table of them)
template <int Words, class Number, class BitTable>
QCA_HD void mark_rows(RowSums<Number> x, RowSums<Number> both, RowSums<Number> ambiguous, RowList rows,
                      const double* incl_bound, int incl_cuts, const double* pri_bound, int pri_cuts,
                      const BitTable& bit, typename Lanes<Number>::Bits* incl_mask,
                      typename Lanes<Number>::Bits* pri_mask, int stride) {
    const int step = Words * stride;
    int begin = 0;
    for (int w = 0; w < Words; ++w, incl_mask += stride, pri_mask += stride) {
        int end = begin;
        while (end < rows.count && rows.row[end] < 64 * (w + 1)) ++end;
        int c = 0;
        for (; c + cutoffs_at_once <= incl_cuts; c += cutoffs_at_once)
            mark_inclusion<cutoffs_at_once>(x, both, rows, begin, end, incl_bound + c, bit, incl_mask + c * step, step);
        for (; c < incl_cuts; ++c)
            mark_inclusion<1>(x, both, rows, begin, end, incl_bound + c, bit, incl_mask + c * step, step);
        for (c = 0; c + cutoffs_at_once <= pri_cuts; c += cutoffs_at_once)
            mark_pri<cutoffs_at_once>(x, both, ambiguous, rows, begin, end, pri_bound + c, bit, pri_mask + c * step, step);
        if (pri_cuts - c == 3)
            mark_pri<3>(x, both, ambiguous, rows, begin, end, pri_bound + c, bit, pri_mask + c * step, step);
        else
            for (; c < pri_cuts; ++c)
                mark_pri<1>(x, both, ambiguous, rows, begin, end, pri_bound + c, bit, pri_mask + c * step, step);
        begin = end;
    }
}

/// Masks of one lane: word w of cutoff c at first[(c * Words + w) * stride].
template <int Words>
struct CutMasks {
    const std::uint64_t* first;
    int stride;

    QCA_HD RowMask<Words> at(int cut) const {
        RowMask<Words> mask;
        QCA_UNROLL for (int w = 0; w < Words; ++w) mask.word[w] = first[(cut * Words + w) * stride];
        return mask;
    }
};

/// The inclusion cutoffs of one lane at which the rows that meet them change, in increasing order. The plain form:
/// every cutoff is a step.
template <int Words>
struct EveryCutoff {
    CutMasks<Words> mask;
    int cuts;

    QCA_HD int count() const { return cuts; }
    QCA_HD int cut(int step) const { return step; }
    QCA_HD RowMask<Words> at(int step) const { return mask.at(step); }
};

/// Visits the coded tables of one calibration under all cutoffs. For every frequency cutoff q and PRI cutoff p it
/// calls visit.chain(q, p), then visit.step(cut, positive, observed, changed) for increasing inclusion cutoffs. Where
/// `changed`, a run of cutoffs with this one table starts at `cut`; it lasts until the next change of the chain. The
/// first step of a chain is a change; a higher cutoff is met by fewer rows, so a chain only loses positive rows.
/// (Unchanged steps are visited too, so that a visitor can do without a branch that no processor predicts.)
/// A visitor with joins_chains gets visit.repeat() instead of a chain that is the same as the one before with the same
/// q, as most are: few rows that are consistent enough have a PRI between the cutoffs.
/// @param steps   EveryCutoff, or a shorter list with the same meaning; step 0 is cutoff 0
/// @param n_mask  per frequency cutoff, the rows with so many cases: the observed rows of the tables
template <int Words, class Steps, class Visitor>
QCA_HD void walk_tables(const Steps& steps, CutMasks<Words> pri_mask, int pri_cuts, CutMasks<Words> n_mask,
                        int n_cuts, Visitor& visit) {
    const int count = steps.count();
    for (int q = 0; q < n_cuts; ++q) {
        const RowMask<Words> observed = n_mask.at(q);
        RowMask<Words> first_before{};
        for (int p = 0; p < pri_cuts; ++p) {
            const RowMask<Words> candidates = observed & pri_mask.at(p);
            RowMask<Words> previous = candidates & steps.at(0);
            if constexpr (Visitor::joins_chains) {
                if (p > 0 && previous == first_before) {
                    visit.repeat();
                    continue;
                }
                first_before = previous;
            }
            visit.chain(q, p);
            visit.step(0, previous, observed, true);
            for (int step = 1; step < count; ++step) {
                const RowMask<Words> positive = candidates & steps.at(step);
                visit.step(steps.cut(step), positive, observed, !(positive == previous));
                previous = positive;
            }
        }
    }
}

}  // namespace qca
