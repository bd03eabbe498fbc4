// Which row every case belongs to, for studies too large for CaseMasks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// The row of a case is the sum of what each set contributes to its number.
/// Number names the SIMD variant it belongs to.
template <class Number>
class CaseRows {
  public:
    explicit CaseRows(const SweepProblem& problem) : cases_(problem.cases), none_(problem.rows()) {
        if (CaseMasks<Number>::can_hold(problem)) return;
        std::size_t size = 0;
        for (int s = 0; s < problem.conditions; ++s) {
            first_[s] = size;
            size += static_cast<std::size_t>(problem.condition[s].choices) * static_cast<std::size_t>(cases_);
        }
        part_ = Buffer<std::int32_t>(size);
        for (int s = 0; s < problem.conditions; ++s) {
            const SetChoices& set = problem.condition[s];
            const std::int32_t present = 1 << (problem.conditions - 1 - s);
            for (std::size_t i = 0; i < static_cast<std::size_t>(set.choices) * static_cast<std::size_t>(cases_); ++i) {
                const int side = side_of(set.membership[i]);
                part_[first_[s] + i] = side > 0 ? present : (side == 0 ? 0 : none_);
            }
        }
    }

    /// row[c] = what the sets [first, first + sets) under these choices contribute to the row of case c; problem.rows()
    /// where the case belongs to no row.
    void expand(int first, int sets, const int* choice, std::int32_t* row) const {
        for (int c = 0; c < cases_; ++c) row[c] = 0;
        for (int s = 0; s < sets; ++s) {
            const std::int32_t* const part =
                part_.data() + first_[first + s] + static_cast<std::size_t>(choice[s]) * static_cast<std::size_t>(cases_);
            for (int c = 0; c < cases_; ++c) row[c] = smaller(row[c] + part[c], none_);
        }
    }

  private:
    int cases_;
    std::int32_t none_;
    std::size_t first_[max_conditions] = {};
    Buffer<std::int32_t> part_;  // [set, choice][case]
};

}  // namespace qca
