#include "kernels/backend/cuda/point_kernel.cuh"
#include "kernels/backend/cuda/sum_policy.hpp"

namespace qca {
QCA_POINT_KERNEL(1, LongWholeSums)
QCA_POINT_KERNEL(2, LongWholeSums)
QCA_POINT_KERNEL(4, LongWholeSums)
}  // namespace qca
