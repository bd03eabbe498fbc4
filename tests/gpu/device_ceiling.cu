#include "tests/gpu/device_ceiling.hpp"

#include <cuda_runtime.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "kernels/math/pack.hpp"
#include "kernels/measure/stopwatch.hpp"

namespace qca {

namespace {

constexpr int chains = 8;  // sums that do not wait for each other
constexpr int threads = 256, blocks_each = 8, rounds = 1 << 13;

void check(cudaError_t status, const char* where) {
    if (status != cudaSuccess)
        throw std::runtime_error(std::string("device ceiling: ") + where + ": " + cudaGetErrorString(status));
}

__device__ double minimum(double a, double b) { return smaller(a, b); }

/// The instruction by its name: the compiler makes two of what it takes for a choice between values.
__device__ std::int32_t minimum(std::int32_t a, std::int32_t b) {
    std::int32_t least;
    asm("min.s32 %0, %1, %2;" : "=r"(least) : "r"(a), "r"(b));
    return least;
}

/// `chains` pairs of min + add a round. One operand of the minima changes from round to round, or the compiler would
/// take each minimum once; that addition is not counted, so what is found is low by up to 1 part in 2 * chains.
template <class Number>
__global__ void __launch_bounds__(threads) add_minima(const Number* left, Number step, Number* out) {
    Number operand[chains], sum[chains] = {};
    for (int c = 0; c < chains; ++c) operand[c] = left[c];
    Number right = static_cast<Number>(threadIdx.x);
    for (int r = 0; r < rounds; ++r) {
        for (int c = 0; c < chains; ++c) sum[c] += minimum(operand[c], right);
        right += step;
    }
    for (int c = 1; c < chains; ++c) sum[0] += sum[c];
    out[blockIdx.x * threads + threadIdx.x] = sum[0];
}

/// Memory of the device, released at the end.
template <class Number>
struct Memory {
    Number* first = nullptr;
    explicit Memory(std::size_t size) { check(cudaMalloc(&first, size * sizeof(Number)), "allocate"); }
    Memory(const Memory&) = delete;
    Memory& operator=(const Memory&) = delete;
    ~Memory() { cudaFree(first); }
};

template <class Number>
double measured(int device, Patience patience) {
    check(cudaSetDevice(device), "choose a device");
    cudaDeviceProp properties{};
    check(cudaGetDeviceProperties(&properties, device), "properties");
    const unsigned blocks = static_cast<unsigned>(properties.multiProcessorCount) * blocks_each;
    Number values[chains];
    for (int c = 0; c < chains; ++c) values[c] = static_cast<Number>(c * 1000);
    Memory<Number> left(chains), out(std::size_t{blocks} * threads);
    check(cudaMemcpy(left.first, values, sizeof values, cudaMemcpyHostToDevice), "upload");
    const double pairs = static_cast<double>(blocks) * threads * rounds * chains;
    return best_rate(pairs, patience, [&] {
        add_minima<Number><<<blocks, threads>>>(left.first, Number{1}, out.first);
        check(cudaGetLastError(), "launch");
        check(cudaDeviceSynchronize(), "wait");
    });
}

}  // namespace

std::vector<Ceiling> measure_device_ceilings(Patience patience) {
    int devices = 0;
    if (cudaGetDeviceCount(&devices) != cudaSuccess || devices == 0) {
        cudaGetLastError();
        return {};
    }
    double whole = 0, real = 0;
    for (int device = 0; device < devices; ++device) {
        whole += measured<std::int32_t>(device, patience);
        real += measured<double>(device, patience);
    }
    return {{"cuda", "int32 min+add", whole}, {"cuda", "float64 min+add", real}};
}

}  // namespace qca
