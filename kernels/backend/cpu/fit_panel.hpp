// Memberships of a few cases under a tile of calibrations, laid out for SIMD: the calibrations are the lanes.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__AVX__)
#include <immintrin.h>
#endif

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Two consecutive cases of one calibration.
typedef double CasePair __attribute__((vector_size(2 * sizeof(double)), aligned(alignof(double))));

/// Cases c and c + 1 of every second row, from the first on. By name of the instructions: the compiler would load all
/// pairs first and then shuffle them, in twice the time that inserting from memory takes.
template <int Width>
QCA_HD typename PackOf<Width>::Number load_case_pairs(const double* const* row, std::size_t c) {
#if defined(__AVX512DQ__)
    if constexpr (Width == 8) {
        auto pairs = _mm512_castpd128_pd512(_mm_loadu_pd(row[0] + c));
        pairs = _mm512_insertf64x2(pairs, _mm_loadu_pd(row[2] + c), 1);
        pairs = _mm512_insertf64x2(pairs, _mm_loadu_pd(row[4] + c), 2);
        return _mm512_insertf64x2(pairs, _mm_loadu_pd(row[6] + c), 3);
    }
#endif
#if defined(__AVX__)
    if constexpr (Width == 4)
        return _mm256_insertf128_pd(_mm256_castpd128_pd256(_mm_loadu_pd(row[0] + c)), _mm_loadu_pd(row[2] + c), 1);
#endif
    if constexpr (Width == 2) return *reinterpret_cast<const CasePair*>(row[0] + c);
}

/// out[0], out[1] = cases c and c + 1 of all rows: a transposition, for half the price of gathering them.
template <int Width>
QCA_HD void load_two_cases(const double* const* row, std::size_t c, typename PackOf<Width>::Number* out) {
    const auto even = load_case_pairs<Width>(row, c);
    const auto odd = load_case_pairs<Width>(row + 1, c);
    if constexpr (Width == 2) {
        out[0] = __builtin_shufflevector(even, odd, 0, 2);
        out[1] = __builtin_shufflevector(even, odd, 1, 3);
    } else if constexpr (Width == 4) {
        out[0] = __builtin_shufflevector(even, odd, 0, 4, 2, 6);
        out[1] = __builtin_shufflevector(even, odd, 1, 5, 3, 7);
    } else {
        out[0] = __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14);
        out[1] = __builtin_shufflevector(even, odd, 1, 9, 3, 11, 5, 13, 7, 15);
    }
}

/// The memberships in every set and, where asked for, in its negation: one column [pack][case] each. A column is
/// filled again only when its cases or choices changed: neighbouring calibrations share most of them.
template <class Number>
class FitPanel {
  public:
    static constexpr int width = Lanes<Number>::count;
    static constexpr int lanes = 8;  ///< more would seldom share their choices with the tile before
    static constexpr int packs = lanes / width;
    static constexpr int cases_at_once = 64;  ///< the columns of four conditions stay in the fastest cache
    static constexpr int column_size = packs * cases_at_once;

    explicit FitPanel(int sets)
        : columns_(static_cast<std::size_t>(2 * sets * column_stride)),
          choice_(static_cast<std::size_t>(sets * lanes)) {}

    /// Empties all columns and moves on to other cases.
    /// @param cases  at most cases_at_once
    QCA_HD void start(Range cases) {
        cases_ = cases;
        filled_ = 0;
    }
    QCA_HD int cases() const { return static_cast<int>(cases_.size()); }

    /// Fills the column of a set and, when `negated`, of its negation. A set is negated always or never after start().
    /// @param set_cases  number of cases of the whole set
    /// @param choice     [lane]
    QCA_HD void fill(int set, const SetChoices& choices, std::size_t set_cases, const std::int32_t* choice,
                     bool negated) {
        std::int32_t* const filled = choice_.data() + set * lanes;
        std::int32_t difference = 0;
        for (int l = 0; l < lanes; ++l) difference |= filled[l] ^ choice[l];
        if ((filled_ >> set & 1) != 0 && difference == 0) return;
        for (int l = 0; l < lanes; ++l) filled[l] = choice[l];
        filled_ |= 1u << set;
        for (int p = 0; p < packs; ++p) {
            Number* const present = columns_.data() + 2 * set * column_stride + p * cases();
            if (negated) fill_pack<true>(choices, set_cases, choice + p * width, present, present + column_stride);
            else fill_pack<false>(choices, set_cases, choice + p * width, present, nullptr);
        }
    }

    QCA_HD const Number* present(int set) const { return columns_.data() + 2 * set * column_stride; }
    QCA_HD const Number* absent(int set) const { return columns_.data() + (2 * set + 1) * column_stride; }

  private:
    // Not a power of two, or the columns of many sets would compete for the same places in the cache.
    static constexpr int column_stride = column_size + 1;

    template <bool Negated>
    QCA_HD void fill_pack(const SetChoices& choices, std::size_t set_cases, const std::int32_t* choice,
                          Number* present, Number* absent) const {
        const auto put = [&](std::size_t c, const Number& membership) QCA_INLINE_LAMBDA {
            present[c] = membership;
            if constexpr (Negated) absent[c] = spread<Number>(1.0) - membership;
        };
        const auto put_two = [&](const double* const* row, std::size_t c) QCA_INLINE_LAMBDA {
            Number memberships[2];
            load_two_cases<width>(row, c, memberships);
            put(c, memberships[0]);
            put(c + 1, memberships[1]);
        };
        const double* row[width];
        bool shared = true;
        QCA_UNROLL for (int l = 0; l < width; ++l) {
            row[l] = choices.membership + static_cast<std::size_t>(choice[l]) * set_cases + cases_.begin;
            shared = shared && choice[l] == choice[0];
        }
        const std::size_t size = cases_.size();
        if (shared) {
            for (std::size_t c = 0; c < size; ++c) put(c, spread<Number>(row[0][c]));
        } else if (size == 1) {
            Number memberships;
            QCA_UNROLL for (int l = 0; l < width; ++l) memberships[l] = row[l][0];
            put(0, memberships);
        } else {
            for (std::size_t c = 0; c + 1 < size; c += 2) put_two(row, c);
            if (size % 2 != 0) put_two(row, size - 2);
        }
    }

    Buffer<Number> columns_;       // [set][present, absent][pack][case]
    Buffer<std::int32_t> choice_;  // [set][lane] that the columns are filled with
    Range cases_;
    std::uint32_t filled_ = 0;     // bit s: set s
};

}  // namespace qca
