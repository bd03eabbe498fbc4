// What libFuzzer calls; compiled once a target.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    qca::fuzz::QCA_FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
