// The kernel around PointProgram: each thread of a CUDA block takes a point.
#pragma once

#include <cuda_runtime.h>

#include <cstddef>

#include "kernels/backend/cuda/check_cuda.hpp"
#include "kernels/backend/cuda/cuda_device.hpp"
#include "kernels/backend/cuda/point_program.hpp"
#include "kernels/backend/cuda/thread_team.cuh"

namespace qca {

namespace {

/// So many blocks are to be resident at least, on a multiprocessor: what leaves each thread registers for all its sums.
template <class Kind>
constexpr int least_point_residents = Kind::Sums::certified && !Kind::in_parts ? 4 : 2;

template <class Kind>
__global__ void __launch_bounds__(point_lanes, least_point_residents<Kind>)
    points_kernel(const __grid_constant__ PointProgram<Kind> program) {
    ThreadTeam team;
    program.run(team, blockIdx.x, gridDim.x);
}

}  // namespace

template <class Kind>
std::size_t CudaDevice::residents(const PointProgram<Kind>&) const {
    use();
    int blocks = 0;
    check_cuda(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, points_kernel<Kind>, point_lanes, 0), "occupancy");
    return static_cast<std::size_t>(blocks) * multiprocessors_;
}

template <class Kind>
void CudaDevice::launch(int stream, const PointProgram<Kind>& program, std::size_t residents) {
    use();
    points_kernel<Kind><<<static_cast<unsigned>(residents), point_lanes, 0, stream_[stream]>>>(program);
    check_cuda(cudaGetLastError(), "points");
}

#define QCA_POINT_KERNEL(...)                                                                     \
    template std::size_t CudaDevice::residents(const PointProgram<PointKind<__VA_ARGS__>>&) const; \
    template void CudaDevice::launch(int, const PointProgram<PointKind<__VA_ARGS__>>&, std::size_t);

}  // namespace qca
