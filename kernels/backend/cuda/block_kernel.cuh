// The kernel around BlockProgram: each thread of a CUDA block runs the phases for its own lane, with a barrier between
// them.
#pragma once

#include <cuda_runtime.h>

#include <nv/target>

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_program.hpp"
#include "kernels/backend/cuda/check_cuda.hpp"
#include "kernels/backend/cuda/cuda_device.hpp"

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

namespace {

constexpr int threads = static_cast<int>(BlockGrid::lanes);

/// So many blocks are to be resident at least, on a multiprocessor: what leaves each thread registers enough.
template <class Kind>
constexpr int least_residents = Kind::dense && Kind::Sums::certified ? 4 : 3;

template <class Kind>
__global__ void __launch_bounds__(threads, least_residents<Kind>)
    evaluate_kernel(const __grid_constant__ BlockProgram<Kind> program) {
    extern __shared__ __align__(16) unsigned char near[];
    ThreadTeam team;
    program.run(team, reinterpret_cast<std::byte*>(near), blockIdx.x, gridDim.x);
}

template <class Kind>
void allow_near_bytes(const BlockProgram<Kind>& program) {
    check_cuda(cudaFuncSetAttribute(evaluate_kernel<Kind>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                    static_cast<int>(program.layout.near_bytes)),
               "shared memory");
}

}  // namespace

template <class Kind>
std::size_t CudaDevice::residents(const BlockProgram<Kind>& program) const {
    use();
    allow_near_bytes(program);
    int blocks = 0;
    check_cuda(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, evaluate_kernel<Kind>, threads,
                                                             program.layout.near_bytes),
               "occupancy");
    return static_cast<std::size_t>(blocks) * multiprocessors_;
}

template <class Kind>
void CudaDevice::launch(int stream, const BlockProgram<Kind>& program, std::size_t residents) {
    use();
    allow_near_bytes(program);
    evaluate_kernel<Kind>
        <<<static_cast<unsigned>(residents), threads, program.layout.near_bytes, stream_[stream]>>>(program);
    check_cuda(cudaGetLastError(), "evaluate");
}

#define QCA_BLOCK_KERNEL(...)                                                                        \
    template std::size_t CudaDevice::residents(const BlockProgram<ProgramKind<__VA_ARGS__>>&) const; \
    template void CudaDevice::launch(int, const BlockProgram<ProgramKind<__VA_ARGS__>>&, std::size_t);

}  // namespace qca
