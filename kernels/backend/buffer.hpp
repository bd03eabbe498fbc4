// Memory with one owner, aligned for SIMD loads.
#pragma once

#include <cstddef>
#include <cstring>
#include <type_traits>
#include <utility>

#include "kernels/portability.hpp"

namespace qca {

/// Bytes aligned to 64, all 0; large ones cost nothing until they are touched. @throws std::bad_alloc
void* allocate_zeroed(std::size_t bytes);
void release_zeroed(void* memory) noexcept;

/// A fixed number of trivially copyable values, zeroed at first. Not std::vector: its members would be emitted by
/// each SIMD variant of the CPU backend, and the linker would keep one of them for all (see portability.hpp).
template <class T>
class Buffer {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    QCA_HOST Buffer() = default;
    QCA_HOST explicit Buffer(std::size_t size)
        : first_(static_cast<T*>(allocate_zeroed(size * sizeof(T)))), size_(size) {}
    QCA_HOST Buffer(Buffer&& other) noexcept
        : first_(std::exchange(other.first_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    QCA_HOST Buffer& operator=(Buffer&& other) noexcept {
        if (this != &other) {
            release_zeroed(first_);
            first_ = std::exchange(other.first_, nullptr);
            size_ = std::exchange(other.size_, 0);
        }
        return *this;
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    QCA_HOST ~Buffer() { release_zeroed(first_); }

    QCA_HOST T* data() { return first_; }
    QCA_HOST const T* data() const { return first_; }
    QCA_HOST std::size_t size() const { return size_; }
    QCA_HOST T& operator[](std::size_t i) { return first_[i]; }
    QCA_HOST const T& operator[](std::size_t i) const { return first_[i]; }
    QCA_HOST T* begin() { return first_; }
    QCA_HOST T* end() { return first_ + size_; }
    QCA_HOST const T* begin() const { return first_; }
    QCA_HOST const T* end() const { return first_ + size_; }

    QCA_HOST void clear() {
        if (size_ != 0) std::memset(static_cast<void*>(first_), 0, size_ * sizeof(T));
    }
    /// Keeps the values; new ones are zero.
    QCA_HOST void grow(std::size_t size) {
        if (size <= size_) return;
        Buffer larger(size);
        if (size_ != 0) std::memcpy(static_cast<void*>(larger.first_), first_, size_ * sizeof(T));
        *this = std::move(larger);
    }

  private:
    T* first_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace qca
