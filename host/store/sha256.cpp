#include <fmt/format.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>

#include "host/store/result_file.hpp"

namespace qca {

std::string sha256(const std::string& bytes) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context, digest.size(), digest.data());
    std::string hexadecimal;
    for (const std::uint8_t byte : digest) hexadecimal += fmt::format("{:02x}", byte);
    return hexadecimal;
}

}  // namespace qca
