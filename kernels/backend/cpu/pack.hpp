// SIMD packs of doubles by the compiler's vector types.
#pragma once

#include <cstdint>

#include "kernels/math/pack.hpp"

namespace qca {

template <int Width>
struct PackOf {
    typedef double Number __attribute__((vector_size(Width * sizeof(double))));
    typedef std::uint64_t Bits __attribute__((vector_size(Width * sizeof(std::uint64_t))));
    typedef std::uint16_t Words16 __attribute__((vector_size(Width * sizeof(std::uint64_t))));
};

template <class Pack, int Width>
struct PackLanes {
    static constexpr int count = Width;
    static constexpr int registers = Width == 8 ? 32 : 16;
    using Bits = typename PackOf<Width>::Bits;
    /// value - 0 is value, and tells the compiler to broadcast.
    QCA_HD static Pack spread(double value) { return value - Pack{}; }
    QCA_HD static Bits spread_bits(std::uint64_t bits) { return bits - Bits{}; }
    /// `into` with bits set in the lanes where the condition holds; a comparison of packs is all ones there. The second
    /// form becomes one masked instruction on AVX-512, the first two cheap ones elsewhere.
    template <class Mask>
    QCA_HD static Bits set_where(const Bits& into, Mask condition, const Bits& bits) {
        if constexpr (Width < 8) return into | (reinterpret_cast<Bits>(condition) & bits);
        else return condition ? into | bits : into;
    }
    /// All lanes' bits in one word.
    QCA_HD static std::uint64_t merge(const Bits& bits) {
        std::uint64_t merged = 0;
        QCA_UNROLL for (int l = 0; l < Width; ++l) merged |= bits[l];
        return merged;
    }
    /// Each of the four 16-bit fields of every lane times a factor, modulo 2^16.
    QCA_HD static Bits scale_fields(const Bits& fields, std::uint16_t factor) {
        using Words16 = typename PackOf<Width>::Words16;
        return reinterpret_cast<Bits>(reinterpret_cast<Words16>(fields) * (Words16{} + factor));
    }
};

template <>
struct Lanes<PackOf<2>::Number> : PackLanes<PackOf<2>::Number, 2> {};
template <>
struct Lanes<PackOf<4>::Number> : PackLanes<PackOf<4>::Number, 4> {};
template <>
struct Lanes<PackOf<8>::Number> : PackLanes<PackOf<8>::Number, 8> {};

}  // namespace qca
