// Both halves' half rows where no lane shares them with another: those of listed points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// A membership of 1 in every lane.
template <class Pack>
QCA_HD Pack full_membership() {
    if constexpr (std::is_same_v<Scalar<Pack>, std::uint32_t>) return spread<Pack>(whole_one);
    else return spread<Pack>(1.0);
}

/// Calls body.template operator()<sets of half A, sets of half B>().
template <class Body>
QCA_HD void with_half_sets(int conditions, const Body& body) {
    static_assert(max_conditions == 8);
    switch (conditions) {
        case 1: return body.template operator()<0, 1>();
        case 2: return body.template operator()<1, 1>();
        case 3: return body.template operator()<1, 2>();
        case 4: return body.template operator()<2, 2>();
        case 5: return body.template operator()<2, 3>();
        case 6: return body.template operator()<3, 3>();
        case 7: return body.template operator()<3, 4>();
        default: return body.template operator()<4, 4>();
    }
}

/// Half A and half B of one step: of a case in the lanes of many points, or of many cases of one point.
/// @param source  membership(set, step), the outcome after the conditions, and one(step): a membership of 1, or what stands for
/// it where memberships are multiplied by weights, as min(w a, w b) = w min(a, b)
template <int SetsA, int SetsB, class Pack, class Source>
QCA_HD void expand_halves(const Source& source, int step, Pack (&rows_a)[1 << SetsA], Pack (&rows_b)[1 << SetsB]) {
    const Pack one = source.one(step);
    Pack in_a[SetsA == 0 ? 1 : SetsA], in_b[SetsB];
    QCA_UNROLL for (int s = 0; s < SetsA; ++s) in_a[s] = source.membership(s, step);
    QCA_UNROLL for (int s = 0; s < SetsB; ++s) in_b[s] = source.membership(SetsA + s, step);
    expand_rows<SetsA>(in_a, one, rows_a);
    expand_rows<SetsB>(in_b, one, rows_b);
}

/// Half rows in memory, step after step, half A folded with the outcome, too.
template <class Pack>
class PointHalves {
  public:
    explicit PointHalves(const SweepProblem& problem)
        : conditions_(problem.conditions), rows_a_(problem.rows_a()), rows_b_(problem.rows_b()), capacity_(capacity_of(problem)),
          plain_(size(capacity_ * rows_a_)), with_y_(plain_.size()), with_both_(plain_.size()), b_(size(capacity_ * rows_b_)) {}

    /// Lays out the steps [first, first + steps) of a source behind those that are there. @pre steps <= room()
    template <class Source>
    QCA_HOST void add(const Source& source, int first, int steps) {
        with_half_sets(conditions_, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA { lay_out<SetsA, SetsB>(source, first, steps); });
        used_ += steps;
    }
    void clear() { used_ = 0; }

    int used() const { return used_; }
    int room() const { return capacity_ - used_; }
    HalfRows<Pack> plain() const { return {plain_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> with_y() const { return {with_y_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> with_both() const { return {with_both_.data(), sets(rows_a_), 1}; }
    HalfRows<Pack> b() const { return {b_.data(), sets(rows_b_), 1}; }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    static int sets(int rows) { return __builtin_ctz(static_cast<unsigned>(rows)); }
    /// So many that few passes are made, and few enough that their half rows stay in a fast cache while every row visits them.
    static int capacity_of(const SweepProblem& problem) {
        constexpr int least = 8;
        const int of_step = (3 * problem.rows_a() + problem.rows_b()) * static_cast<int>(sizeof(Pack));
        return larger((64 << 10) / of_step, least);
    }

    template <int SetsA, int SetsB, class Source>
    QCA_HOST void lay_out(const Source& source, int first, int steps) {
        constexpr int rows_a = 1 << SetsA, rows_b = 1 << SetsB;
        Pack* plain = plain_.data() + used_ * rows_a;
        Pack* with_y = with_y_.data() + used_ * rows_a;
        Pack* with_both = with_both_.data() + used_ * rows_a;
        Pack* half_b = b_.data() + used_ * rows_b;
        for (int i = first; i < first + steps; ++i, plain += rows_a, with_y += rows_a, with_both += rows_a, half_b += rows_b) {
            Pack in_a[rows_a], in_b[rows_b];
            expand_halves<SetsA, SetsB>(source, i, in_a, in_b);
            const Pack y = source.membership(SetsA + SetsB, i), in_both = smaller<Pack>(y, source.one(i) - y);
            QCA_UNROLL for (int r = 0; r < rows_a; ++r) {
                plain[r] = in_a[r];
                with_y[r] = smaller(in_a[r], y);
                with_both[r] = smaller(in_a[r], in_both);
            }
            QCA_UNROLL for (int r = 0; r < rows_b; ++r) half_b[r] = in_b[r];
        }
    }

    const int conditions_, rows_a_, rows_b_, capacity_;
    Buffer<Pack> plain_, with_y_, with_both_;  // [step][row of half A]
    Buffer<Pack> b_;                           // [step][row of half B]
    int used_ = 0;
};

}  // namespace qca
