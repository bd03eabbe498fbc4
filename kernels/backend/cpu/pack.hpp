// SIMD packs of doubles, and of whole numbers half as wide, by the compiler's vector types.
#pragma once

#include <cstdint>
#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "kernels/math/pack.hpp"

namespace qca {

template <int Width>
struct PackOf {
    typedef double Number __attribute__((vector_size(Width * sizeof(double))));
    typedef std::uint32_t Whole __attribute__((vector_size(Width * sizeof(double))));
    typedef std::uint64_t Bits __attribute__((vector_size(Width * sizeof(std::uint64_t))));
    typedef std::uint16_t Words16 __attribute__((vector_size(Width * sizeof(std::uint64_t))));
    typedef std::int16_t Narrow __attribute__((vector_size(Width * sizeof(double))));
    typedef std::uint32_t Words32 __attribute__((vector_size(Width * sizeof(std::uint32_t))));
};

/// Lane l of b where bit l of OfB is set, else of a.
template <std::uint32_t OfB, class Pack, int... Lane>
QCA_HD Pack choose_lanes(const Pack& a, const Pack& b, std::integer_sequence<int, Lane...>) {
    constexpr int lanes = sizeof...(Lane);
    return __builtin_shufflevector(a, b, ((OfB >> Lane & 1) == 0 ? Lane : lanes + Lane)...);
}

template <class Pack, int Width>
struct PackLanes {
    using Scalar = double;
    static constexpr int count = Width;
    static constexpr int registers = Width == 8 ? 32 : 16;
    using Bits = typename PackOf<Width>::Bits;
    using Words32 = typename PackOf<Width>::Words32;  ///< half a word a lane
    using Whole = typename PackOf<Width>::Whole;      ///< whole numbers of two packs' lanes
    using Narrow = typename PackOf<Width>::Narrow;    ///< whole numbers of four packs' lanes
    /// value - 0 is value, and tells the compiler to broadcast.
    QCA_HD static Pack spread(double value) { return value - Pack{}; }
    QCA_HD static Bits spread_bits(std::uint64_t bits) { return bits - Bits{}; }
    /// Whole numbers below 2^52 as doubles.
    QCA_HD static Pack of_whole(const Bits& numbers) {
        // Behind the exponent of 2^52 they are 2^52 more: cheaper than the conversion, which few processors have for numbers
        // without a sign.
        constexpr std::uint64_t two_to_52 = 0x4330000000000000u;
        return reinterpret_cast<Pack>(numbers | two_to_52) - 0x1p52;
    }
    /// The lower (0) or upper (1) half of whole numbers, as doubles.
    QCA_HD static Pack half_of(const Whole& numbers, int half) { return of_whole(widen(numbers, half)); }
    QCA_HD static Bits widen(const Whole& n, int half) {
        if constexpr (Width == 8) {
            return __builtin_convertvector(half == 0 ? __builtin_shufflevector(n, n, 0, 1, 2, 3, 4, 5, 6, 7)
                                                     : __builtin_shufflevector(n, n, 8, 9, 10, 11, 12, 13, 14, 15), Bits);
        } else if constexpr (Width == 4) {
            const Words32 numbers = half == 0 ? __builtin_shufflevector(n, n, 0, 1, 2, 3) : __builtin_shufflevector(n, n, 4, 5, 6, 7);
#if defined(__AVX2__)
            // GCC 12 would do it in three steps.
            return reinterpret_cast<Bits>(_mm256_cvtepu32_epi64(reinterpret_cast<__m128i>(numbers)));
#else
            return __builtin_convertvector(numbers, Bits);
#endif
        } else {
            return __builtin_convertvector(half == 0 ? __builtin_shufflevector(n, n, 0, 1) : __builtin_shufflevector(n, n, 2, 3), Bits);
        }
    }
    /// `into` with bits set in the lanes where the condition holds; a comparison of packs is all ones there. The second
    /// form becomes one masked instruction on AVX-512, the first two cheap ones elsewhere.
    template <class Mask>
    QCA_HD static Bits set_where(const Bits& into, Mask condition, const Bits& bits) {
        if constexpr (Width < 8) return into | (reinterpret_cast<Bits>(condition) & bits);
        else return condition ? into | bits : into;
    }
    /// from[at[lane]] in each lane. AVX-512 is the first to gather faster than it loads one by one.
    QCA_HD static Words32 gather(const std::uint32_t* from, const Bits& at) {
#if defined(__AVX512F__)
        if constexpr (Width == 8)
            return reinterpret_cast<Words32>(
                _mm512_mask_i64gather_epi32(_mm256_setzero_si256(), 0xFF, reinterpret_cast<__m512i>(at), from, 4));
#endif
        Words32 values;
        QCA_UNROLL for (int l = 0; l < Width; ++l) values[l] = from[at[l]];
        return values;
    }
    QCA_HD static Bits gather(const std::uint64_t* from, const Words32& at) {
#if defined(__AVX512F__)
        if constexpr (Width == 8)
            return reinterpret_cast<Bits>(
                _mm512_mask_i32gather_epi64(_mm512_setzero_si512(), 0xFF, reinterpret_cast<__m256i>(at), from, 8));
#endif
        Bits values;
        QCA_UNROLL for (int l = 0; l < Width; ++l) values[l] = from[at[l]];
        return values;
    }
    /// A bit a lane: where the condition holds, which a comparison yields.
    template <class Mask>
    QCA_HD static std::uint32_t bits_of(const Mask& condition) {
#if defined(__AVX512DQ__)
        if constexpr (Width == 8) return _mm512_movepi64_mask(reinterpret_cast<__m512i>(condition));
#endif
#if defined(__AVX2__)
        if constexpr (Width == 4) return static_cast<std::uint32_t>(_mm256_movemask_pd(reinterpret_cast<__m256d>(condition)));
#endif
        std::uint32_t bits = 0;
        QCA_UNROLL for (int l = 0; l < Width; ++l) bits |= (condition[l] != 0 ? 1u : 0u) << l;
        return bits;
    }
    /// Lane l of b where bit l of OfB is set, else of a.
    template <std::uint32_t OfB>
    QCA_HD static Pack choose(const Pack& a, const Pack& b) {
        return choose_lanes<OfB>(a, b, std::make_integer_sequence<int, Width>());
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

template <class Pack, int Width>
struct WholeLanes {
    using Scalar = std::uint32_t;
    static constexpr int count = 2 * Width;
    static constexpr int registers = Width == 8 ? 32 : 16;
    QCA_HD static Pack spread(std::uint32_t value) { return value - Pack{}; }
    /// As PackLanes::choose().
    template <std::uint32_t OfB>
    QCA_HD static Pack choose(const Pack& a, const Pack& b) {
#if defined(__AVX2__)
        // GCC 12 would take a permutation, of which there are fewer a cycle.
        if constexpr (Width == 4)
            return reinterpret_cast<Pack>(_mm256_blend_epi32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b), OfB));
#endif
        return choose_lanes<OfB>(a, b, std::make_integer_sequence<int, 2 * Width>());
    }
    /// 0 when all lanes are 0. @param mask  what a comparison yields
    template <class Mask>
    QCA_HD static std::uint64_t merge(const Mask& mask) {
        using Bits = typename PackOf<Width>::Bits;
        const Bits bits = reinterpret_cast<Bits>(mask);
        std::uint64_t merged = 0;
        QCA_UNROLL for (int l = 0; l < Width; ++l) merged |= bits[l];
        return merged;
    }
    /// from[at[lane]] in each lane.
    QCA_HD static Pack gather(const std::uint32_t* from, const Pack& at) {
#if defined(__AVX512F__)
        if constexpr (Width == 8)
            return reinterpret_cast<Pack>(
                _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), 0xFFFF, reinterpret_cast<__m512i>(at), from, 4));
#endif
        Pack values;
        QCA_UNROLL for (int l = 0; l < 2 * Width; ++l) values[l] = from[at[l]];
        return values;
    }
};

