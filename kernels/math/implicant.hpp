// A conjunction of literals over at most 16 conditions, as two bit masks.
#pragma once

#include <cstdint>

#include "kernels/portability.hpp"

namespace qca {

/// Conditions are numbered from 0 in the order of the study file; a truth-table row of k conditions is the
/// k-bit number whose most significant bit is condition 0 (as the R package QCA numbers its rows, from 0).
QCA_HD constexpr std::uint32_t condition_bit(int condition, int conditions) {
    return std::uint32_t{1} << (conditions - 1 - condition);
}

/// A conjunction: `literals` marks the conditions that occur, `values` those of them that occur present
/// (values is a subset of literals). Bits as in condition_bit(). No literal at all is the constant 1.
struct Implicant {
    std::uint32_t literals = 0;
    std::uint32_t values = 0;

    QCA_HD constexpr bool covers_row(std::uint32_t row) const { return ((row ^ values) & literals) == 0; }

    /// Whether every row of `other` is a row of this one (true for equal implicants).
    QCA_HD constexpr bool contains(const Implicant& other) const {
        return (literals & ~other.literals) == 0 && ((values ^ other.values) & literals) == 0;
    }

    friend constexpr bool operator==(const Implicant&, const Implicant&) = default;
};

}  // namespace qca
