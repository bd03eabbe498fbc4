// The ceiling of a GPU's arithmetic.
#pragma once

#include <vector>

#include "kernels/measure/rates.hpp"

namespace qca {

/// Pairs of min + add a second, of doubles and of 32-bit whole numbers, in the registers of all devices together, which
/// are what make_cuda_engine() would use. Empty when this build has no CUDA or the machine no device.
/// @throws std::runtime_error when the device fails
std::vector<Ceiling> measure_device_ceilings(Patience patience = {});

}  // namespace qca
