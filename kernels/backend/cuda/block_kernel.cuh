// The kernel around BlockProgram: each thread of a CUDA block runs the phases for its own lane, with a barrier between
// them.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_program.hpp"
#include "kernels/backend/cuda/check_cuda.hpp"
#include "kernels/backend/cuda/cuda_device.hpp"
#include "kernels/backend/cuda/thread_team.cuh"

namespace qca {

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
