#include "kernels/backend/cuda/point_kernel.cuh"
#include "kernels/backend/cuda/sum_policy.hpp"

namespace qca {
QCA_POINT_KERNEL(1, ExactSums)
QCA_POINT_KERNEL(2, ExactSums)
QCA_POINT_KERNEL(4, ExactSums)
}  // namespace qca
