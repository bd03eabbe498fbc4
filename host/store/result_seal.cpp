#include "host/store/result_seal.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>

#include "host/error.hpp"

namespace qca {

namespace {

constexpr std::string_view mark = "\nqcasweep sha256 ";
constexpr std::size_t digest_size = 64;  // hexadecimal
constexpr std::size_t seal_size = mark.size() + digest_size + 1;

/// SHA-256 of bytes that come in pieces.
class Digest {
  public:
    Digest() : context_((OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr), EVP_MD_CTX_new()), &EVP_MD_CTX_free) {
        require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }
    void add(const void* bytes, std::size_t size) { require(EVP_DigestUpdate(context_.get(), bytes, size) == 1); }
    std::string seal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int length = 0;
        require(EVP_DigestFinal_ex(context_.get(), digest.data(), &length) == 1);
        std::string text(mark);
        for (unsigned int i = 0; i < length; ++i) text += fmt::format("{:02x}", digest[i]);
        return text + "\n";
    }

  private:
    static void require(bool done) {
        if (!done) throw MachineError("SHA-256: cannot be computed (OpenSSL refuses the digest) check the OpenSSL installation");
    }

    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

void add_seal(std::vector<std::byte>& image) {
    Digest digest;
    digest.add(image.data(), image.size());
    const std::string seal = digest.seal();
    const std::size_t size = image.size();
    image.resize(size + seal.size());
    std::memcpy(image.data() + size, seal.data(), seal.size());
}

void check_seal(const std::string& file) {
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const auto refuse = [&] { throw MachineError(fmt::format("{}: cannot be read (the system does not say why) check the disk", file)); };
    const std::streamoff size = stream.tellg();
    if (!stream || size < 0) refuse();
    if (size < static_cast<std::streamoff>(seal_size)) return;
    std::streamoff left = size - static_cast<std::streamoff>(seal_size);
    std::string seal(seal_size, '\0');
    stream.seekg(left);
    if (!stream.read(seal.data(), static_cast<std::streamsize>(seal.size()))) refuse();
    const std::size_t at = seal.find(mark);
    if (at == std::string::npos) return;
    const auto damaged = [&] {
        return InputError(fmt::format("{}: damaged or incomplete (its checksum is wrong) copy it again or repeat the run", file));
    };
    if (at != 0) throw damaged();  // cut short
    Digest digest;
    std::vector<char> piece(std::size_t{1} << 20);
    stream.seekg(0);
    while (left > 0) {
        const auto count = std::min<std::streamoff>(left, static_cast<std::streamoff>(piece.size()));
        if (!stream.read(piece.data(), count)) refuse();
        digest.add(piece.data(), static_cast<std::size_t>(count));
        left -= count;
    }
    if (digest.seal() != seal) throw damaged();
}

}  // namespace qca
