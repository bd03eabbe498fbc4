#include "host/store/sha256.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "host/store/result_file.hpp"

namespace qca {

void Sha256::add(const void* bytes, std::size_t size) { sha256_update(&context_, size, static_cast<const std::uint8_t*>(bytes)); }

std::string Sha256::hexadecimal() {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context_, digest.size(), digest.data());
    std::string text;
    for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
    return text;
}

std::string sha256(const std::string& bytes) {
    Sha256 digest;
    digest.add(bytes.data(), bytes.size());
    return digest.hexadecimal();
}

}  // namespace qca
