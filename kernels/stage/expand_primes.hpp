// Prime implicants of a truth table, all cubes of one shape at a time.
//
// A cube is a dash mask (the conditions that are absent, bits as in condition_bit()) and a value (a row with
// the dashed bits 0). For every dash mask one bit map over the values says which cubes are implicants;
// merging two neighbouring cubes is then a shift and an AND over whole words.
#pragma once

#include <cstdint>

#include "kernels/math/bit_words.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Words that hold the rows of that many conditions: 1 up to 6 conditions, 2 for 7, 4 for 8.
QCA_HD constexpr int row_words(int conditions) {
    return conditions <= 6 ? 1 : 1 << (conditions - 6);
}

/// The work space and the result of expand_primes().
template <int Words>
struct CubeMaps {
    static constexpr int shapes = 64 * Words;
    BitWords<Words> implicant[shapes];  ///< [dash mask] values of the cubes without a negative row
    BitWords<Words> prime[shapes];  ///< [dash mask] values of the prime implicants that cover a positive row
};

/// The rows below 64 whose bit number `bit` (0 .. 5) is 0.
QCA_HD constexpr std::uint64_t rows_with_bit_clear(int bit) {
    std::uint64_t rows = 0x00000000ffffffffu;
    for (int b = 5; b > bit; --b) rows ^= rows << (1 << (b - 1));
    return rows;
}

/// Bit v of the result (row v has bit number `bit` clear): whether v and its neighbour across `bit` are both
/// in `map`.
template <int Words>
QCA_HD constexpr BitWords<Words> both_neighbours(const BitWords<Words>& map, int bit, std::uint64_t clear) {
    BitWords<Words> merged{};
    if (bit < 6) {
        for (int w = 0; w < Words; ++w) merged.word[w] = map.word[w] & (map.word[w] >> (1 << bit)) & clear;
    } else {
        const int step = 1 << (bit - 6);
        for (int w = 0; w < Words; ++w)
            if ((w & step) == 0) merged.word[w] = map.word[w] & map.word[w + step];
    }
    return merged;
}

/// As both_neighbours(), but whether v or its neighbour is in `map`.
template <int Words>
QCA_HD constexpr BitWords<Words> either_neighbour(const BitWords<Words>& map, int bit, std::uint64_t clear) {
    BitWords<Words> merged{};
    if (bit < 6) {
        for (int w = 0; w < Words; ++w) merged.word[w] = (map.word[w] | (map.word[w] >> (1 << bit))) & clear;
    } else {
        const int step = 1 << (bit - 6);
        for (int w = 0; w < Words; ++w)
            if ((w & step) == 0) merged.word[w] = map.word[w] | map.word[w + step];
    }
    return merged;
}

/// `map`, whose elements have bit number `bit` clear, and the neighbours of its elements across that bit.
template <int Words>
QCA_HD constexpr BitWords<Words> with_neighbours(const BitWords<Words>& map, int bit) {
    BitWords<Words> spread = map;
    if (bit < 6) {
        for (int w = 0; w < Words; ++w) spread.word[w] |= map.word[w] << (1 << bit);
    } else {
        const int step = 1 << (bit - 6);
        for (int w = 0; w < Words; ++w)
            if ((w & step) != 0) spread.word[w] |= map.word[w - step];
    }
    return spread;
}

/// The rows of one cube.
template <int Words>
QCA_HD constexpr BitWords<Words> cube_rows(int conditions, std::uint32_t dashes, std::uint32_t value) {
    BitWords<Words> rows{};
    rows.insert(static_cast<int>(value));
    for (int bit = 0; bit < conditions; ++bit)
        if ((dashes >> bit & 1) != 0) rows = with_neighbours(rows, bit);
    return rows;
}

/// Fills maps.prime with the prime implicants of (positive or don't-care) that cover a positive row.
/// @param conditions  1 .. 8, row_words(conditions) <= Words
/// @param care        the positive rows and the don't-cares
/// @source Quine (1952), McCluskey (1956)
template <int Words>
QCA_HD constexpr void expand_primes(int conditions, const BitWords<Words>& positive,
                                    const BitWords<Words>& care, CubeMaps<Words>& maps) {
    maps.implicant[0] = care;
    maps.prime[0] = positive;  // until the last step: the cubes that cover a positive row
    for (int bit = 0; bit < conditions; ++bit) {
        const std::uint64_t clear = bit < 6 ? rows_with_bit_clear(bit) : 0;
        const int half = 1 << bit;
        for (int d = 0; d < half; ++d) {
            maps.implicant[d + half] = both_neighbours(maps.implicant[d], bit, clear);
            maps.prime[d + half] = either_neighbour(maps.prime[d], bit, clear);
        }
    }
    const int shapes = 1 << conditions;
    for (int d = 0; d < shapes; ++d) maps.prime[d] = maps.prime[d] & maps.implicant[d];
    for (int bit = 0; bit < conditions; ++bit) {
        const int half = 1 << bit;
        for (int base = 0; base < shapes; base += 2 * half)
            for (int d = base; d < base + half; ++d)
                maps.prime[d] = maps.prime[d] - with_neighbours(maps.implicant[d + half], bit);
    }
}

}  // namespace qca
