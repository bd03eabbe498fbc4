// Half rows of some cases, in a list's order and as often as they are listed, side by side as for all cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_weightings.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Number is what a lane computes with: a pack of doubles, or of whole numbers.
template <class Number>
class ListedHalves {
  public:
    /// @param terms  most cases in a list
    ListedHalves(const SweepProblem& problem, int terms)
        : plain_(size(terms * problem.rows_a())), with_y_(plain_.size()), with_both_(plain_.size()),
          half_b_(size(terms * problem.rows_b())) {}

    void take_a(CaseList cases, HalfRows<Scalar<Number>> plain, HalfRows<Scalar<Number>> with_y, HalfRows<Scalar<Number>> with_both) {
        sets_a_ = plain.sets;
        gather(cases, plain, plain_.data());
        gather(cases, with_y, with_y_.data());
        gather(cases, with_both, with_both_.data());
    }
    void take_b(CaseList cases, HalfRows<Number> b) {
        sets_b_ = b.sets;
        gather(cases, b, half_b_.data());
    }

    HalfRows<Scalar<Number>> plain() const { return {plain_.data(), sets_a_, 1}; }
    HalfRows<Scalar<Number>> with_y() const { return {with_y_.data(), sets_a_, 1}; }
    HalfRows<Scalar<Number>> with_both() const { return {with_both_.data(), sets_a_, 1}; }
    HalfRows<Number> b() const { return {half_b_.data(), sets_b_, 1}; }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    template <class Membership>
    static void gather(CaseList cases, HalfRows<Membership> from, Membership* to) {
        const int rows = from.rows();
        for (int i = 0; i < cases.count; ++i, to += rows) {
            const Membership* const of_case = from.at(cases.first[i], 0);
            for (int r = 0; r < rows; ++r) to[r] = of_case[r];
        }
    }

    int sets_a_ = 0, sets_b_ = 0;
    Buffer<Scalar<Number>> plain_, with_y_, with_both_;  // [term][row]
    Buffer<Number> half_b_;                              // [term][row]
};

}  // namespace qca
