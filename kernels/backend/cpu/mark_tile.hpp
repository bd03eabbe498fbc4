// Which rows of a tile meet each cutoff, as masks per lane.
#pragma once

#include <cstdint>

#include "kernels/backend/cpu/pack.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// The sums of the rows of a tile under one choice of the outcome.
template <class Number>
struct TileSums {
    RowSums<Number> x, both, ambiguous;
};

/// Cutoffs whose masks fit the registers beside what a comparison needs.
template <class Number>
inline constexpr int cutoffs_at_once = Lanes<Number>::registers / 3;

/// Splits the rows by what the lowest and the highest cutoff say: a row that meets both meets all between, one that
/// meets neither meets none. Only the others need a comparison with each cutoff.
/// @param surely, possibly  meets(row, bound) in every lane, monotone; the same where sums are exact
/// @param always  out: the bits of the rows that meet all cutoffs, added
/// @param varying out: the rows that need comparing in some lane
template <class Number, class BitTable, class Surely, class Possibly>
QCA_HD RowList split_rows(RowList rows, double lowest, double highest, const BitTable& bit, const Surely& surely,
                          const Possibly& possibly, typename Lanes<Number>::Bits& always, std::int32_t* varying) {
    using Bits = typename Lanes<Number>::Bits;
    int count = 0;
    for (int begin = 0; begin < rows.count; begin += 64) {
        const int end = begin + 64 < rows.count ? begin + 64 : rows.count;
        Bits between{}, place = Bits{} + 1;
        for (int r = begin; r < end; ++r, place <<= 1) {
            const auto all = surely(rows.row[r], highest);
            always = Lanes<Number>::set_where(always, all, bit[rows.row[r]]);
            between = Lanes<Number>::set_where(between, possibly(rows.row[r], lowest) & ~all, place);
        }
        for (std::uint64_t rest = Lanes<Number>::merge(between); rest != 0; rest &= rest - 1)
            varying[count++] = rows.row[begin + __builtin_ctzll(rest)];
    }
    return {varying, count};
}

/// Cutoffs for which splitting the rows costs more than it saves.
inline constexpr int few_cutoffs = 4;

/// The listed rows that meet each inclusion and each PRI cutoff: cutoff c at mask[c * step], one word per lane.
/// @param bit      bit[row]: what stands for the row in each lane's word
/// @param varying  room for the listed rows
template <class Number, class BitTable>
QCA_HD void mark_tile(const TileSums<Number>& sums, RowList rows, const CutoffChoices& cutoffs, const BitTable& bit,
                      std::int32_t* varying, typename Lanes<Number>::Bits* incl_mask,
                      typename Lanes<Number>::Bits* pri_mask, int step) {
    using Bits = typename Lanes<Number>::Bits;
    constexpr int most = cutoffs_at_once<Number>;
    Bits always{};
    RowList compared = rows;
    if (cutoffs.incl_cuts > few_cutoffs) {
        const auto meets = [&](int row, double bound) QCA_INLINE_LAMBDA {
            return meets_inclusion(sums.x[row], sums.both[row], bound);
        };
        compared = split_rows<Number>(rows, cutoffs.incl_bound[0], cutoffs.incl_bound[cutoffs.incl_cuts - 1], bit, meets,
                                      meets, always, varying);
    }
    for_each_group<most>(cutoffs.incl_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
        mark_inclusion<decltype(size)::value>(sums.x, sums.both, compared, cutoffs.incl_bound + c, bit, always,
                                              incl_mask + c * step, step);
    });
    always = Bits{};
    compared = rows;
    if (cutoffs.pri_cuts > few_cutoffs) {
        const auto meets = [&](int row, double bound) QCA_INLINE_LAMBDA {
            return meets_pri(sums.x[row], sums.both[row], sums.ambiguous[row], bound);
        };
        compared = split_rows<Number>(rows, cutoffs.pri_bound[0], cutoffs.pri_bound[cutoffs.pri_cuts - 1], bit, meets, meets,
                                      always, varying);
    }
    for_each_group<most>(cutoffs.pri_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
        mark_pri<decltype(size)::value>(sums.x, sums.both, sums.ambiguous, compared, cutoffs.pri_bound + c, bit, always,
                                        pri_mask + c * step, step);
    });
}

