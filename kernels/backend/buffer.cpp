#include "kernels/backend/buffer.hpp"

#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace qca {

namespace {

constexpr std::size_t line = 64, huge_page = std::size_t{2} << 20;

}  // namespace

void* allocate_zeroed(std::size_t bytes) {
    if (bytes > SIZE_MAX - huge_page) throw std::bad_alloc();
    // calloc() takes large pieces from the system, which hands out zeros as they are touched. Counters are read first,
    // though, and a page that was read before it is written is faulted in twice: small pieces are zeroed here.
    const bool large = bytes >= huge_page;
    const std::size_t alignment = large ? huge_page : line;
    void* const whole = large ? std::calloc(bytes + alignment, 1) : std::malloc(bytes + alignment);
    if (whole == nullptr) throw std::bad_alloc();
    // At least 16 bytes on, as both align to 16: room for where it begins.
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(whole) / alignment + 1) * alignment;
    void* const memory = reinterpret_cast<void*>(first);
    reinterpret_cast<void**>(first)[-1] = whole;
    if (!large) return std::memset(memory, 0, bytes);
#if defined(__linux__)
    // A hint: a fault for each 4 KiB of a large table costs more than to zero it.
    ::madvise(memory, bytes / huge_page * huge_page, MADV_HUGEPAGE);
#endif
    return memory;
}

void release_zeroed(void* memory) noexcept {
    if (memory != nullptr) std::free(static_cast<void**>(memory)[-1]);
}

}  // namespace qca
