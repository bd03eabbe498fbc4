// Kernels around UnitProgram: each thread runs the phases for its own lane, with a barrier between them.
#include <cuda_runtime.h>
#include <thrust/device_ptr.h>
#include <thrust/execution_policy.h>
#include <thrust/sort.h>
#include <thrust/unique.h>

#include <new>
#include <stdexcept>
#include <string>

#include "kernels/backend/cuda/cuda_device.hpp"

namespace qca {

namespace {

void check(cudaError_t status, const char* where) {
    if (status == cudaSuccess) return;
    if (status == cudaErrorMemoryAllocation) {
        cudaGetLastError();
        throw std::bad_alloc();
    }
    throw std::runtime_error(std::string("cuda backend: ") + where + ": " + cudaGetErrorString(status));
}

cudaStream_t stream() { return cudaStreamPerThread; }

constexpr int threads = static_cast<int>(BlockGrid::lanes);

template <int Words>
__global__ void __launch_bounds__(threads) evaluate_kernel(const UnitProgram<Words> program) {
    extern __shared__ double memory[];
    const std::size_t unit = blockIdx.x;
    const int lane = static_cast<int>(threadIdx.x);
    if (!program.place(unit).used) return;
    program.clear(unit, lane, memory);
    __syncthreads();
    program.count_cases(unit, lane, memory);
    __syncthreads();
    if (lane == 0) program.list_rows(memory);
    __syncthreads();
    const int cases = program.problem.cases, per_pass = program.shared.cases_per_pass;
    const int low_cases = program.low_cases(unit);
    for (int begin = 0; begin < cases; begin += per_pass) {
        const int end = begin + per_pass < cases ? begin + per_pass : cases;
        program.fold(unit, lane, begin, end, memory);
        __syncthreads();
        program.add(unit, lane, begin, end, low_cases, memory);
        __syncthreads();
    }
    program.mark(unit, lane, memory);
}

template <int Words>
__global__ void __launch_bounds__(threads) find_kernel(const UnitProgram<Words> program) {
    program.find(blockIdx.x, static_cast<int>(threadIdx.x));
}

template <int Words>
__global__ void __launch_bounds__(threads) count_kernel(const UnitProgram<Words> program) {
    program.count(blockIdx.x, static_cast<int>(threadIdx.x));
}

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

template <int Words>
unsigned blocks_of(const UnitProgram<Words>& program) {
    return static_cast<unsigned>(program.units);
}

}  // namespace

void* CudaDevice::allocate(std::size_t bytes) {
    void* memory = nullptr;
    if (bytes != 0) check(cudaMalloc(&memory, bytes), "allocate");
    return memory;
}

void CudaDevice::release(void* memory) noexcept { cudaFree(memory); }

void CudaDevice::upload(void* to, const void* from, std::size_t bytes) {
    if (bytes == 0) return;
    check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyHostToDevice, stream()), "upload");
    check(cudaStreamSynchronize(stream()), "upload");
}

void CudaDevice::download(void* to, const void* from, std::size_t bytes) {
    if (bytes != 0) check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream()), "download");
    check(cudaStreamSynchronize(stream()), "download");
}

void CudaDevice::zero(void* to, std::size_t bytes) {
    if (bytes != 0) check(cudaMemsetAsync(to, 0, bytes, stream()), "zero");
}

void* CudaDevice::share(void* memory, std::size_t bytes) {
    check(cudaHostRegister(memory, bytes, cudaHostRegisterMapped), "share a column");
    void* on_device = nullptr;
    check(cudaHostGetDevicePointer(&on_device, memory, 0), "share a column");
    return on_device;
}

void CudaDevice::unshare(void* memory) noexcept { cudaHostUnregister(memory); }

template <int Words>
void CudaDevice::evaluate(const UnitProgram<Words>& program) {
    evaluate_kernel<Words><<<blocks_of(program), threads, program.shared.bytes(program.problem), stream()>>>(program);
    check(cudaGetLastError(), "evaluate");
}

template <int Words>
void CudaDevice::find(const UnitProgram<Words>& program) {
    find_kernel<Words><<<blocks_of(program), threads, 0, stream()>>>(program);
    check(cudaGetLastError(), "find");
}

template <int Words>
void CudaDevice::count(const UnitProgram<Words>& program) {
    count_kernel<Words><<<blocks_of(program), threads, 0, stream()>>>(program);
    check(cudaGetLastError(), "count");
}

template <int Words>
std::uint64_t CudaDevice::sort_unique(TableKey<Words>* keys, std::uint64_t size) {
    const thrust::device_ptr<TableKey<Words>> first(keys);
    const auto policy = thrust::cuda::par.on(stream());
    thrust::sort(policy, first, first + static_cast<std::ptrdiff_t>(size), KeyLess<Words>());
    return static_cast<std::uint64_t>(thrust::unique(policy, first, first + static_cast<std::ptrdiff_t>(size)) - first);
}

#define QCA_FOR_WORDS(words)                                                        \
    template void CudaDevice::evaluate<words>(const UnitProgram<words>&);           \
    template void CudaDevice::find<words>(const UnitProgram<words>&);               \
    template void CudaDevice::count<words>(const UnitProgram<words>&);              \
    template std::uint64_t CudaDevice::sort_unique<words>(TableKey<words>*, std::uint64_t);
QCA_FOR_WORDS(1)
QCA_FOR_WORDS(2)
QCA_FOR_WORDS(4)
#undef QCA_FOR_WORDS

}  // namespace qca
