// What to do with the status of a call of CUDA.
#pragma once

namespace qca {

/// Does nothing for 0, cudaSuccess. @param status  a cudaError_t
/// @throws std::bad_alloc when the device has not enough memory, std::runtime_error with CUDA's words for the rest
void check_cuda(int status, const char* where);

}  // namespace qca
