// Memory of a device with one owner.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace qca {

/// Values in the memory of a device. @tparam Device  see DeviceEngine
template <class Device, class T>
class DeviceBuffer {
  public:
    DeviceBuffer() = default;
    DeviceBuffer(Device& device, std::size_t size)
        : device_(&device), first_(static_cast<T*>(device.allocate(size * sizeof(T)))), size_(size) {}
    /// A copy of values of the host.
    DeviceBuffer(Device& device, const T* values, std::size_t size) : DeviceBuffer(device, size) {
        upload(0, values, size);
    }
    DeviceBuffer(DeviceBuffer&& other) noexcept
        : device_(other.device_), first_(std::exchange(other.first_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    DeviceBuffer& operator=(DeviceBuffer&& other) noexcept {
        std::swap(device_, other.device_);
        std::swap(first_, other.first_);
        std::swap(size_, other.size_);
        return *this;
    }
    DeviceBuffer(const DeviceBuffer&) = delete;
    DeviceBuffer& operator=(const DeviceBuffer&) = delete;
    ~DeviceBuffer() {
        if (first_ != nullptr) device_->release(first_);
    }

    T* data() const { return first_; }
    std::size_t size() const { return size_; }
    /// At least so many values; what was there is lost when it grows.
    void make_room(Device& device, std::size_t size) {
        if (size <= size_) return;
        *this = DeviceBuffer();
        *this = DeviceBuffer(device, size);
    }
    /// The first values become 0, after what is under way on that stream.
    void zero(int stream, std::size_t size) { device_->zero(stream, first_, size * sizeof(T)); }
    /// Waits for the stream.
    void upload(int stream, const T* values, std::size_t size) {
        device_->upload(stream, first_, values, size * sizeof(T));
    }
    std::vector<T> download(int stream, std::size_t size) const {
        std::vector<T> values(size);
        if (size != 0) device_->download(stream, values.data(), first_, size * sizeof(T));
        return values;
    }

  private:
    Device* device_ = nullptr;
    T* first_ = nullptr;
    std::size_t size_ = 0;
};

/// Memory of the host that a device writes to. Several devices may share it: the first to do so also ends that.
template <class Device>
class SharedColumn {
  public:
    SharedColumn(Device& device, void* first, std::size_t bytes)
        : device_(device), first_(first), on_device_(device.share(first, bytes, owner_)) {}
    ~SharedColumn() {
        if (owner_) device_.unshare(first_);
    }
    SharedColumn(const SharedColumn&) = delete;
    SharedColumn& operator=(const SharedColumn&) = delete;
    void* on_device() const { return on_device_; }

  private:
    Device& device_;
    void* first_;
    bool owner_ = false;
    void* on_device_;
};

}  // namespace qca
