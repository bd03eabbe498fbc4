// Row sums of one point with more cases than 32 bits can add: part by part, cases side by side in the lanes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/lane_sums.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Half rows of one point. A step is a pack of cases. @tparam Pack  of whole numbers
template <class Pack>
struct PackedHalves {
    Pack *a, *b;        ///< [row of the half][step]
    Pack *y, *both_y;   ///< [step] memberships in the outcome; in the outcome and its negation
    int steps, sets_b;  ///< sets of half B

    QCA_HD const Pack* of_a(int row) const { return a + static_cast<std::ptrdiff_t>(row >> sets_b) * steps; }
    QCA_HD const Pack* of_b(int row) const { return b + static_cast<std::ptrdiff_t>(row & ((1 << sets_b) - 1)) * steps; }
};

template <class Number>
class WholeParts {
    using Whole = typename Lanes<Number>::Whole;
    using Bits = typename Lanes<Number>::Bits;
    static constexpr int width = Lanes<Number>::count;
    static constexpr int together = 4;  ///< rows whose sums fit the registers of every processor

  public:
    /// @param ranks  rows that are summed at most, filled up to packs of whole numbers
    explicit WholeParts(int ranks) : x_(static_cast<std::size_t>(ranks)), both_(x_.size()), ambiguous_(x_.size()) {}

    /// Steps of a part: so many that 32 bits can add their cases, and a fast cache can hold their half rows.
    static int most_steps(const SweepProblem& problem) {
        constexpr int fastest_cache = 32 << 10;
        const int of_step = (problem.rows_a() + together + 2) * static_cast<int>(sizeof(Whole));
        return smaller(fastest_cache / of_step, whole_cases);
    }

    /// Adds a part to the sums of all rows. @param rows  filled up to packs of whole numbers
    /// @param low_steps  steps at the beginning with y <= 0.5 in every lane
    void add(const PackedHalves<Whole>& halves, const RowList& rows, int low_steps, bool first_part) {
        // In whole packs of doubles: sums() reads those.
        for (int rank = 0; rank < (rows.count + width - 1) / width * width; rank += together) {
            const std::int32_t* const row = rows.row + rank;
            const bool share_a = halves.of_a(row[0]) == halves.of_a(row[1]) && halves.of_a(row[0]) == halves.of_a(row[2]) &&
                                 halves.of_a(row[0]) == halves.of_a(row[3]);
            const FourSums sums = share_a ? sum_four<true>(halves, row, low_steps) : sum_four<false>(halves, row, low_steps);
            for (int g = 0; g < together; ++g) {
                const auto at = static_cast<std::size_t>(rank + g);
                add_pairs(x_[at], first_part, sums.x[g]);
                add_pairs(both_[at], first_part, sums.both[g]);
                add_pairs(ambiguous_[at], first_part, sums.ambiguous[g]);
            }
        }
    }
    /// Of the rows [tile * width, (tile + 1) * width) of the list, in units of 2^-26.
    RelationSums<Number> sums(int tile) const {
        return sums_over_lanes<Number>([&](int lane) QCA_INLINE_LAMBDA {
            const auto at = static_cast<std::size_t>(tile * width + lane);
            return RelationSums<Number>{Lanes<Number>::of_whole(x_[at]), Lanes<Number>::of_whole(both_[at]), Lanes<Number>::of_whole(ambiguous_[at])};
        });
    }

  private:
    static_assert(together == 4);
    struct FourSums {
        Whole x[together], both[together], ambiguous[together];
    };
    /// @tparam ShareA  the rows have the same row of half A
    template <bool ShareA>
    QCA_HD static FourSums sum_four(const PackedHalves<Whole>& halves, const std::int32_t* row, int low_steps) {
        const Whole *a[together], *b[together];
        QCA_UNROLL for (int g = 0; g < together; ++g) a[g] = halves.of_a(row[g]), b[g] = halves.of_b(row[g]);
        FourSums sums{};
        const auto add = [&](int step, const Whole& y, auto&&... both_y) QCA_INLINE_LAMBDA {
            const Whole shared = in_register(a[0][step]);
            QCA_UNROLL for (int g = 0; g < together; ++g) {
                const Whole m = in_register(smaller(ShareA ? shared : a[g][step], b[g][step]));
                sums.x[g] += m;
                sums.both[g] += smaller(m, y);
                ((sums.ambiguous[g] += smaller(m, both_y)), ...);
            }
        };
        // Cases with y <= 0.5 add the same to both.
        for (int step = 0; step < low_steps; ++step) add(step, in_register(halves.y[step]));
        QCA_UNROLL for (int g = 0; g < together; ++g) sums.ambiguous[g] = sums.both[g];
        for (int step = low_steps; step < halves.steps; ++step) add(step, in_register(halves.y[step]), in_register(halves.both_y[step]));
        return sums;
    }
    /// Adds neighbouring lanes of 32 bits to one of 64.
    QCA_HD static void add_pairs(Bits& sum, bool first_part, const Whole& part) {
        const Bits pairs = reinterpret_cast<Bits>(part), added = (pairs & 0xffffffffu) + (pairs >> 32);
        sum = first_part ? added : sum + added;
    }

    Buffer<Bits> x_, both_, ambiguous_;  // [row of the list] pairs of lanes
};

}  // namespace qca
