// The threads of a CUDA block as those who run a program.
#pragma once

#include <cuda_runtime.h>

#include <nv/target>

#include <cstddef>
#include <cstdint>

#include "kernels/portability.hpp"

namespace qca {

/// The threads of a CUDA block as the lanes of a block. The compiler also makes a version of its callers for the host,
/// which is never called.
class ThreadTeam {
  public:
    template <class Body>
    QCA_HD void each(const Body& body) const {
        NV_IF_TARGET(NV_IS_DEVICE, (body(static_cast<int>(threadIdx.x)); __syncthreads();), (body(0);))
    }
    QCA_HD static int count_bits(std::uint64_t bits) {
        NV_IF_ELSE_TARGET(NV_IS_DEVICE, (return __popcll(bits);), (return static_cast<int>(bits);))
    }
    /// @pre some bit is set
    QCA_HD static int lowest_bit(std::uint64_t bits) {
        NV_IF_ELSE_TARGET(NV_IS_DEVICE, (return __ffsll(static_cast<long long>(bits)) - 1;),
                          (return static_cast<int>(bits);))
    }
    /// The value as other blocks have left it, not as this multiprocessor remembers it.
    template <class T>
    QCA_HD static T fresh(const T* value) {
        return *static_cast<const volatile T*>(value);
    }
    QCA_HD static void publish(std::uint32_t* to, std::uint32_t value) {
        *static_cast<volatile std::uint32_t*>(to) = value;
    }
    /// What this thread wrote before, other threads see before what it writes after.
    QCA_HD static void fence() { NV_IF_TARGET(NV_IS_DEVICE, (__threadfence();), ()) }
};

}  // namespace qca
