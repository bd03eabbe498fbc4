// The prime implicants of one truth table in path order, with the positive rows that each covers. Private.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "kernels/math/bit_words.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"
#include "kernels/stage/expand_primes.hpp"

namespace qca {

/// No function of that many conditions has more prime implicants: they are an antichain among the faces of
/// the cube, and no antichain is larger than the largest level (all cubes with the same number of literals).
constexpr int most_primes(int conditions) {
    int most = 0, cubes = 1 << conditions;  // with j dashes: C(conditions, j) 2^(conditions - j)
    for (int dashes = 0; dashes <= conditions; ++dashes) {
        most = std::max(most, cubes);
        cubes = cubes * (conditions - dashes) / (2 * (dashes + 1));
    }
    return most;
}

/// A cube in one number whose order is the path order: literals and the ternary number of the cube (most
/// significant digit: condition 0; negated 0, present 1, absent 2), then dash mask and value to read it back.
class PackedCube {
  public:
    PackedCube() = default;
    PackedCube(int conditions, std::uint32_t dashes, std::uint32_t value) {
        const std::uint32_t literals = conditions - __builtin_popcount(dashes);
        const std::uint32_t ternary = base_three[value] + 2u * base_three[dashes];
        packed_ = (literals * powers_of_three + ternary) << 16 | dashes << 8 | value;
    }
    std::uint32_t dashes() const { return packed_ >> 8 & 0xff; }
    std::uint32_t value() const { return packed_ & 0xff; }
    Implicant implicant(int conditions) const {
        return {((std::uint32_t{1} << conditions) - 1) & ~dashes(), value()};
    }
    friend bool operator<(PackedCube a, PackedCube b) { return a.packed_ < b.packed_; }

  private:
    static constexpr std::uint32_t powers_of_three = 6561;  // 3^max_conditions
    static_assert((max_conditions + 1) * powers_of_three < 1u << 16);
    /// [bits] the number in base three with the same digits.
    static constexpr std::array<std::uint16_t, max_rows> base_three = [] {
        std::array<std::uint16_t, max_rows> table{};
        for (int bits = 1; bits < max_rows; ++bits)
            table[bits] = static_cast<std::uint16_t>(3 * table[bits >> 1] + (bits & 1));
        return table;
    }();
    std::uint32_t packed_;
};

template <int Words>
struct PrimeList {
    static constexpr int capacity = most_primes(Words == 1 ? 6 : Words == 2 ? 7 : 8);
    int size;
    PackedCube cube[capacity];
};

/// The low words of a row set.
template <int Words>
BitWords<Words> low_words(const RowSet& rows) {
    BitWords<Words> low{};
    for (int w = 0; w < Words; ++w) low.word[w] = rows.word[w];
    return low;
}

/// Fills `primes` with the prime implicants that cover a positive row, in path order. Filled, not returned:
/// the list is large and mostly unused, and a table takes well under a microsecond.
template <int Words>
void list_primes(int conditions, const BitWords<Words>& positive, const BitWords<Words>& dont_care,
                 PrimeList<Words>& primes) {
    CubeMaps<Words> maps;
    expand_primes(conditions, positive, positive | dont_care, maps);
    primes.size = 0;
    for (int dashes = 0; dashes < 1 << conditions; ++dashes)
        maps.prime[dashes].for_each([&](int value) {
            primes.cube[primes.size++] =
                PackedCube(conditions, static_cast<std::uint32_t>(dashes), static_cast<std::uint32_t>(value));
        });
    std::sort(primes.cube, primes.cube + primes.size);
}

}  // namespace qca
