// The unknown tables that the lanes of a device find.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/table_index.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// A list that any thread may add to. Most threads find what others have found; `seen` remembers, for each hash, where
/// in the list the last key of it is, and what is there already is not added again. It may fail to notice: the list has
/// repeats, but it never lacks a key while there is room.
template <int Words>
struct TableList {
    TableKey<Words>* key = nullptr;
    std::uint64_t* size = nullptr;  ///< runs on past the capacity
    std::uint64_t capacity = 0;     ///< below 2^32 - 1
    std::uint32_t* seen = nullptr;  ///< [hash] place in the list + 1; 0: none yet
    std::uint64_t seen_mask = 0;    ///< its length, a power of two, - 1

    template <class Team>
    QCA_HD void add(const TableKey<Words>& table) const {
        std::uint32_t* const last = seen + (table.hash() >> 20 & seen_mask);
        const std::uint32_t place = Team::fresh(last);
        if (place != 0) {
            // The key was written before its place was, so it is read after it.
            Team::fence();
            const TableKey<Words>& other = key[place - 1];
            std::uint64_t difference = 0;
            for (int w = 0; w < Words; ++w)
                difference |= (Team::fresh(other.positive.word + w) ^ table.positive.word[w]) |
                              (Team::fresh(other.observed.word + w) ^ table.observed.word[w]);
            if (difference == 0) return;
        }
        const std::uint64_t end = add_atomically(size, std::uint64_t{1});
        if (end >= capacity) return;
        key[end] = table;
        Team::fence();
        Team::publish(last, static_cast<std::uint32_t>(end) + 1);
    }
};

}  // namespace qca
