#include "host/store/result_seal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string_view>

#include "host/error.hpp"
#include "host/store/sha256.hpp"

namespace qca {

namespace {

constexpr std::string_view mark = "\nqcasweep sha256 ";
constexpr std::size_t digest_size = 64;  // hexadecimal
constexpr std::size_t seal_size = mark.size() + digest_size + 1;

std::string seal_of(Sha256& digest) { return fmt::format("{}{}\n", mark, digest.hexadecimal()); }

}  // namespace

void add_seal(std::vector<std::byte>& image) {
    Sha256 digest;
    digest.add(image.data(), image.size());
    const std::string seal = seal_of(digest);
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
    Sha256 digest;
    std::vector<char> piece(std::size_t{1} << 20);
    stream.seekg(0);
    while (left > 0) {
        const auto count = std::min<std::streamoff>(left, static_cast<std::streamoff>(piece.size()));
        if (!stream.read(piece.data(), count)) refuse();
        digest.add(piece.data(), static_cast<std::size_t>(count));
        left -= count;
    }
    if (seal_of(digest) != seal) throw damaged();
}

}  // namespace qca