/// Marks the listed rows for Count cutoffs from sums within a band: mask[c * step] are those that surely meet them.
/// @param surely, possibly  meets(row, bound); @param open  out: bits of rows that meet some cutoff only possibly, added
template <int Count, class Number, class BitTable, class Surely, class Possibly>
QCA_HD void mark_within_band(RowList rows, const double* bound, const BitTable& bit, const Surely& surely,
                             const Possibly& possibly, const typename Lanes<Number>::Bits& always,
                             typename Lanes<Number>::Bits* mask, int step, typename Lanes<Number>::Bits& open) {
    typename Lanes<Number>::Bits sure[Count], possible[Count];
    QCA_UNROLL for (int c = 0; c < Count; ++c) sure[c] = possible[c] = always;
    for (int r = 0; r < rows.count; ++r) {
        const int row = rows.row[r];
        const auto bits = bit[row];
        QCA_UNROLL for (int c = 0; c < Count; ++c) {
            sure[c] = Lanes<Number>::set_where(sure[c], surely(row, bound[c]), bits);
            possible[c] = Lanes<Number>::set_where(possible[c], possibly(row, bound[c]), bits);
        }
    }
    QCA_UNROLL for (int c = 0; c < Count; ++c) {
        mask[c * step] = sure[c];
        open |= sure[c] ^ possible[c];
    }
}

/// As mark_tile(), from whole sums (see evaluate_whole.hpp).
/// @param band  whole_band()
/// @return per lane, the bits of the rows that are too near to a cutoff to be decided from these sums
template <class Number, class BitTable>
QCA_HD typename Lanes<Number>::Bits mark_tile_within(double band, const TileSums<Number>& sums, RowList rows,
                                                     const CutoffChoices& cutoffs, const BitTable& bit,
                                                     std::int32_t* varying, typename Lanes<Number>::Bits* incl_mask,
                                                     typename Lanes<Number>::Bits* pri_mask, int step) {
    using Bits = typename Lanes<Number>::Bits;
    constexpr int most = cutoffs_at_once<Number> / 2;
    Bits open{};
    const auto always_possible = [&](int row, double) QCA_INLINE_LAMBDA { return sums.x[row] >= 0.0; };
    const auto mark = [&](const double* bound, int cuts, const auto& denominator, const auto& surely, const auto& possibly,
                          Bits* mask) QCA_INLINE_LAMBDA {
        Bits always{};
        for (; cuts > 0 && bound[0] < 0.0; ++bound, --cuts, mask += step)
            mark_within_band<1, Number>(rows, bound, bit,
                                        [&](int row, double) QCA_INLINE_LAMBDA { return surely_positive(denominator(row), band); },
                                        always_possible, always, mask, step, open);
        const RowList compared = cuts <= few_cutoffs ? rows
                                                     : split_rows<Number>(rows, bound[0], bound[cuts - 1], bit, surely,
                                                                          possibly, always, varying);
        for_each_group<most>(cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
            mark_within_band<decltype(size)::value, Number>(compared, bound + c, bit, surely, possibly, always,
                                                            mask + c * step, step, open);
        });
    };
    mark(cutoffs.incl_bound, cutoffs.incl_cuts, [&](int row) QCA_INLINE_LAMBDA { return sums.x[row]; },
         [&](int row, double bound) QCA_INLINE_LAMBDA {
             return surely_meets_inclusion(sums.x[row], sums.both[row], band, bound);
         },
         [&](int row, double bound) QCA_INLINE_LAMBDA {
             return possibly_meets_inclusion(sums.x[row], sums.both[row], band, bound);
         },
         incl_mask);
    mark(cutoffs.pri_bound, cutoffs.pri_cuts, [&](int row) QCA_INLINE_LAMBDA { return sums.x[row] - sums.ambiguous[row]; },
         [&](int row, double bound) QCA_INLINE_LAMBDA {
             return surely_meets_pri(sums.x[row], sums.both[row], sums.ambiguous[row], band, bound);
         },
         [&](int row, double bound) QCA_INLINE_LAMBDA {
             return possibly_meets_pri(sums.x[row], sums.both[row], sums.ambiguous[row], band, bound);
         },
         pri_mask);
    return open;
}

}  // namespace qca
