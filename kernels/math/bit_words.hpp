// Fixed-size sets of small numbers as bit words, as wide as the problem at hand needs.
#pragma once

#include <cstdint>

#include "kernels/portability.hpp"

namespace qca {

/// A set of numbers 0 .. 64 Words - 1; number i is bit i % 64 of word i / 64. Not initialised (large arrays
/// of them are used in part); `BitWords<W>{}` is the empty set.
template <int Words>
struct BitWords {
    std::uint64_t word[Words];

    QCA_HD constexpr bool contains(int i) const { return (word[i >> 6] >> (i & 63) & 1) != 0; }
    QCA_HD constexpr void insert(int i) { word[i >> 6] |= std::uint64_t{1} << (i & 63); }
    QCA_HD constexpr void erase(int i) { word[i >> 6] &= ~(std::uint64_t{1} << (i & 63)); }
    QCA_HD constexpr bool empty() const {
        std::uint64_t any = 0;
        for (int w = 0; w < Words; ++w) any |= word[w];
        return any == 0;
    }
    /// Whether every element is in `other`.
    QCA_HD constexpr bool within(const BitWords& other) const {
        std::uint64_t outside = 0;
        for (int w = 0; w < Words; ++w) outside |= word[w] & ~other.word[w];
        return outside == 0;
    }
    constexpr int size() const {
        int count = 0;
        for (int w = 0; w < Words; ++w) count += __builtin_popcountll(word[w]);
        return count;
    }
    /// Calls visit(i) for every element in increasing order.
    template <class Visit>
    constexpr void for_each(Visit visit) const {
        for (int w = 0; w < Words; ++w)
            for (std::uint64_t rest = word[w]; rest != 0; rest &= rest - 1)
                visit(64 * w + __builtin_ctzll(rest));
    }

    QCA_HD friend constexpr BitWords operator&(BitWords a, const BitWords& b) {
        for (int w = 0; w < Words; ++w) a.word[w] &= b.word[w];
        return a;
    }
    QCA_HD friend constexpr BitWords operator|(BitWords a, const BitWords& b) {
        for (int w = 0; w < Words; ++w) a.word[w] |= b.word[w];
        return a;
    }
    /// The elements of a that are not in b.
    QCA_HD friend constexpr BitWords operator-(BitWords a, const BitWords& b) {
        for (int w = 0; w < Words; ++w) a.word[w] &= ~b.word[w];
        return a;
    }
    friend constexpr bool operator==(const BitWords&, const BitWords&) = default;
};

}  // namespace qca
