// Prime implicants of a truth table around one row, all cubes of that row at a time.
//
// A cube that holds a given row is a dash mask: the conditions that are absent (bits as in condition_bit());
// the others have the row's values. A bit map over all dash masks says which cubes hold no negative row; the
// widest of them are the prime implicants that cover the row. Widening all cubes by one condition is a shift
// and an OR over whole words.
#pragma once

#include <cstdint>

#include "kernels/math/bit_words.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Words that hold the rows of that many conditions: 1 up to 6 conditions, 2 for 7, 4 for 8.
QCA_HD constexpr int row_words(int conditions) {
    return conditions <= 6 ? 1 : 1 << (conditions - 6);
}

/// The rows below 64 whose bit number `bit` (0 .. 5) is 0.
QCA_HD constexpr std::uint64_t rows_with_bit_clear(int bit) {
    std::uint64_t rows = 0x00000000ffffffffu;
    for (int b = 5; b > bit; --b) rows ^= rows << (1 << (b - 1));
    return rows;
}

/// All 2^conditions rows, or dash masks.
template <int Words>
QCA_HD constexpr BitWords<Words> every_row(int conditions) {
    BitWords<Words> rows{};
    for (int w = 0; w < row_words(conditions); ++w)
        rows.word[w] = conditions >= 6 ? ~std::uint64_t{0} : (std::uint64_t{1} << (1 << conditions)) - 1;
    return rows;
}

/// The rows of the cube around a row.
template <int Words>
QCA_HD constexpr BitWords<Words> cube_rows(int conditions, int dashes, int row) {
    const int value = row & ~dashes;
    std::uint64_t low = std::uint64_t{1} << (value & 63);
    for (int bit = 0; bit < 6 && bit < conditions; ++bit)
        if ((dashes >> bit & 1) != 0) low |= low << (1 << bit);
    BitWords<Words> rows{};
    for (int w = 0; w < Words; ++w)
        if (((w ^ value >> 6) & ~(dashes >> 6)) == 0) rows.word[w] = low;
    return rows;
}

/// The prime implicants that cover `row`, as dash masks: the widest cubes around it without a negative row.
/// None where the row itself is negative.
/// @param conditions  1 .. 8, row_words(conditions) <= Words
/// @param negative    the rows that are neither positive nor don't-cares
/// @source Quine (1952), McCluskey (1956)
template <int Words>
QCA_HD constexpr BitWords<Words> prime_dashes(int conditions, const BitWords<Words>& negative, int row) {
    // After the step of a bit, the dash masks with that bit clear stand for the row's side of it, those with
    // it set for both sides.
    BitWords<Words> blocked = negative;
    for (int bit = 0; bit < 6 && bit < conditions; ++bit) {
        const std::uint64_t clear = rows_with_bit_clear(bit),
                            set_side = -static_cast<std::uint64_t>(row >> bit & 1);
        for (int w = 0; w < Words; ++w) {
            const std::uint64_t low = blocked.word[w] & clear, high = blocked.word[w] >> (1 << bit) & clear;
            blocked.word[w] = (low ^ ((low ^ high) & set_side)) | (low | high) << (1 << bit);
        }
    }
    for (int bit = 6; bit < conditions && row_words(bit) < Words; ++bit) {
        const int step = row_words(bit);
        const std::uint64_t set_side = -static_cast<std::uint64_t>(row >> bit & 1);
        for (int w = 0; w < Words; ++w)
            if ((w & step) == 0) {
                const std::uint64_t low = blocked.word[w], high = blocked.word[w + step];
                blocked.word[w] = low ^ ((low ^ high) & set_side);
                blocked.word[w + step] = low | high;
            }
    }
    const BitWords<Words> open = every_row<Words>(conditions) - blocked;
    BitWords<Words> widest = open;
    for (int bit = 0; bit < 6 && bit < conditions; ++bit) {
        const std::uint64_t clear = rows_with_bit_clear(bit);
        for (int w = 0; w < Words; ++w) widest.word[w] &= ~(open.word[w] >> (1 << bit) & clear);
    }
    for (int bit = 6; bit < conditions && row_words(bit) < Words; ++bit) {
        const int step = row_words(bit);
        for (int w = 0; w < Words; ++w)
            if ((w & step) == 0) widest.word[w] &= ~open.word[w + step];
    }
    return widest;
}

}  // namespace qca
