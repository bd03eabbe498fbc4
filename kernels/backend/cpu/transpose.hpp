// Loads rows of memory as columns: what gathers one value a lane would do, without gathers.
#pragma once

#include <cstdint>
#include <cstring>
#include <utility>

#include "kernels/backend/cpu/pack.hpp"

namespace qca {

/// Lane l of the first is lane l of a where l & Step is 0, else lane l - Step of b; of the second, lane l + Step of a, else
/// lane l of b.
template <int Step, class Pack, int... Lane>
QCA_HD void swap_blocks(Pack& a, Pack& b, std::integer_sequence<int, Lane...>) {
    constexpr int lanes = sizeof...(Lane);
    const Pack first = __builtin_shufflevector(a, b, ((Lane & Step) == 0 ? Lane : lanes + Lane - Step)...);
    const Pack second = __builtin_shufflevector(a, b, ((Lane & Step) == 0 ? Lane + Step : lanes + Lane)...);
    a = first;
    b = second;
}

/// Swaps the off-diagonal blocks of Step x Step values, then those inside of each block.
template <int Step, class Pack>
QCA_HD void transpose_blocks(Pack* packs) {
    constexpr int lanes = Lanes<Pack>::count;
    QCA_UNROLL for (int i = 0; i < lanes; ++i) {
        if ((i & Step) == 0) swap_blocks<Step>(packs[i], packs[i + Step], std::make_integer_sequence<int, lanes>());
    }
    if constexpr (Step > 1) transpose_blocks<Step / 2>(packs);
}

/// column[i] has row[l][i] in lane l, for as many i as a pack has lanes.
template <class Pack>
QCA_HD void load_transposed(const Scalar<Pack>* const* row, Pack* column) {
    constexpr int lanes = Lanes<Pack>::count;
    Pack packs[lanes];
    QCA_UNROLL for (int l = 0; l < lanes; ++l) std::memcpy(&packs[l], row[l], sizeof packs[l]);
    transpose_blocks<lanes / 2>(packs);
    QCA_UNROLL for (int i = 0; i < lanes; ++i) column[i] = packs[i];
}

}  // namespace qca
