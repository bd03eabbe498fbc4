#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>

#include "host/error.hpp"
#include "host/store/result_file.hpp"

namespace qca {

std::string sha256(const std::string& bytes) {
    // The machine's OpenSSL configuration says nothing about a digest, and reading it takes longer than the digest.
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) {
        throw MachineError(
            "SHA-256: cannot be computed (OpenSSL refuses the digest) check the OpenSSL installation");
    }
    std::string hexadecimal;
    for (unsigned int i = 0; i < length; ++i) hexadecimal += fmt::format("{:02x}", digest[i]);
    return hexadecimal;
}

}  // namespace qca
