// The row sums of a block under one combination of half A and one choice of the outcome, over all cases or some.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/device_weightings.hpp"
#include "kernels/backend/cuda/sum_policy.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// The four half rows of two sets, to be read at once.
template <class Number>
struct alignas(16) FourRows {
    Number row[4];
};

/// Memberships of a lane in the sets of half B, case after case.
template <int Sets, class Work>
struct LaneMemberships {
    using Number = typename Work::Number;
    const Number* first[Sets == 0 ? 1 : Sets] = {};
    std::size_t step[Sets == 0 ? 1 : Sets] = {};

    QCA_HD LaneMemberships(const Work& work, int lane) {
        const SweepProblem& problem = work.sweep.problem;
        QCA_UNROLL for (int s = 0; s < Sets; ++s) {
            first[s] = work.sweep.by_choice[problem.sets_a + s] + work.at(work.layout.b_choice)[s * Work::lanes + lane];
            step[s] = static_cast<std::size_t>(problem.condition[problem.sets_a + s].choices);
        }
    }
    QCA_HD void expand(int c, Number (&rows)[1 << Sets]) const {
        Number membership[Sets == 0 ? 1 : Sets];
        QCA_UNROLL for (int s = 0; s < Sets; ++s) membership[s] = first[s][static_cast<std::size_t>(c) * step[s]];
        expand_rows<Sets>(membership, Work::Kind::Sums::one(), rows);
    }
};

/// In a phase: a lane's share of half A folded with a choice of the outcome, for the cases [begin, end) of a sum.
template <class Work, class Cases>
QCA_HD void fold_leading(const Work& work, const Cases& of_sum, std::size_t outcome, int begin, int end, int lane) {
    using Number = typename Work::Number;
    const SweepProblem& problem = work.sweep.problem;
    const auto cases = static_cast<std::size_t>(problem.cases);
    const Number one = Work::Kind::Sums::one();
    const std::int32_t* const choice = work.at(work.layout.a_choice);
    work.share(lane, (end - begin) << problem.sets_a, [&](int i) QCA_INLINE_LAMBDA {
        const int place = begin + (i >> problem.sets_a);
        const auto c = static_cast<std::size_t>(of_sum.number(place));
        const int row = i & (problem.rows_a() - 1);
        Number smallest = one;
        for (int s = 0; s < problem.sets_a; ++s) {
            const Number m = work.sweep.by_case[s][static_cast<std::size_t>(choice[s]) * cases + c];
            smallest = smaller(smallest, (row >> (problem.sets_a - 1 - s) & 1) != 0 ? m : one - m);
        }
        const Number y = work.sweep.by_case[problem.conditions][outcome * cases + c];
        work.at(work.layout.plain)[i] = of_sum.often(place, smallest);
        work.at(work.layout.with_y)[i] = of_sum.often(place, smaller(smallest, y));
        work.at(work.layout.with_both)[i] = of_sum.often(place, smaller(smallest, smaller(y, one - y)));
    });
}

/// In a phase: the half rows of a lane for the cases [begin, end) of a sum.
template <int Sets, class Work, class Cases>
QCA_HD void lay_out_lane(const Work& work, const Cases& of_sum, int begin, int end, int lane) {
    const LaneMemberships<Sets, Work> memberships(work, lane);
    typename Work::Number* out = work.at(work.layout.half_b) + lane;
    for (int c = begin; c < end; ++c) {
        typename Work::Number rows[1 << Sets];
        memberships.expand(of_sum.number(c), rows);
        QCA_UNROLL for (int j = 0; j < 1 << Sets; ++j, out += Work::lanes) *out = of_sum.often(c, rows[j]);
    }
}
template <class Work, class Cases>
QCA_HD void lay_out_lane(const Work& work, const Cases& of_sum, int begin, int end, int lane) {
    static_assert(max_half_sets == 4);
    switch (work.sweep.problem.sets_b()) {
        case 1: return lay_out_lane<1>(work, of_sum, begin, end, lane);
        case 2: return lay_out_lane<2>(work, of_sum, begin, end, lane);
        case 3: return lay_out_lane<3>(work, of_sum, begin, end, lane);
        case 4: return lay_out_lane<4>(work, of_sum, begin, end, lane);
        default: return lay_out_lane<0>(work, of_sum, begin, end, lane);
    }
}

/// Where the sums of a pass come from and go to: both(row), then ambiguous(row, both after the low cases), then put().
/// Sums in the numbers that are added go on from what is in memory; whole sums of many cases are added to it in parts.
template <class Number, class Sum>
struct PassSums {
    Sum *both_sums, *ambiguous_sums;  ///< [row * lanes]; ambiguous null: both alone is kept
    bool first;                       ///< there is nothing in memory yet
    bool low_only;                    ///< up to now all cases had y <= 0.5
    static constexpr bool in_parts = sizeof(Sum) != sizeof(Number);
    static constexpr int lanes = static_cast<int>(BlockGrid::lanes);

    QCA_HD Number both(int row) const {
        if constexpr (in_parts) return Number{};
        else return first ? Number{} : both_sums[row * lanes];
    }
    QCA_HD Number ambiguous(int row, const Number& both) const {
        if constexpr (in_parts) return both;
        else return low_only || ambiguous_sums == nullptr ? both : ambiguous_sums[row * lanes];
    }
    QCA_HD void put(int row, const Number& both, const Number& ambiguous) const {
        keep(both_sums[row * lanes], both);
        if (ambiguous_sums != nullptr) keep(ambiguous_sums[row * lanes], ambiguous);
    }
    QCA_HD void keep(Sum& sum, const Number& value) const {
        if constexpr (in_parts) sum = first ? Sum{value} : sum + value;
        else sum = value;
    }
};

