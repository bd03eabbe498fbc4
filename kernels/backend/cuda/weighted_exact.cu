#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, ExactSums, false, true)
QCA_BLOCK_KERNEL(4, ExactSums, false, true)
}  // namespace qca
