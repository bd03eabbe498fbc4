#include "kernels/backend/buffer.hpp"

#include <cstdint>
#include <cstdlib>
#include <new>

namespace qca {

namespace {
constexpr std::size_t alignment = 64;
}

// calloc() takes large pieces from the system, which hands out pages of zeros as they are touched.
void* allocate_zeroed(std::size_t bytes) {
    if (bytes > SIZE_MAX - alignment) throw std::bad_alloc();
    void* const whole = std::calloc(bytes + alignment, 1);
    if (whole == nullptr) throw std::bad_alloc();
    // At least 16 bytes, as calloc() aligns to 16: room for where it begins.
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(whole) / alignment + 1) * alignment;
    reinterpret_cast<void**>(first)[-1] = whole;
    return reinterpret_cast<void*>(first);
}

void release_zeroed(void* memory) noexcept {
    if (memory != nullptr) std::free(static_cast<void**>(memory)[-1]);
}

}  // namespace qca
