#include <cuda_runtime_api.h>

#include <stdexcept>

#include "kernels/backend/cuda/cuda_device.hpp"
#include "kernels/backend/cuda/unit_engine.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

bool cuda_built() { return true; }

std::string cuda_device(std::string* why) {
    int devices = 0;
    cudaDeviceProp properties{};
    cudaError_t status = cudaGetDeviceCount(&devices);
    if (status == cudaSuccess && devices > 0) status = cudaGetDeviceProperties(&properties, 0);
    if (status == cudaSuccess && devices > 0) return properties.name;
    cudaGetLastError();
    if (why != nullptr) *why = status == cudaSuccess ? "no CUDA device" : cudaGetErrorString(status);
    return {};
}

std::unique_ptr<Engine> make_cuda_engine(const SweepProblem& problem) {
    std::string why;
    if (cuda_device(&why).empty()) throw std::runtime_error("cuda backend: " + why);
    if (problem.rows() <= 64) return std::make_unique<UnitEngine<CudaDevice, 1>>(problem);
    if (problem.rows() <= 128) return std::make_unique<UnitEngine<CudaDevice, 2>>(problem);
    return std::make_unique<UnitEngine<CudaDevice, 4>>(problem);
}

}  // namespace qca
