// SIMD packs of doubles by the compiler's vector types.
#pragma once

#include <cstdint>

#include "kernels/math/pack.hpp"

namespace qca {

template <int Width>
struct PackOf {
    typedef double Number __attribute__((vector_size(Width * sizeof(double))));
    typedef std::uint64_t Bits __attribute__((vector_size(Width * sizeof(std::uint64_t))));
};

template <class Pack, int Width>
struct PackLanes {
    static constexpr int count = Width;
    static constexpr int registers = Width == 8 ? 32 : 16;
    using Bits = typename PackOf<Width>::Bits;
    /// value - 0 is value, and tells the compiler to broadcast.
    QCA_HD static Pack spread(double value) { return value - Pack{}; }
    QCA_HD static Bits spread_bits(std::uint64_t bits) { return bits - Bits{}; }
    /// A comparison of packs is all ones where it holds.
    template <class Mask>
    QCA_HD static Bits where(Mask condition, const Bits& bits) {
        return reinterpret_cast<Bits>(condition) & bits;
    }
};

template <>
struct Lanes<PackOf<2>::Number> : PackLanes<PackOf<2>::Number, 2> {};
template <>
struct Lanes<PackOf<4>::Number> : PackLanes<PackOf<4>::Number, 4> {};
template <>
struct Lanes<PackOf<8>::Number> : PackLanes<PackOf<8>::Number, 8> {};

}  // namespace qca
