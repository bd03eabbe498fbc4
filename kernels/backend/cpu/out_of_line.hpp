// What the SIMD variants of the CPU backend must not compile themselves (see portability.hpp).
#pragma once

#include <cstddef>

#include "kernels/views.hpp"

namespace qca {

/// Sorts and removes repeats. @return how many are left
std::size_t sort_unique(CodedTable* tables, std::size_t size);

}  // namespace qca
