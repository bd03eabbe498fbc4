#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, LongWholeSums, false)
QCA_BLOCK_KERNEL(2, LongWholeSums, false)
QCA_BLOCK_KERNEL(4, LongWholeSums, false)
}  // namespace qca
