#include "host/large_heap_pages.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace qca {

void ask_for_large_heap_pages() {
#if defined(__linux__)
    constexpr std::size_t kept = std::size_t{6} << 20, advised = std::size_t{4} << 20;
    // glibc maps a large piece by itself until one of its size is freed. From then on the heap has room for such pieces, and
    // keeps it when they are freed (mallopt(3): dynamic threshold). Volatile: else the compiler leaves both calls out.
    void* volatile piece = std::malloc(kept);
    std::free(piece);
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    piece = std::malloc(advised + page);
    if (piece == nullptr) return;
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(piece) + page - 1) / page * page;
    ::madvise(reinterpret_cast<void*>(first), advised, MADV_HUGEPAGE);
    std::free(piece);
#endif
}

}  // namespace qca
