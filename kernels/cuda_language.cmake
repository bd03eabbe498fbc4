# Decides whether the CUDA backend is built and sets QCA_HAVE_CUDA.
include(CheckLanguage)
set(QCA_HAVE_CUDA OFF)
if(NOT QCA_CUDA STREQUAL "OFF")
  if(NOT CMAKE_CUDA_COMPILER AND NOT DEFINED ENV{CUDACXX} AND EXISTS /usr/local/cuda/bin/nvcc)
    set(CMAKE_CUDA_COMPILER /usr/local/cuda/bin/nvcc)
  endif()
  # Every generation still common in clusters, and one virtual architecture for the ones to come.
  if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
    set(CMAKE_CUDA_ARCHITECTURES 80-real 90-real 90-virtual)
  endif()
  check_language(CUDA)
  if(CMAKE_CUDA_COMPILER)
    # CMake 3.25.1 knows no C++20 flag for nvcc 12 and later and drops CMAKE_CUDA_STANDARD 20 in silence.
    set(CMAKE_CUDA_STANDARD 17)
    enable_language(CUDA)
    find_package(CUDAToolkit REQUIRED)
    set(QCA_HAVE_CUDA ON)
  elseif(QCA_CUDA STREQUAL "ON")
    message(FATAL_ERROR "QCA_CUDA=ON: no CUDA compiler was found. Install the CUDA Toolkit, put nvcc on the PATH "
                        "or set CMAKE_CUDA_COMPILER, or configure with -DQCA_CUDA=OFF")
  endif()
endif()
message(STATUS "CUDA backend: ${QCA_HAVE_CUDA}")
