// What the minimiser asks of sets in bit words, beyond BitWords itself. Private.
#pragma once

#include <cstdint>

#include "kernels/math/bit_words.hpp"

namespace qca {

/// The numbers 0 .. size - 1.
template <int Words>
BitWords<Words> numbers_below(int size) {
    BitWords<Words> set{};
    for (int w = 0; w < Words; ++w) {
        if (size >= 64 * (w + 1))
            set.word[w] = ~std::uint64_t{0};
        else if (size > 64 * w)
            set.word[w] = (std::uint64_t{1} << (size - 64 * w)) - 1;
    }
    return set;
}

/// The smallest element; 64 Words where there is none.
template <int Words>
int first_of(const BitWords<Words>& set) {
    for (int w = 0; w < Words; ++w)
        if (set.word[w] != 0) return 64 * w + __builtin_ctzll(set.word[w]);
    return 64 * Words;
}

/// The largest element of a set that is not empty.
template <int Words>
int last_of(const BitWords<Words>& set) {
    int w = Words - 1;
    while (w > 0 && set.word[w] == 0) --w;
    return 64 * w + 63 - __builtin_clzll(set.word[w]);
}

/// The elements after `element`, which may be -1.
template <int Words>
BitWords<Words> after(const BitWords<Words>& set, int element) {
    return set - numbers_below<Words>(element + 1);
}

template <int Words>
BitWords<Words> with(BitWords<Words> set, int element) {
    set.insert(element);
    return set;
}

/// Number of elements. Baseline x86-64 has no instruction for it, and the compiler's function is no faster.
template <int Words>
int count_of(const BitWords<Words>& set) {
    int count = 0;
    for (int w = 0; w < Words; ++w) {
        std::uint64_t sums = set.word[w];
        sums -= sums >> 1 & 0x5555555555555555u;
        sums = (sums & 0x3333333333333333u) + (sums >> 2 & 0x3333333333333333u);
        sums = (sums + (sums >> 4)) & 0x0f0f0f0f0f0f0f0fu;
        count += static_cast<int>(sums * 0x0101010101010101u >> 56);
    }
    return count;
}

/// Calls visit(i) for the elements in increasing order until it returns false. Whether it never did.
template <int Words, class Visit>
bool all_of(const BitWords<Words>& set, Visit visit) {
    for (int w = 0; w < Words; ++w)
        for (std::uint64_t rest = set.word[w]; rest != 0; rest &= rest - 1)
            if (!visit(64 * w + __builtin_ctzll(rest))) return false;
    return true;
}

/// Calls visit(i) for the elements in increasing order; visit may remove elements that are still to come.
template <int Words, class Visit>
void for_each_left(BitWords<Words>& set, Visit visit) {
    for (int w = 0; w < Words; ++w)
        for (std::uint64_t rest = set.word[w]; rest != 0;) {
            const int bit = __builtin_ctzll(rest);
            visit(64 * w + bit);
            rest = set.word[w] & ~std::uint64_t{1} << bit;  // the bits after it
        }
}

}  // namespace qca
