// Cases in and out of every set, and how often they count, as bit masks of any number of cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_halves.hpp"
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
        counted_ = Buffer<std::uint64_t>(size(problem.weightings) * words_);
        digit_ = Buffer<std::uint64_t>(counted_.size() * size(digits_));
        for (std::size_t i = 0; i < size(problem.weightings) * cases; ++i) {
            const std::size_t word = i / cases * words_ + i % cases / 64, bit = i % cases % 64;
            counted_[word] |= std::uint64_t{problem.weight[i] != 0} << bit;
            for (int d = 0; d < digits_; ++d) digit_[word * size(digits_) + size(d)] |= std::uint64_t{problem.weight[i] >> d & 1u} << bit;
        }
    }

    /// A bit a row: those with some case. @param weighting  negative: every case counts once
    template <int Words>
    void find_rows(const std::int32_t* choice, std::int32_t weighting, std::uint64_t (&rows)[Words]) const {
        with_half_sets(conditions_, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA {
            if constexpr (((1 << SetsA << SetsB) + 63) / 64 == Words) find_rows_of<SetsA, SetsB>(choice, weighting, rows);
        });
    }

    /// n[row] = number of cases in the row, each as often as it counts. @param weighting  negative: once
    void count(const std::int32_t* choice, std::int32_t weighting, std::int32_t* n) const {
        for (int row = 0; row < 1 << conditions_; ++row) n[row] = 0;
        with_half_sets(conditions_, [&]<int SetsA, int SetsB>() QCA_INLINE_LAMBDA {
            for (std::size_t word = 0; word < words_; ++word) {
                std::uint64_t a[1 << SetsA], b[1 << SetsB];
                expand<0, SetsA>(choice, word, a);
                expand<SetsA, SetsB>(choice, word, b);
                if (weighting < 0) {
                    add_counts(a, 1 << SetsA, b, 1 << SetsB, 0, n);
                    continue;
                }
                const std::uint64_t* const digit = digit_.data() + (size(weighting) * words_ + word) * size(digits_);
                for (int d = 0; d < digits_; ++d) {
                    std::uint64_t counted[1 << SetsA];
                    for (int i = 0; i < 1 << SetsA; ++i) counted[i] = a[i] & digit[d];
                    add_counts(counted, 1 << SetsA, b, 1 << SetsB, d, n);
                }
            }
        });
    }

  private:
    using Bits = typename Lanes<Number>::Bits;
    static constexpr int width = Lanes<Number>::count;
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    template <int SetsA, int SetsB, int Words>
    void find_rows_of(const std::int32_t* choice, std::int32_t weighting, std::uint64_t (&rows)[Words]) const {
        constexpr int rows_a = 1 << SetsA, rows_b = 1 << SetsB, packs = (rows_b + width - 1) / width;
        constexpr std::uint64_t all = rows_a * rows_b < 64 ? (std::uint64_t{1} << (rows_a * rows_b % 64)) - 1 : ~std::uint64_t{0};
        for (std::uint64_t& word : rows) word = 0;
        for (std::size_t word = 0; word < words_; ++word) {
            std::uint64_t a[rows_a];
            union {
                std::uint64_t row[packs * width];
                Bits pack[packs];
            } b;
            for (int j = rows_b; j < packs * width; ++j) b.row[j] = 0;
            expand<0, SetsA>(choice, word, a);
            expand<SetsA, SetsB>(choice, word, b.row);
            if (weighting >= 0)
                for (std::uint64_t& cases : a) cases &= counted_[size(weighting) * words_ + word];
            QCA_UNROLL for (int i = 0; i < rows_a; ++i) {
                if (rows_a > 4 && a[i] == 0) continue;
                QCA_UNROLL for (int p = 0; p < packs; ++p) {
                    const int row = i * rows_b + p * width;
                    const auto found = (Lanes<Number>::spread_bits(a[i]) & b.pack[p]) != 0;
                    rows[row / 64] |= std::uint64_t{Lanes<Number>::bits_of(found)} << row % 64;
                }
            }
            std::uint64_t missing = 0;
            for (const std::uint64_t found : rows) missing |= ~found & all;
            if (missing == 0) return;
        }
    }
    /// [row] the cases, of a word, that are in each row of the sets [First, First + Sets) under these choices of all sets.
    template <int First, int Sets>
    QCA_HOST void expand(const std::int32_t* choice, std::size_t word, std::uint64_t* rows) const {
        rows[0] = ~std::uint64_t{0};
        QCA_UNROLL for (int s = 0; s < Sets; ++s) {
            const std::uint64_t* const side = side_.data() + 2 * ((first_[First + s] + size(choice[First + s])) * words_ + word);
            const std::uint64_t out = side[0], in = side[1];
            QCA_UNROLL for (int r = (1 << Sets >> 1) - 1; r >= 0; --r) {
                if (r >= 1 << s) continue;
                const std::uint64_t prefix = rows[r];
                rows[2 * r + 1] = prefix & in;
                rows[2 * r] = prefix & out;
            }
        }
    }
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
    Buffer<std::uint64_t> counted_;  // [weighting][word] cases that count
    Buffer<std::uint64_t> digit_;   // [weighting][word][binary digit]
};

}  // namespace qca