/// All 16 rows of a pass, the sums in registers: with_y is added to `both`, from `middle` on with_both to `ambiguous`.
template <class Work, class Cases, class Sums>
QCA_HD void sum_densely(const Work& work, const Cases& of_sum, const FourRows<typename Work::Number>* with_y,
                        const FourRows<typename Work::Number>* with_both, int begin, int middle, int end, int lane,
                        const Sums& sums) {
    using Number = typename Work::Number;
    const LaneMemberships<2, Work> memberships(work, lane);
    const auto expand = [&](int c, Number(&rows)[4]) QCA_INLINE_LAMBDA {
        memberships.expand(of_sum.number(c), rows);
        QCA_UNROLL for (int j = 0; j < 4; ++j) rows[j] = of_sum.often(c, rows[j]);
    };
    Number both[16], ambiguous[16];
    QCA_UNROLL for (int row = 0; row < 16; ++row) both[row] = sums.both(row);
    for (int c = begin; c < middle; ++c) {
        Number b[4];
        expand(c, b);
        const FourRows<Number> y = with_y[c - begin];
        QCA_UNROLL for (int row = 0; row < 16; ++row) both[row] += smaller(y.row[row >> 2], b[row & 3]);
    }
    QCA_UNROLL for (int row = 0; row < 16; ++row) ambiguous[row] = sums.ambiguous(row, both[row]);
    for (int c = middle; c < end; ++c) {
        Number b[4];
        expand(c, b);
        const FourRows<Number> y = with_y[c - begin], neither = with_both[c - begin];
        QCA_UNROLL for (int row = 0; row < 16; ++row) {
            both[row] += smaller(y.row[row >> 2], b[row & 3]);
            ambiguous[row] += smaller(neither.row[row >> 2], b[row & 3]);
        }
    }
    QCA_UNROLL for (int row = 0; row < 16; ++row) sums.put(row, both[row], ambiguous[row]);
}

/// In a phase: adds the cases [begin, end) of a sum to the sums of a lane.
/// @param low_cases  the first so many have y <= 0.5
/// @param with_x     also to x, which is the same for all choices of the outcome
template <class Work, class Cases>
QCA_HD void add_pass(const Work& work, const Cases& of_sum, const SumArrays<typename Work::Sum>& to, int begin, int end,
                     int low_cases, bool with_x, int lane) {
    using Number = typename Work::Number;
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const Number* const plain = work.at(layout.plain);
    // The first round sums x, as if all cases were low; the second sums with the outcome.
    for (int round = with_x ? 0 : 1; round < 2; ++round) {
        const bool of_x = round == 0;
        const PassSums<Number, typename Work::Sum> sums{work.at(of_x ? to.x : to.both) + lane,
                                                        of_x ? nullptr : work.at(to.ambiguous) + lane, begin == 0,
                                                        begin <= low_cases};
        const Number* const with_y = of_x ? plain : work.at(layout.with_y);
        const Number* const with_both = of_x ? plain : work.at(layout.with_both);
        const int middle = of_x ? end : (low_cases < begin ? begin : (low_cases < end ? low_cases : end));
        if constexpr (Work::Kind::dense) {
            sum_densely(work, of_sum, reinterpret_cast<const FourRows<Number>*>(with_y),
                        reinterpret_cast<const FourRows<Number>*>(with_both), begin, middle, end, lane, sums);
        } else {
            // Pointers are to the first case of the pass.
            const HalfRows<Number> b{work.at(layout.half_b) + lane, problem.sets_b(), Work::lanes};
            sum_with_outcome(HalfRows<Number>{with_y, problem.sets_a, 1},
                             HalfRows<Number>{with_both, problem.sets_a, 1}, b, work.rows(), 0, end - begin,
                             middle - begin, sums);
        }
    }
}

/// Sums the listed rows (all 16 in dense programs) of every lane. Without a case the sums are 0.
/// @param of_sum    AllCases or ListedCases
/// @param outcome   its choice
/// @param laid_out  whether half B of all these cases is there already
template <class Work, class Cases>
QCA_HD void sum_rows_of_block(const Work& work, const Cases& of_sum, const SumArrays<typename Work::Sum>& to,
                              std::size_t outcome, bool with_x, bool laid_out) {
    const int per_pass = work.layout.cases_per_pass;
    const int low_cases = of_sum.before(work.sweep.low_cases[outcome]);
    int begin = 0;
    do {
        const int end = of_sum.end_of_pass(begin, per_pass);
        work.team.each([&](int lane) QCA_INLINE_LAMBDA {
            fold_leading(work, of_sum, outcome, begin, end, lane);
            if constexpr (!Work::Kind::dense) {
                if (!laid_out || per_pass < of_sum.count) lay_out_lane(work, of_sum, begin, end, lane);
            }
        });
        work.team.each([&](int lane) QCA_INLINE_LAMBDA {
            if (lane == 0) work.at(work.layout.flags)->unit_counted = 0;
            add_pass(work, of_sum, to, begin, end, low_cases, with_x, lane);
        });
        begin = end;
    } while (begin < of_sum.count);
}

}  // namespace qca
