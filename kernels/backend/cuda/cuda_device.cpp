#include "kernels/backend/cuda/cuda_device.hpp"

#include <cuda_runtime_api.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>

#include "kernels/backend/cuda/check_cuda.hpp"

namespace qca {

namespace {

/// What CUDA keeps of the shared memory of every resident block.
constexpr std::size_t kept_by_system = 1024;
constexpr std::size_t residents_wanted = 4;

}  // namespace

void check_cuda(int status, const char* where) {
    if (status == cudaSuccess) return;
    cudaGetLastError();
    if (status == cudaErrorMemoryAllocation) throw std::bad_alloc();
    throw std::runtime_error(std::string("cuda backend: ") + where + ": " +
                             cudaGetErrorString(static_cast<cudaError_t>(status)));
}

int count_cuda_devices(const char** why) {
    int devices = 0;
    const cudaError_t status = cudaGetDeviceCount(&devices);
    if (status == cudaSuccess && devices > 0) return devices;
    cudaGetLastError();
    if (why != nullptr) *why = status == cudaSuccess ? "no CUDA device" : cudaGetErrorString(status);
    return 0;
}

CudaDevice::CudaDevice(int ordinal) : ordinal_(ordinal) {
    use();
    cudaDeviceProp properties{};
    check_cuda(cudaGetDeviceProperties(&properties, ordinal), "properties");
    multiprocessors_ = static_cast<std::size_t>(properties.multiProcessorCount);
    near_bytes_ = std::min(properties.sharedMemPerMultiprocessor / residents_wanted - kept_by_system,
                           properties.sharedMemPerBlockOptin);
    std::size_t free = 0, total = 0;
    check_cuda(cudaMemGetInfo(&free, &total), "memory");
    far_bytes_ = free / 8;
    for (CUstream_st*& stream : stream_)
        check_cuda(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "stream");
}

CudaDevice::~CudaDevice() {
    cudaSetDevice(ordinal_);
    for (CUstream_st* stream : stream_)
        if (stream != nullptr) cudaStreamDestroy(stream);
}

void CudaDevice::use() const {
    check_cuda(cudaSetDevice(ordinal_), "choose a device");
}

void* CudaDevice::allocate(std::size_t bytes) {
    use();
    void* memory = nullptr;
    if (bytes != 0) check_cuda(cudaMalloc(&memory, bytes), "allocate");
    return memory;
}

void CudaDevice::release(void* memory) noexcept {
    cudaSetDevice(ordinal_);
    cudaFree(memory);
}

void CudaDevice::upload(int stream, void* to, const void* from, std::size_t bytes) {
    use();
    if (bytes != 0) check_cuda(cudaMemcpyAsync(to, from, bytes, cudaMemcpyHostToDevice, stream_[stream]), "upload");
    wait(stream);
}

void CudaDevice::download(int stream, void* to, const void* from, std::size_t bytes) {
    use();
    if (bytes != 0) check_cuda(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream_[stream]), "download");
    wait(stream);
}

void CudaDevice::zero(int stream, void* to, std::size_t bytes) {
    use();
    if (bytes != 0) check_cuda(cudaMemsetAsync(to, 0, bytes, stream_[stream]), "zero");
}

void CudaDevice::wait(int stream) const {
    use();
    check_cuda(cudaStreamSynchronize(stream_[stream]), "wait");
}

void* CudaDevice::share(void* memory, std::size_t bytes, bool& owner) {
    use();
    const cudaError_t status = cudaHostRegister(memory, bytes, cudaHostRegisterMapped | cudaHostRegisterPortable);
    owner = status == cudaSuccess;
    if (status == cudaErrorHostMemoryAlreadyRegistered) cudaGetLastError();
    else check_cuda(status, "share a column");
    void* on_device = nullptr;
    try {
        check_cuda(cudaHostGetDevicePointer(&on_device, memory, 0), "share a column");
    } catch (...) {
        if (owner) unshare(memory);
        throw;
    }
    return on_device;
}

void CudaDevice::unshare(void* memory) noexcept {
    cudaSetDevice(ordinal_);
    cudaHostUnregister(memory);
}

}  // namespace qca
