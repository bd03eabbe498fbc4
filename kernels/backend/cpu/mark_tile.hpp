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
/// @param meets   meets(row, bound) in every lane, monotone
/// @param always  out: the bits of the rows that meet all cutoffs, added
/// @param varying out: the rows that need comparing in some lane
template <class Number, class BitTable, class Meets>
QCA_HD RowList split_rows(RowList rows, double lowest, double highest, const BitTable& bit, const Meets& meets,
                          typename Lanes<Number>::Bits& always, std::int32_t* varying) {
    using Bits = typename Lanes<Number>::Bits;
    int count = 0;
    for (int begin = 0; begin < rows.count; begin += 64) {
        const int end = begin + 64 < rows.count ? begin + 64 : rows.count;
        Bits between{}, place = Bits{} + 1;
        for (int r = begin; r < end; ++r, place <<= 1) {
            const auto all = meets(rows.row[r], highest);
            always = Lanes<Number>::set_where(always, all, bit[rows.row[r]]);
            between = Lanes<Number>::set_where(between, meets(rows.row[r], lowest) & ~all, place);
        }
        for (std::uint64_t rest = Lanes<Number>::merge(between); rest != 0; rest &= rest - 1)
            varying[count++] = rows.row[begin + __builtin_ctzll(rest)];
    }
    return {varying, count};
}

/// The listed rows that meet each inclusion and each PRI cutoff: cutoff c at mask[c * step], one word per lane.
/// @param bit      bit[row]: what stands for the row in each lane's word
/// @param varying  room for the listed rows
template <class Number, class BitTable>
QCA_HD void mark_tile(const TileSums<Number>& sums, RowList rows, const CutoffChoices& cutoffs, const BitTable& bit,
                      std::int32_t* varying, typename Lanes<Number>::Bits* incl_mask,
                      typename Lanes<Number>::Bits* pri_mask, int step) {
    using Bits = typename Lanes<Number>::Bits;
    constexpr int most = cutoffs_at_once<Number>;
    constexpr int few = 4;  // cutoffs for which splitting the rows costs more than it saves
    Bits always{};
    RowList compared = rows;
    if (cutoffs.incl_cuts > few)
        compared = split_rows<Number>(rows, cutoffs.incl_bound[0], cutoffs.incl_bound[cutoffs.incl_cuts - 1], bit,
                                      [&](int row, double bound) QCA_INLINE_LAMBDA {
                                          return meets_inclusion(sums.x[row], sums.both[row], bound);
                                      }, always, varying);
    for_each_group<most>(cutoffs.incl_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
        mark_inclusion<decltype(size)::value>(sums.x, sums.both, compared, cutoffs.incl_bound + c, bit, always,
                                              incl_mask + c * step, step);
    });
    always = Bits{};
    compared = rows;
    if (cutoffs.pri_cuts > few)
        compared = split_rows<Number>(rows, cutoffs.pri_bound[0], cutoffs.pri_bound[cutoffs.pri_cuts - 1], bit,
                                      [&](int row, double bound) QCA_INLINE_LAMBDA {
                                          return meets_pri(sums.x[row], sums.both[row], sums.ambiguous[row], bound);
                                      }, always, varying);
    for_each_group<most>(cutoffs.pri_cuts, [&](auto size, int c) QCA_INLINE_LAMBDA {
        mark_pri<decltype(size)::value>(sums.x, sums.both, sums.ambiguous, compared, cutoffs.pri_bound + c, bit, always,
                                        pri_mask + c * step, step);
    });
}

}  // namespace qca
