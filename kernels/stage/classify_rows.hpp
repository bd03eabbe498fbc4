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

/// Row r is bit r % 64.
struct RowBits {
    QCA_HD std::uint64_t operator[](int row) const { return std::uint64_t{1} << (row & 63); }
};

/// Sets in mask[c * step], per lane, the bits of the listed rows that meet inclusion cutoff c of Count.
/// @param bit     bit[row]: what stands for the row in each lane
/// @param always  bits that are set for every cutoff
template <int Count, class Number, class BitTable>
QCA_HD void mark_inclusion(RowSums<Number> x, RowSums<Number> both, RowList rows, const double* bound,
                           const BitTable& bit, const typename Lanes<Number>::Bits& always,
                           typename Lanes<Number>::Bits* mask, int step) {
    typename Lanes<Number>::Bits local[Count];
    QCA_UNROLL for (int c = 0; c < Count; ++c) local[c] = always;
    for (int r = 0; r < rows.count; ++r) {
        const int row = rows.row[r];
        const Number sum = x[row], in_both = both[row];
        const auto bits = bit[row];
        QCA_UNROLL for (int c = 0; c < Count; ++c)
            local[c] = Lanes<Number>::set_where(local[c], meets_inclusion(sum, in_both, bound[c]), bits);
    }
    QCA_UNROLL for (int c = 0; c < Count; ++c) mask[c * step] = local[c];
}

/// The same for PRI cutoffs.
template <int Count, class Number, class BitTable>
QCA_HD void mark_pri(RowSums<Number> x, RowSums<Number> both, RowSums<Number> ambiguous, RowList rows,
                     const double* bound, const BitTable& bit, const typename Lanes<Number>::Bits& always,
                     typename Lanes<Number>::Bits* mask, int step) {
    typename Lanes<Number>::Bits local[Count];
    QCA_UNROLL for (int c = 0; c < Count; ++c) local[c] = always;
    for (int r = 0; r < rows.count; ++r) {
        const int row = rows.row[r];
        const Number sum = x[row], in_both = both[row], in_neither = ambiguous[row];
        const auto bits = bit[row];
        QCA_UNROLL for (int c = 0; c < Count; ++c)
            local[c] = Lanes<Number>::set_where(local[c], meets_pri(sum, in_both, in_neither, bound[c]), bits);
    }
    QCA_UNROLL for (int c = 0; c < Count; ++c) mask[c * step] = local[c];
}

/// Splits [0, size) into groups of Most and one smaller rest, and calls body(count, first) for each; count::value is
/// known to the compiler, so that a group's masks can stay in registers.
template <int Count>
struct GroupSize {
    static constexpr int value = Count;
};
template <int Most, class Body>
QCA_HD void for_each_group(int size, const Body& body, int first = 0) {
    for (; first + Most <= size; first += Most) body(GroupSize<Most>{}, first);
    if constexpr (Most > 1) {
        if (first < size) for_each_group<Most - 1>(size, body, first);
    }
}

/// The listed rows that meet each inclusion and each PRI cutoff, for all lanes of Number: word w of cutoff c at
/// mask[(c * Words + w) * stride], one bit word per lane.
template <int Words, class Number>
QCA_HD void mark_rows(RowSums<Number> x, RowSums<Number> both, RowSums<Number> ambiguous, RowList rows,
                      const double* incl_bound, int incl_cuts, const double* pri_bound, int pri_cuts,
                      typename Lanes<Number>::Bits* incl_mask, typename Lanes<Number>::Bits* pri_mask, int stride) {
    constexpr int most = 4;
    const int step = Words * stride;
    const typename Lanes<Number>::Bits none{};
    int begin = 0;
    for (int w = 0; w < Words; ++w, incl_mask += stride, pri_mask += stride) {
        const int first_row = begin;
        while (begin < rows.count && rows.row[begin] < 64 * (w + 1)) ++begin;
        const RowList of_word{rows.row + first_row, begin - first_row};
        for_each_group<most>(incl_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
            mark_inclusion<decltype(size)::value>(x, both, of_word, incl_bound + c, RowBits{}, none, incl_mask + c * step, step);
        });
        for_each_group<most>(pri_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
            mark_pri<decltype(size)::value>(x, both, ambiguous, of_word, pri_bound + c, RowBits{}, none, pri_mask + c * step, step);
        });
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

/// Visits the coded tables of one calibration under all cutoffs. For every frequency cutoff q and PRI cutoff p it
/// calls visit.chain(q, p), then visit.run(cut, positive, observed) for increasing inclusion cutoffs: a run of cutoffs
/// with this one table starts at `cut` and lasts until the next one of the chain. Its first run starts at 0; a higher
/// cutoff is met by fewer rows, so a chain only loses positive rows.
/// A visitor with skips_repeats does not see a chain that is the same as the one before with the same q, as most are:
/// few rows that are consistent enough have a PRI between the cutoffs.
/// @param n_mask  per frequency cutoff, the rows with so many cases: the observed rows of the tables
template <int Words, class Visitor>
QCA_HD void walk_tables(CutMasks<Words> incl_mask, int incl_cuts, CutMasks<Words> pri_mask, int pri_cuts,
                        CutMasks<Words> n_mask, int n_cuts, Visitor& visit) {
    for (int q = 0; q < n_cuts; ++q) {
        const RowMask<Words> observed = n_mask.at(q);
        RowMask<Words> first_before{};
        for (int p = 0; p < pri_cuts; ++p) {
            const RowMask<Words> candidates = observed & pri_mask.at(p);
            RowMask<Words> previous = candidates & incl_mask.at(0);
            if constexpr (Visitor::skips_repeats) {
                if (p > 0 && previous == first_before) continue;
                first_before = previous;
            }
            visit.chain(q, p);
            visit.run(0, previous, observed);
            for (int cut = 1; cut < incl_cuts; ++cut) {
                const RowMask<Words> positive = candidates & incl_mask.at(cut);
                if (!(positive == previous)) visit.run(cut, positive, observed);
                previous = positive;
            }
        }
    }
}

}  // namespace qca
