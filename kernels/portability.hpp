// The only header that asks which compiler reads it.
#pragma once

#include <cstdint>

#if defined(__CUDACC__)
#define QCA_HD __host__ __device__ __forceinline__
#if defined(__CUDA_ARCH__)
#define QCA_UNROLL _Pragma("unroll")
#else
#define QCA_UNROLL
#endif
#define QCA_INLINE_LAMBDA
#define QCA_HOST inline
#else
/// Marks a small function that runs on the host and, when compiled by nvcc, on the device too. It is always
/// inlined: the SIMD variants of the CPU backend are compiled with different instruction sets, and an inline
/// function that both emit out of line would be merged by the linker into one that older machines cannot run.
#define QCA_HD __attribute__((always_inline)) inline
/// The same for a function that only ever runs on the host.
#define QCA_HOST QCA_HD
/// Unrolls the next loop, whose count is a small compile-time constant.
#define QCA_UNROLL _Pragma("GCC unroll 16")
/// Between the parameters and the body of a lambda: inline it wherever it is called.
#define QCA_INLINE_LAMBDA __attribute__((always_inline))
#endif

/// Before a function of whole numbers, outside the SIMD variants: it is compiled for AVX2, too, and which one runs is decided
/// when the program starts. (What ThreadSanitizer adds would run before ThreadSanitizer.)
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__CUDACC__) && !defined(__SANITIZE_THREAD__)
#define QCA_ALSO_FOR_AVX2 __attribute__((target_clones("avx2", "default")))
#else
#define QCA_ALSO_FOR_AVX2
#endif

namespace qca {

/// The value, loaded once: compilers would load an operand of several operations with each of them, and there are fewer
/// loads than additions a cycle.
template <class Number>
QCA_HD Number in_register(Number value) {
#if defined(__x86_64__) && !defined(__CUDA_ARCH__)
    if constexpr (sizeof(Number) > sizeof(double)) asm("" : "+x"(value));
#endif
    return value;
}

/// *to += value, also when other threads of a device do the same. On the host, callers do not share `to`.
QCA_HD void add_atomically(std::uint32_t* to, std::uint32_t value) {
#if defined(__CUDA_ARCH__)
    atomicAdd(to, value);
#else
    *to += value;
#endif
}

/// Adds and returns the value before.
QCA_HD std::uint64_t add_atomically(std::uint64_t* to, std::uint64_t value) {
#if defined(__CUDA_ARCH__)
    return atomicAdd(reinterpret_cast<unsigned long long*>(to), static_cast<unsigned long long>(value));
#else
    const std::uint64_t before = *to;
    *to += value;
    return before;
#endif
}

/// *to |= bits, likewise.
QCA_HD void set_atomically(std::uint64_t* to, std::uint64_t bits) {
#if defined(__CUDA_ARCH__)
    atomicOr(reinterpret_cast<unsigned long long*>(to), static_cast<unsigned long long>(bits));
#else
    *to |= bits;
#endif
}

}  // namespace qca
