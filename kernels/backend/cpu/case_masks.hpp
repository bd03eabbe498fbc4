// Cases in and out of every set as bit masks, for studies of at most 64 cases that count at most once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Bit c of a mask is case c. With these, the number of cases of a row is one AND and one population count.
/// Number names the SIMD variant it belongs to.
template <class Number>
class CaseMasks {
  public:
    static bool can_hold(const SweepProblem& problem) {
        return problem.cases <= 64 && problem.rows() <= 64 && !problem.repeats_cases;
    }

    explicit CaseMasks(const SweepProblem& problem) {
        if (!can_hold(problem)) return;
        std::size_t choices = 0;
        for (int s = 0; s < problem.conditions; ++s) {
            first_[s] = choices;
            choices += static_cast<std::size_t>(problem.condition[s].choices);
        }
        masks_ = Buffer<std::uint64_t>(2 * choices);
        for (int s = 0; s < problem.conditions; ++s)
            for (int choice = 0; choice < problem.condition[s].choices; ++choice)
                for (int c = 0; c < problem.cases; ++c) {
                    const int side = side_of(problem.condition[s].membership[choice * problem.cases + c]);
                    if (side >= 0) masks_[2 * (first_[s] + static_cast<std::size_t>(choice)) + static_cast<std::size_t>(side)] |= std::uint64_t{1} << c;
                }
    }

    /// rows[r] = cases in row r of the half that starts at set `first` and has `sets` sets, under these choices.
    void expand(int first, int sets, const int* choice, std::uint64_t* rows) const {
        rows[0] = ~std::uint64_t{0};
        for (int s = 0; s < sets; ++s) {
            const std::uint64_t* const mask = masks_.data() + 2 * (first_[first + s] + static_cast<std::size_t>(choice[s]));
            for (int r = (1 << s) - 1; r >= 0; --r) {
                const std::uint64_t prefix = rows[r];
                rows[2 * r + 1] = prefix & mask[1];
                rows[2 * r] = prefix & mask[0];
            }
        }
    }

  private:
    std::size_t first_[max_conditions] = {};
    Buffer<std::uint64_t> masks_;  // [set, choice][0: in the negation, 1: in the set]
};

}  // namespace qca
