// The memberships of a sweep in whole numbers (see evaluate_whole.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Number names the SIMD variant that the class is compiled for. @tparam Value  of a membership
template <class Number, class Value = std::uint32_t>
class WholeMemberships {
  public:
    /// So many values may be read behind those of every choice.
    static constexpr std::size_t readable_behind = 16;

    /// @param multiple  choices begin at multiples of so many values; between them are zeros
    /// @param one       a membership of 1
    explicit WholeMemberships(const SweepProblem& problem, int multiple = 1, std::uint32_t one = whole_one) : step_(step(problem.cases, multiple)) {
        const auto cases = static_cast<std::size_t>(problem.cases);
        std::size_t size = 0;
        for (int s = 0; s <= problem.conditions; ++s) {
            first_[s] = size;
            size += static_cast<std::size_t>(set(problem, s).choices) * step_;
        }
        values_ = Buffer<Value>(size + readable_behind);
        for (int s = 0; s <= problem.conditions; ++s)
            for (std::size_t i = 0; i < static_cast<std::size_t>(set(problem, s).choices) * cases; ++i)
                values_[first_[s] + i / cases * step_ + i % cases] = static_cast<Value>(whole_membership(set(problem, s).membership[i], one));
    }

    /// [case] @param set  a condition; the outcome comes after them
    const Value* of(int set, std::size_t choice) const { return values_.data() + first_[set] + choice * step_; }

    /// So many values from choice to choice.
    static std::size_t step(int cases, int multiple) { return static_cast<std::size_t>((cases + multiple - 1) / multiple * multiple); }

  private:
    static const SetChoices& set(const SweepProblem& problem, int s) {
        return s < problem.conditions ? problem.condition[s] : problem.outcome;
    }

    std::size_t step_;
    std::size_t first_[max_conditions + 1] = {};
    Buffer<Value> values_;  // [set][choice][case]
};

}  // namespace qca
