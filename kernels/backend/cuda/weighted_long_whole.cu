#include "kernels/backend/cuda/block_kernel.cuh"

namespace qca {
QCA_BLOCK_KERNEL(1, LongWholeSums, false, true)
QCA_BLOCK_KERNEL(4, LongWholeSums, false, true)
}  // namespace qca
