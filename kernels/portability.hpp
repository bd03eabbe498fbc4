// The only header that asks which compiler reads it.
#pragma once

#if defined(__CUDACC__)
#define QCA_HD __host__ __device__ __forceinline__
#define QCA_UNROLL _Pragma("unroll")
#define QCA_INLINE_LAMBDA
#else
/// Marks a small function that runs on the host and, when compiled by nvcc, on the device too. It is always
/// inlined: the SIMD variants of the CPU backend are compiled with different instruction sets, and an inline
/// function that both emit out of line would be merged by the linker into one that older machines cannot run.
#define QCA_HD __attribute__((always_inline)) inline
/// Unrolls the next loop, whose count is a small compile-time constant.
#define QCA_UNROLL _Pragma("GCC unroll 16")
/// Between the parameters and the body of a lambda: inline it wherever it is called.
#define QCA_INLINE_LAMBDA __attribute__((always_inline))
#endif
