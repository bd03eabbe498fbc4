#include <cuda_runtime_api.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kernels/backend/cuda/check_cuda.hpp"
#include "kernels/backend/cuda/cuda_device.hpp"
#include "kernels/backend/cuda/device_point_engine.hpp"
#include "kernels/backend/cuda/make_device_engine.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

bool cuda_built() {
    return true;
}

std::string cuda_device(std::string* why) {
    const char* reason = "";
    const int devices = count_cuda_devices(&reason);
    std::string names;
    for (int d = 0; d < devices; ++d) {
        cudaDeviceProp properties{};
        check_cuda(cudaGetDeviceProperties(&properties, d), "properties");
        names += (d == 0 ? "" : " + ") + std::string(properties.name);
    }
    if (names.empty() && why != nullptr) *why = reason;
    return names;
}

std::unique_ptr<Engine> make_cuda_engine(const SweepProblem& problem, Precision precision) {
    const char* why = "";
    const int count = count_cuda_devices(&why);
    if (count == 0) throw std::runtime_error(std::string("cuda backend: ") + why);
    std::vector<std::unique_ptr<CudaDevice>> devices;
    for (int d = 0; d < count; ++d) devices.push_back(std::make_unique<CudaDevice>(d));
    return make_device_engine(std::move(devices), problem, precision);
}

std::unique_ptr<PointEngine> make_cuda_point_engine(const PointProblem& problem, Precision precision) {
    const char* why = "";
    if (count_cuda_devices(&why) == 0) throw std::runtime_error(std::string("cuda backend: ") + why);
    return make_device_point_engine(std::make_unique<CudaDevice>(0), problem, precision);
}

}  // namespace qca
