// Sets of truth-table rows as bit words.
#pragma once

#include <cstdint>

#include "kernels/portability.hpp"

namespace qca {

inline constexpr int max_conditions = 8;
inline constexpr int max_rows = 1 << max_conditions;

/// A set of rows 0 .. 2^k - 1, k <= max_conditions; row r is bit r % 64 of word r / 64. Bits of rows that do not
/// exist are 0. Row numbers as in condition_bit().
struct RowSet {
    static constexpr int words = max_rows / 64;
    std::uint64_t word[words] = {};

    QCA_HD constexpr bool contains(int row) const { return (word[row >> 6] >> (row & 63) & 1) != 0; }
    QCA_HD constexpr void insert(int row) { word[row >> 6] |= std::uint64_t{1} << (row & 63); }
    QCA_HD constexpr bool empty() const {
        std::uint64_t any = 0;
        for (int w = 0; w < words; ++w) any |= word[w];
        return any == 0;
    }
    constexpr int size() const {
        int count = 0;
        for (int w = 0; w < words; ++w) count += __builtin_popcountll(word[w]);
        return count;
    }
    /// All 2^conditions rows.
    static constexpr RowSet all(int conditions) {
        RowSet set;
        for (int row = 0; row < (1 << conditions); ++row) set.insert(row);
        return set;
    }

    friend QCA_HD constexpr RowSet operator&(RowSet a, const RowSet& b) {
        for (int w = 0; w < words; ++w) a.word[w] &= b.word[w];
        return a;
    }
    friend QCA_HD constexpr RowSet operator|(RowSet a, const RowSet& b) {
        for (int w = 0; w < words; ++w) a.word[w] |= b.word[w];
        return a;
    }
    /// The rows of a that are not in b.
    friend QCA_HD constexpr RowSet operator-(RowSet a, const RowSet& b) {
        for (int w = 0; w < words; ++w) a.word[w] &= ~b.word[w];
        return a;
    }
    friend constexpr bool operator==(const RowSet&, const RowSet&) = default;
    friend constexpr auto operator<=>(const RowSet&, const RowSet&) = default;
};

}  // namespace qca