template <class Pack, int Width>
struct NarrowLanes {
    using Scalar = std::int16_t;
    static constexpr int count = 4 * Width;
    static constexpr int registers = Width == 8 ? 32 : 16;
    QCA_HD static Pack spread(std::int16_t value) { return value - Pack{}; }
    /// Neighbouring lanes, neither of them negative, added up in 32 bits.
    QCA_HD static typename PackOf<Width>::Whole add_pairs(const Pack& numbers) {
        using Whole = typename PackOf<Width>::Whole;
#if defined(__AVX512BW__)
        if constexpr (Width == 8) return reinterpret_cast<Whole>(_mm512_madd_epi16(reinterpret_cast<__m512i>(numbers), _mm512_set1_epi16(1)));
#endif
#if defined(__AVX2__)
        if constexpr (Width == 4) return reinterpret_cast<Whole>(_mm256_madd_epi16(reinterpret_cast<__m256i>(numbers), _mm256_set1_epi16(1)));
#endif
#if defined(__SSE2__)
        if constexpr (Width == 2) return reinterpret_cast<Whole>(_mm_madd_epi16(reinterpret_cast<__m128i>(numbers), _mm_set1_epi16(1)));
#endif
        const Whole pairs = reinterpret_cast<Whole>(numbers);
        return (pairs & 0xffffu) + (pairs >> 16);
    }
};

template <>
struct Lanes<PackOf<2>::Number> : PackLanes<PackOf<2>::Number, 2> {};
template <>
struct Lanes<PackOf<4>::Number> : PackLanes<PackOf<4>::Number, 4> {};
template <>
struct Lanes<PackOf<8>::Number> : PackLanes<PackOf<8>::Number, 8> {};
template <>
struct Lanes<PackOf<2>::Whole> : WholeLanes<PackOf<2>::Whole, 2> {};
template <>
struct Lanes<PackOf<4>::Whole> : WholeLanes<PackOf<4>::Whole, 4> {};
template <>
struct Lanes<PackOf<8>::Whole> : WholeLanes<PackOf<8>::Whole, 8> {};
template <>
struct Lanes<PackOf<2>::Narrow> : NarrowLanes<PackOf<2>::Narrow, 2> {};
template <>
struct Lanes<PackOf<4>::Narrow> : NarrowLanes<PackOf<4>::Narrow, 4> {};
template <>
struct Lanes<PackOf<8>::Narrow> : NarrowLanes<PackOf<8>::Narrow, 8> {};

}  // namespace qca
