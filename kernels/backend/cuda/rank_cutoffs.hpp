// How many of the inclusion and PRI cutoffs, which are sorted, a row meets: its rank along them.
//
// A row that meets a cutoff meets all lower ones (see math/cutoffs.hpp), so a binary search finds its rank. Sums in
// double decide each comparison. Whole sums decide it where they are farther from the cutoff than their band; nearer to
// it the row stands "open", and the calibration's sums are made in double.
//
// Only the cutoff just below the rank can be open when any is. Both "surely met" and "possibly met" fall along the
// cutoffs, as T - c * S does in c. The search finds the rank by "possibly met"; all cutoffs from it on are surely not
// met. It ends with the cutoff below the rank compared, and that one is the last it found to be possibly met; if it is
// surely met, so are all below. So its standing says whether some cutoff is open.
//
// In 64 bits: T, S < 2^32 (63 cases of 2^26) and c <= 1, rounded to c31 / 2^31, so d = T * 2^31 - S * c31 does not
// overflow. The rounding of c adds at most S * 2^-32 < 1 unit to the band.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/math/cutoffs.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// How a row stands to a cutoff.
enum class Standing { below, open, met };

/// Rank of a row along the cutoffs [first, cuts), those before `first` being met. @param open  set when it is not sure
template <class Stand>
QCA_HD int rank_along(int first, int cuts, const Stand& stand, bool& open) {
    Standing last_met = Standing::met;
    while (first < cuts) {
        const int middle = first + (cuts - first) / 2;
        const Standing standing = stand(middle);
        if (standing == Standing::below) {
            cuts = middle;
        } else {
            last_met = standing;
            first = middle + 1;
        }
    }
    if (last_met == Standing::open) open = true;
    return first;
}

QCA_HD Standing standing_of(bool surely, bool possibly) {
    return surely ? Standing::met : (possibly ? Standing::open : Standing::below);
}

/// Inclusion and PRI are ratios of sums; bounds below 0 are met where the denominator is above 0 (see
/// surely_positive()).
struct Ratio {
    std::uint64_t denominator, numerator;  ///< whole
};

/// The band of d, in units of 2^-57, with the rounding of c.
QCA_HD std::int64_t band_of_products(double band) {
    return (static_cast<std::int64_t>(band) + 2) << 31;
}

/// Rank from whole sums. @param whole_bound  used where 32 bits hold the sums, else bound
template <bool Short>
QCA_HD int rank_of_whole(Ratio ratio, const double* bound, const std::uint32_t* whole_bound, int below_zero, int cuts,
                         double band, bool& open) {
    const auto denominator = static_cast<double>(ratio.denominator);
    if (below_zero > 0 && !surely_positive(denominator, band)) open = true;
    if constexpr (Short) {
        const auto x = static_cast<std::uint32_t>(ratio.denominator);
        const auto met = static_cast<std::int64_t>(ratio.numerator << 31);
        const std::int64_t near = band_of_products(band);
        return rank_along(
            below_zero, cuts,
            [&](int c) QCA_INLINE_LAMBDA {
                const std::int64_t difference = met - static_cast<std::int64_t>(std::uint64_t{x} * whole_bound[c]);
                return standing_of(difference > near, difference >= -near);
            },
            open);
    } else {
        const auto numerator = static_cast<double>(ratio.numerator);
        return rank_along(
            below_zero, cuts,
            [&](int c) QCA_INLINE_LAMBDA {
                return standing_of(surely_meets_inclusion(denominator, numerator, band, bound[c]),
                                   possibly_meets_inclusion(denominator, numerator, band, bound[c]));
            },
            open);
    }
}

/// Ranks of a row along the inclusion and the PRI cutoffs.
struct RowRanks {
    int incl, pri;
};

/// From sums in double.
QCA_HD RowRanks rank_exactly(const CutoffChoices& cutoffs, const RelationSums<double>& sums) {
    bool open = false;
    const int incl = rank_along(
        0, cutoffs.incl_cuts,
        [&](int c) QCA_INLINE_LAMBDA {
            const bool met = meets_inclusion(sums.x, sums.both, cutoffs.incl_bound[c]);
            return standing_of(met, met);
        },
        open);
    const int pri = rank_along(
        0, cutoffs.pri_cuts,
        [&](int c) QCA_INLINE_LAMBDA {
            const bool met = meets_pri(sums.x, sums.both, sums.ambiguous, cutoffs.pri_bound[c]);
            return standing_of(met, met);
        },
        open);
    return {incl, pri};
}

/// How the sums of a unit lie in memory, and how sure they are.
struct SumsOfUnit {
    bool by_difference;  ///< as what those over all cases have more
    double band;         ///< whole_band() of its cases
};
template <class Work>
QCA_HD SumsOfUnit sums_of_unit(const Work& work, const UnitOutcome& outcome) {
    if constexpr (Work::Kind::weighted) {
        const DeviceWeighting& weighting = work.sweep.weightings.weighting[outcome.weighting];
        return {weighting.by_difference != 0, weighting.band};
    } else {
        return {false, work.sweep.band};
    }
}

/// The sums of a row of a lane, of whatever kind.
template <class Work>
QCA_HD RelationSums<typename Work::Sum> sums_of_row(const Work& work, bool by_difference, int row, int lane) {
    using Sum = typename Work::Sum;
    const int at = row * Work::lanes + lane;
    const auto read = [&](const SumArrays<Sum>& sums) QCA_INLINE_LAMBDA {
        return RelationSums<Sum>{work.at(sums.x)[at], work.at(sums.both)[at], work.at(sums.ambiguous)[at]};
    };
    RelationSums<Sum> sums = read(work.layout.sums);
    if constexpr (Work::Kind::weighted && Work::Kind::Sums::certified) {
        if (by_difference) {
            const RelationSums<Sum> full = read(work.layout.full_sums);
            sums = {full.x - sums.x, full.both - sums.both, full.ambiguous - sums.ambiguous};
        }
    }
    return sums;
}

