// What stands in for the CUDA backend in a build without it.
#include <stdexcept>

#include "kernels/backend/engine.hpp"
#include "kernels/backend/point_engine.hpp"

namespace qca {

bool cuda_built() { return false; }

std::string cuda_device(std::string* why) {
    if (why != nullptr) *why = "this build does not contain it";
    return {};
}

std::unique_ptr<Engine> make_cuda_engine(const SweepProblem&, Precision) {
    throw std::runtime_error("cuda backend: this build does not contain it");
}

std::unique_ptr<PointEngine> make_cuda_point_engine(const PointProblem&, Precision) {
    throw std::runtime_error("cuda backend: this build does not contain it");
}

}  // namespace qca
