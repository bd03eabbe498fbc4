// Makes the tables that a device listed distinct, on the device.
#include <cuda_runtime.h>
#include <thrust/device_ptr.h>
#include <thrust/execution_policy.h>
#include <thrust/sort.h>
#include <thrust/unique.h>

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/cuda_device.hpp"

namespace qca {

namespace {

template <int Words>
struct KeyLess {
    __host__ __device__ bool operator()(const TableKey<Words>& a, const TableKey<Words>& b) const {
        for (int w = 0; w < Words; ++w)
            if (a.positive.word[w] != b.positive.word[w]) return a.positive.word[w] < b.positive.word[w];
        for (int w = 0; w < Words; ++w)
            if (a.observed.word[w] != b.observed.word[w]) return a.observed.word[w] < b.observed.word[w];
        return false;
    }
};

}  // namespace

template <int Words>
std::uint64_t CudaDevice::sort_unique(int stream, TableKey<Words>* keys, std::uint64_t size) {
    use();
    const thrust::device_ptr<TableKey<Words>> first(keys);
    const auto policy = thrust::cuda::par.on(stream_[stream]);
    thrust::sort(policy, first, first + static_cast<std::ptrdiff_t>(size), KeyLess<Words>());
    return static_cast<std::uint64_t>(thrust::unique(policy, first, first + static_cast<std::ptrdiff_t>(size)) - first);
}

template std::uint64_t CudaDevice::sort_unique<1>(int, TableKey<1>*, std::uint64_t);
template std::uint64_t CudaDevice::sort_unique<2>(int, TableKey<2>*, std::uint64_t);
template std::uint64_t CudaDevice::sort_unique<4>(int, TableKey<4>*, std::uint64_t);

}  // namespace qca
