#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, ExactSums, true)
QCA_BLOCK_KERNEL(1, ExactSums, false)
QCA_BLOCK_KERNEL(2, ExactSums, false)
QCA_BLOCK_KERNEL(4, ExactSums, false)
}  // namespace qca
