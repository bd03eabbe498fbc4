#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, WholeSums, true, true)
QCA_BLOCK_KERNEL(1, WholeSums, false, true)
}  // namespace qca
