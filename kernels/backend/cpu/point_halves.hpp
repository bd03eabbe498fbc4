// Both halves of a pack of points, for some cases: every lane is a point and has its own half rows, in half A as in half B.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/transpose.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// What the lanes of a pack of points look up. @tparam Pack  of doubles or of whole numbers
template <class Pack>
struct PointLanes {
    static constexpr int count = Lanes<Pack>::count;
    const Scalar<Pack>* membership[max_conditions + 1][count];  ///< [set][lane][case]; the outcome comes last
    const std::uint32_t* weight[count];                         ///< [lane][case]
    bool weighted;                                              ///< else every case counts once
    int low_cases;                                              ///< so many cases have y <= 0.5 in every lane
};

template <class Pack>
class PointHalves {
    static constexpr bool whole = std::is_same_v<Scalar<Pack>, std::uint32_t>;

  public:
    /// Cases whose memberships are looked up at once.
    static constexpr int chunk = Lanes<Pack>::count;

    explicit PointHalves(const SweepProblem& problem)
        : cases_(problem.cases), conditions_(problem.conditions), rows_a_(problem.rows_a()), rows_b_(problem.rows_b()),
          capacity_(capacity_of(problem)), membership_(size(conditions_ + 1) * chunk), plain_(size(capacity_ * rows_a_)),
          with_y_(plain_.size()), with_both_(plain_.size()), b_(size(capacity_ * rows_b_)) {}

    /// Looks up the memberships of the cases [begin, begin + chunk), as far as there are so many.
    /// @param lanes  whole tables can be read for so many cases behind the last one
    void take(const PointLanes<Pack>& lanes, int begin) {
        for (int s = 0; s <= conditions_; ++s) {
            Pack* const to = membership_.data() + s * chunk;
            const Scalar<Pack>* row[chunk];
            for (int l = 0; l < chunk; ++l) row[l] = lanes.membership[s][l] + begin;
            if (whole || begin + chunk <= cases_) {
                load_transposed<Pack>(row, to);
            } else {
                for (int i = 0; begin + i < cases_; ++i)
                    for (int l = 0; l < chunk; ++l) to[i][l] = row[l][i];
            }
        }
    }
    /// Lays out cases of the chunk, [first, last), each once.
    void add(int first, int last) { lay_out<false>(first, last, Pack{}); }
    /// Lays out one case of the chunk, its half rows times the lane's weight: min(w a, w b) = w min(a, b).
    void add_weighted(int i, const Pack& weight) { lay_out<true>(i, i + 1, weight); }
    void clear() { used_ = 0; }

    int used() const { return used_; }
    int room() const { return capacity_ - used_; }
    /// Half A, itself and folded with the outcome, and half B.
    HalfRows<Pack> plain() const { return {plain_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> with_y() const { return {with_y_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> with_both() const { return {with_both_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> b() const { return {b_.data(), sets(rows_b_), 1}; }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    static int sets(int rows) { return __builtin_ctz(static_cast<unsigned>(rows)); }
    /// So that the half rows of a pass stay in the fastest cache while every row visits them.
    static int capacity_of(const SweepProblem& problem) {
        const int of_case = (3 * problem.rows_a() + problem.rows_b()) * static_cast<int>(sizeof(Pack));
        const int chunks = (32 << 10) / (of_case * chunk);
        return (chunks < 1 ? 1 : chunks) * chunk;
    }
    QCA_HD static Pack unit() {
        if constexpr (whole) return spread<Pack>(whole_one);
        else return spread<Pack>(1.0);
    }

    template <bool Weighted>
    void lay_out(int first, int last, const Pack& weight) {
        static_assert(max_conditions == 8);
        switch (conditions_) {
            case 1: return lay_out_sets<0, 1, Weighted>(first, last, weight);
            case 2: return lay_out_sets<1, 1, Weighted>(first, last, weight);
            case 3: return lay_out_sets<1, 2, Weighted>(first, last, weight);
            case 4: return lay_out_sets<2, 2, Weighted>(first, last, weight);
            case 5: return lay_out_sets<2, 3, Weighted>(first, last, weight);
            case 6: return lay_out_sets<3, 3, Weighted>(first, last, weight);
            case 7: return lay_out_sets<3, 4, Weighted>(first, last, weight);
            default: return lay_out_sets<4, 4, Weighted>(first, last, weight);
        }
    }
    template <int SetsA, int SetsB, bool Weighted>
    void lay_out_sets(int first, int last, const Pack& weight) {
        constexpr int rows_a = 1 << SetsA, rows_b = 1 << SetsB;
        Pack* plain = plain_.data() + used_ * rows_a;
        Pack* with_y = with_y_.data() + used_ * rows_a;
        Pack* with_both = with_both_.data() + used_ * rows_a;
        Pack* half_b = b_.data() + used_ * rows_b;
        const Pack one = Weighted ? unit() * weight : unit();
        const auto membership = [&](int set, int i) QCA_INLINE_LAMBDA {
            const Pack m = membership_[size(set * chunk + i)];
            return Weighted ? m * weight : m;
        };
        for (int i = first; i < last; ++i, plain += rows_a, with_y += rows_a, with_both += rows_a, half_b += rows_b) {
            Pack in_a[SetsA == 0 ? 1 : SetsA], in_b[SetsB], rows_of_a[rows_a], rows_of_b[rows_b];
            QCA_UNROLL for (int s = 0; s < SetsA; ++s) in_a[s] = membership(s, i);
            QCA_UNROLL for (int s = 0; s < SetsB; ++s) in_b[s] = membership(SetsA + s, i);
            const Pack y = membership(SetsA + SetsB, i), in_both = smaller<Pack>(y, one - y);
            expand_rows<SetsA>(in_a, one, rows_of_a);
            QCA_UNROLL for (int r = 0; r < rows_a; ++r) {
                plain[r] = rows_of_a[r];
                with_y[r] = smaller(rows_of_a[r], y);
                with_both[r] = smaller(rows_of_a[r], in_both);
            }
            expand_rows<SetsB>(in_b, one, rows_of_b);
            QCA_UNROLL for (int r = 0; r < rows_b; ++r) half_b[r] = rows_of_b[r];
        }
        used_ += last - first;
    }

    const int cases_, conditions_, rows_a_, rows_b_, capacity_;
    Buffer<Pack> membership_;                 // [set][case of the chunk]
    Buffer<Pack> plain_, with_y_, with_both_;  // [case][row of half A]
    Buffer<Pack> b_;                           // [case][row of half B]
    int used_ = 0;
};

}  // namespace qca
