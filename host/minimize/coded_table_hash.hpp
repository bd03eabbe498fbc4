// Coded truth tables in hash tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "kernels/views.hpp"

namespace qca {

struct CodedTableHash {
    std::size_t operator()(const CodedTable& table) const {
        std::size_t hash = 0;
        for (const RowSet* rows : {&table.positive, &table.observed})
            for (const std::uint64_t word : rows->word) {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
                hash ^= hash >> 29;
            }
        return hash;
    }
};

}  // namespace qca
