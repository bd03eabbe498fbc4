#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, WholeSums, true)
QCA_BLOCK_KERNEL(1, WholeSums, false)
QCA_BLOCK_KERNEL(2, WholeSums, false)
QCA_BLOCK_KERNEL(4, WholeSums, false)
}  // namespace qca
