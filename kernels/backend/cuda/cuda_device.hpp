// The calls of CUDA that DeviceEngine needs, checked.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_program.hpp"
#include "kernels/backend/cuda/point_program.hpp"

struct CUstream_st;

namespace qca {

/// One GPU with two streams. @throws std::bad_alloc when it has not enough memory, std::runtime_error with CUDA's words
/// for the rest
class CudaDevice {
  public:
    /// @param ordinal  as CUDA numbers the devices
    explicit CudaDevice(int ordinal);
    ~CudaDevice();
    CudaDevice(const CudaDevice&) = delete;
    CudaDevice& operator=(const CudaDevice&) = delete;

    void* allocate(std::size_t bytes);
    void release(void* memory) noexcept;
    void upload(int stream, void* to, const void* from, std::size_t bytes);
    void download(int stream, void* to, const void* from, std::size_t bytes);
    void zero(int stream, void* to, std::size_t bytes);
    void wait(int stream) const;

    /// Makes memory of the host writable by the device. @param owner  out: false where another device has done so
    /// already
    /// @return its address on the device
    void* share(void* memory, std::size_t bytes, bool& owner);
    void unshare(void* memory) noexcept;

    /// So much that four blocks are resident on a multiprocessor.
    std::size_t near_bytes() const { return near_bytes_; }
    /// An eighth of what was free at the beginning: there are two streams, and more to keep.
    std::size_t far_bytes() const { return far_bytes_; }
    std::size_t list_keys() const { return std::size_t{1} << 20; }
    /// Few enough that a display is not kept waiting by a small GPU.
    std::size_t blocks_per_launch() const { return 4096; }
    std::size_t points_per_launch() const { return std::size_t{1} << 18; }

    template <class Kind>
    std::size_t residents(const BlockProgram<Kind>& program) const;
    template <class Kind>
    void launch(int stream, const BlockProgram<Kind>& program, std::size_t residents);
    template <class Kind>
    std::size_t residents(const PointProgram<Kind>& program) const;
    template <class Kind>
    void launch(int stream, const PointProgram<Kind>& program, std::size_t residents);
    /// Sorts keys on the device and removes repeats. @return how many are left
    template <int Words>
    std::uint64_t sort_unique(int stream, TableKey<Words>* keys, std::uint64_t size);

  private:
    void use() const;

    int ordinal_;
    std::size_t multiprocessors_ = 1, near_bytes_ = 0, far_bytes_ = 0;
    CUstream_st* stream_[2] = {};
};

/// Number of GPUs that can be used; where there is none, *why says so if it is not null.
int count_cuda_devices(const char** why);

}  // namespace qca