/// From the sums of a lane. @param open  set when whole sums do not suffice
template <class Work>
QCA_HD RowRanks rank_row(const Work& work, const SumsOfUnit& of_unit, int row, int lane, bool& open) {
    using Sum = typename Work::Sum;
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const RelationSums<Sum> sums = sums_of_row(work, of_unit.by_difference, row, lane);
    if constexpr (Work::Kind::Sums::certified) {
        constexpr bool in_32_bits = sizeof(Sum) == 4;
        const Ratio incl{sums.x, sums.both}, pri{sums.x - sums.ambiguous, sums.both - sums.ambiguous};
        return {rank_of_whole<in_32_bits>(incl, cutoffs.incl_bound, work.sweep.incl_whole, work.sweep.incl_below_zero,
                                          cutoffs.incl_cuts, of_unit.band, open),
                rank_of_whole<in_32_bits>(pri, cutoffs.pri_bound, work.sweep.pri_whole, work.sweep.pri_below_zero,
                                          cutoffs.pri_cuts, of_unit.band, open)};
    } else {
        return rank_exactly(cutoffs, sums);
    }
}

/// The sums of one row of a lane in double, one case after the other, each as often as it counts.
template <class Work>
QCA_HD RelationSums<double> sum_exactly(const Work& work, const UnitOutcome& outcome, int row, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const auto cases = static_cast<std::size_t>(problem.cases);
    RelationSums<double> sums;
    for (std::size_t c = 0; c < cases; ++c) {
        double membership = 1.0;
        for (int s = 0; s < problem.conditions; ++s) {
            const int choice = s < problem.sets_a
                                   ? work.at(work.layout.a_choice)[s]
                                   : work.at(work.layout.b_choice)[(s - problem.sets_a) * Work::lanes + lane];
            const double m = problem.condition[s].membership[static_cast<std::size_t>(choice) * cases + c];
            membership = smaller(membership, (row >> (problem.conditions - 1 - s) & 1) != 0 ? m : 1.0 - m);
        }
        const double y = problem.outcome.membership[outcome.choice * cases + c];
        if constexpr (Work::Kind::weighted) {
            const int times =
                work.sweep.weightings.times(outcome.weighting, static_cast<int>(c), work.sweep.case_words);
            for (int time = 0; time < times; ++time) sums.add(membership, y);
        } else {
            sums.add(membership, y);
        }
    }
    return sums;
}

template <class Work>
QCA_HD void clear_masks(const Work& work, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    for (int i = 0; i < cutoffs.incl_cuts * Work::Kind::words; ++i)
        work.at(work.layout.incl_mask)[i * Work::lanes + lane] = 0;
    for (int i = 0; i < cutoffs.pri_cuts * Work::Kind::words; ++i)
        work.at(work.layout.pri_mask)[i * Work::lanes + lane] = 0;
}

/// A row that meets `rank` cutoffs is put down at the last of them.
template <class Work>
QCA_HD void put_row(const Work& work, RowRanks ranks, int row, int lane) {
    if (ranks.incl > 0) work.add_to_mask(work.layout.incl_mask, ranks.incl - 1, lane, row);
    if (ranks.pri > 0) work.add_to_mask(work.layout.pri_mask, ranks.pri - 1, lane, row);
}

/// What a cutoff is met by also meets all lower ones.
template <class Work>
QCA_HD void hand_down(const Work& work, BlockArray<typename Work::Kind::MaskWord> masks, int cuts, int lane) {
    using MaskWord = typename Work::Kind::MaskWord;
    for (int w = 0; w < Work::Kind::words; ++w) {
        MaskWord above = 0;
        for (int c = cuts - 1; c >= 0; --c) {
            MaskWord& word = work.at(masks)[(c * Work::Kind::words + w) * Work::lanes + lane];
            above = word = static_cast<MaskWord>(word | above);
        }
    }
}

/// In a phase: which of its observed rows meet each inclusion and each PRI cutoff, for one lane.
/// @return whether that took sums in double though there are whole ones
template <class Work>
QCA_HD bool rank_cutoffs(const Work& work, const UnitOutcome& outcome, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto* const observed = work.at(work.layout.n_mask) + lane;
    const RowList rows = work.rows();
    const auto has = [&](int row) QCA_INLINE_LAMBDA {
        return (observed[(Work::Kind::words == 1 ? 0 : row >> 6) * Work::lanes] >> (row & 63) & 1) != 0;
    };
    const SumsOfUnit of_unit = sums_of_unit(work, outcome);
    bool open = false;
    clear_masks(work, lane);
    for (int r = 0; r < rows.count; ++r)
        if (has(rows.row[r])) put_row(work, rank_row(work, of_unit, rows.row[r], lane, open), rows.row[r], lane);
    if constexpr (Work::Kind::Sums::certified) {
        if (open) {
            clear_masks(work, lane);
            for (int r = 0; r < rows.count; ++r)
                if (has(rows.row[r]))
                    put_row(work, rank_exactly(cutoffs, sum_exactly(work, outcome, rows.row[r], lane)), rows.row[r],
                            lane);
        }
    }
    hand_down(work, work.layout.incl_mask, cutoffs.incl_cuts, lane);
    hand_down(work, work.layout.pri_mask, cutoffs.pri_cuts, lane);
    return open;
}

}  // namespace qca
