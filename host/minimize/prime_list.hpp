// The prime implicants of one truth table in path order. Private.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "kernels/math/implicant.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// Most conditions whose rows fit that many words.
constexpr int most_conditions(int words) {
    return words == 1 ? 6 : words == 2 ? 7 : 8;
}

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

/// No more prime implicants cover one row: their dash masks are an antichain, and no antichain is larger than
/// all masks with half of the bits.
constexpr int most_primes_of_row(int conditions) {
    int most = 1;  // C(conditions, conditions / 2)
    for (int i = 1; i <= conditions / 2; ++i) most = most * (conditions - conditions / 2 + i) / i;
    return most;
}

/// Cubes in path order. A cube's key is the place that it has among all cubes: by its literals, then by its
/// ternary number (most significant digit: condition 0; negated 0, present 1, absent 2). Keys are marked in a
/// bit map and read from it in order, which sorts them and makes one of a cube that is added twice.
/// @tparam Words  that hold the rows
template <int Words>
class PrimeList {
  public:
    static constexpr int capacity = most_primes(most_conditions(Words));

    explicit PrimeList(int conditions) : conditions_(static_cast<std::uint32_t>(conditions)) {}

    /// Adds a cube around a row; returns its key.
    std::uint16_t add(int dash_mask, int row) {
        const auto dashes = static_cast<std::uint32_t>(dash_mask);
        const std::uint32_t value = static_cast<std::uint32_t>(row) & ~dashes;
        const std::uint32_t literals = conditions_ - bit_count[dashes];
        const std::uint32_t key = literals * powers_of_three + base_three[value] + 2u * base_three[dashes];
        marked_[key >> 6] |= std::uint64_t{1} << (key & 63);
        any_marked_[key >> 12] |= std::uint64_t{1} << (key >> 6 & 63);
        at_key_[key].cube = static_cast<std::uint16_t>(dashes << 8 | value);
        return static_cast<std::uint16_t>(key);
    }

    /// Numbers the cubes from 0. None is added after that.
    void number() {
        for (int s = 0; s < summaries; ++s)
            for (std::uint64_t any = any_marked_[s]; any != 0; any &= any - 1) {
                const int w = 64 * s + __builtin_ctzll(any);
                for (std::uint64_t marked = marked_[w]; marked != 0; marked &= marked - 1) {
                    AtKey& at = at_key_[64 * w + __builtin_ctzll(marked)];
                    at.number = static_cast<std::uint16_t>(size_);
                    cubes_[size_++] = at.cube;
                }
            }
    }

    int size() const { return size_; }
    int number_of(std::uint16_t key) const { return at_key_[key].number; }
    Implicant implicant(int number) const {
        const std::uint32_t cube = cubes_[number];
        return {((std::uint32_t{1} << conditions_) - 1) & ~(cube >> 8), cube & 0xff};
    }

  private:
    static constexpr int masks = 64 * Words;
    static constexpr std::uint32_t powers_of_three = Words == 1 ? 729 : Words == 2 ? 2187 : 6561;
    static constexpr int keys = (most_conditions(Words) + 1) * static_cast<int>(powers_of_three);
    static constexpr int words = (keys + 63) / 64, summaries = (words + 63) / 64;
    static_assert(keys < 1 << 16);

    /// [bits] the number in base three with the same digits.
    static constexpr std::array<std::uint16_t, masks> base_three = [] {
        std::array<std::uint16_t, masks> table{};
        for (int bits = 1; bits < masks; ++bits)
            table[bits] = static_cast<std::uint16_t>(3 * table[bits >> 1] + (bits & 1));
        return table;
    }();
    static constexpr std::array<std::uint8_t, masks> bit_count = [] {
        std::array<std::uint8_t, masks> table{};
        for (int bits = 1; bits < masks; ++bits)
            table[bits] = static_cast<std::uint8_t>(table[bits >> 1] + (bits & 1));
        return table;
    }();

    struct AtKey {
        std::uint16_t cube, number;  // cube: dash mask << 8 | value
    };

    std::uint32_t conditions_;
    int size_ = 0;
    std::array<std::uint64_t, words> marked_{};
    std::array<std::uint64_t, summaries> any_marked_{};  // bit w: word w of marked_ is not 0
    std::array<AtKey, keys> at_key_;                     // set where marked
    std::array<std::uint16_t, capacity> cubes_;          // [number]
};

}  // namespace qca
