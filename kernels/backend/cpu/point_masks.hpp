// Cases in and out of every set, and how often they count, as bit masks of any number of cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/math/row_set.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// Bit c of word w is case 64 w + c. With these, counting the cases of all rows takes two or three instructions a row and word.
/// Number names the SIMD variant that the class is compiled for.
template <class Number>
class PointMasks {
  public:
    explicit PointMasks(const PointProblem& problem)
        : conditions_(problem.conditions), words_((size(problem.cases) + 63) / 64) {
        const std::size_t cases = size(problem.cases);
        std::size_t choices = 0;
        for (int s = 0; s < conditions_; ++s) {
            first_[s] = choices;
            choices += size(problem.condition[s].choices);
        }
        side_ = Buffer<std::uint64_t>(2 * words_ * choices);
        for (int s = 0; s < conditions_; ++s)
            for (std::size_t i = 0; i < size(problem.condition[s].choices) * cases; ++i) {
                const int side = side_of(problem.condition[s].membership[i]);
                if (side < 0) continue;
                side_[2 * ((first_[s] + i / cases) * words_ + i % cases / 64) + size(side)] |= std::uint64_t{1} << i % cases % 64;
            }
        if (problem.weight == nullptr) return;
        const std::uint32_t most = most_weight(problem).of_case;
        while (digits_ < 16 && most >> digits_ != 0) ++digits_;
        digit_ = Buffer<std::uint64_t>(size(problem.weightings) * words_ * size(digits_));
        for (std::size_t i = 0; i < size(problem.weightings) * cases; ++i)
            for (int d = 0; d < digits_; ++d)
                digit_[(i / cases * words_ + i % cases / 64) * size(digits_) + size(d)] |=
                    std::uint64_t{problem.weight[i] >> d & 1u} << i % cases % 64;
    }

    /// One word for all cases, and one for all rows.
    bool one_word() const { return words_ == 1 && conditions_ <= 6; }

    /// [row] the cases, of a word, that are in each row of the sets [first, first + sets) under these choices of all sets.
    QCA_HOST void expand(int first, int sets, const std::int32_t* choice, std::size_t word, std::uint64_t* rows) const {
        rows[0] = ~std::uint64_t{0};
        for (int s = 0; s < sets; ++s) {
            const std::uint64_t* const side = side_.data() + 2 * ((first_[first + s] + size(choice[first + s])) * words_ + word);
            for (int r = (1 << s) - 1; r >= 0; --r) {
                const std::uint64_t prefix = rows[r];
                rows[2 * r + 1] = prefix & side[1];
                rows[2 * r] = prefix & side[0];
            }
        }
    }

    /// n[row] = number of cases in the row, each as often as it counts. @param weighting  negative: once
    void count(const std::int32_t* choice, std::int32_t weighting, std::int32_t* n) const {
        const int sets_a = conditions_ / 2, sets_b = conditions_ - sets_a;
        for (int row = 0; row < 1 << conditions_; ++row) n[row] = 0;
        for (std::size_t word = 0; word < words_; ++word) {
            std::uint64_t a[max_half_rows], b[max_half_rows];
            expand(0, sets_a, choice, word, a);
            expand(sets_a, sets_b, choice, word, b);
            if (weighting < 0) {
                add_counts(a, 1 << sets_a, b, 1 << sets_b, 0, n);
                continue;
            }
            const std::uint64_t* const digit = digit_.data() + (size(weighting) * words_ + word) * size(digits_);
            for (int d = 0; d < digits_; ++d) {
                std::uint64_t counted[max_half_rows];
                for (int i = 0; i < 1 << sets_a; ++i) counted[i] = a[i] & digit[d];
                add_counts(counted, 1 << sets_a, b, 1 << sets_b, d, n);
            }
        }
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    QCA_HOST static void add_counts(const std::uint64_t* a, int rows_a, const std::uint64_t* b, int rows_b, int digit,
                                    std::int32_t* n) {
        for (int i = 0; i < rows_a; ++i, n += rows_b) {
            if (a[i] == 0) continue;
            for (int j = 0; j < rows_b; ++j) n[j] += __builtin_popcountll(a[i] & b[j]) << digit;
        }
    }

    const int conditions_;
    const std::size_t words_;
    std::size_t first_[max_conditions] = {};
    int digits_ = 0;                // of a weight
    Buffer<std::uint64_t> side_;    // [set, choice][word][0: in the negation, 1: in the set]
    Buffer<std::uint64_t> digit_;   // [weighting][word][binary digit]
};

}  // namespace qca
