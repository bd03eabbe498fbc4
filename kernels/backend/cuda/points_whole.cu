#include "kernels/backend/cuda/point_kernel.cuh"
#include "kernels/backend/cuda/sum_policy.hpp"

namespace qca {
QCA_POINT_KERNEL(1, WholeSums)
QCA_POINT_KERNEL(2, WholeSums)
QCA_POINT_KERNEL(4, WholeSums)
}  // namespace qca
