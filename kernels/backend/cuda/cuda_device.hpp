// The calls of CUDA that UnitEngine needs, checked.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/unit_program.hpp"

namespace qca {

/// All work goes to the calling thread's own stream; downloads wait for it.
/// @throws std::bad_alloc when the device has not enough memory, std::runtime_error with CUDA's words for the rest
struct CudaDevice {
    static void* allocate(std::size_t bytes);
    static void release(void* memory) noexcept;
    static void upload(void* to, const void* from, std::size_t bytes);
    static void download(void* to, const void* from, std::size_t bytes);
    static void zero(void* to, std::size_t bytes);

    /// Makes memory of the host writable by the device. @return its address there
    static void* share(void* memory, std::size_t bytes);
    static void unshare(void* memory) noexcept;

    /// Shared memory that a block may take without asking for more.
    static std::size_t shared_bytes() { return 46 * 1024; }

    template <int Words>
    static void evaluate(const UnitProgram<Words>& program);
    template <int Words>
    static void find(const UnitProgram<Words>& program);
    template <int Words>
    static void count(const UnitProgram<Words>& program);
    /// Sorts keys on the device and removes repeats. @return how many are left
    template <int Words>
    static std::uint64_t sort_unique(TableKey<Words>* keys, std::uint64_t size);
};

}  // namespace qca
