#include "host/appendix/characters.hpp"

#include "host/study/utf8.hpp"

namespace qca::appendix {

std::u32string characters(const std::string& text) {
    std::u32string found;
    std::string valid = text;
    while (const auto broken = first_invalid_utf8(valid)) valid.replace(*broken, 1, "\xEF\xBF\xBD");
    for (const char byte : valid) {
        const auto b = static_cast<unsigned char>(byte);
        if (!starts_character(byte)) found.back() = (found.back() << 6) | (b & 0x3fu);
        else found += b < 0x80 ? b : b < 0xe0 ? b & 0x1fu : b < 0xf0 ? b & 0x0fu : b & 0x07u;
    }
    return found;
}

std::string utf8(char32_t c) {
    const auto part = [&](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xc0 | (c >> 6)), part(0)};
    if (c < 0x10000) return {static_cast<char>(0xe0 | (c >> 12)), part(6), part(0)};
    return {static_cast<char>(0xf0 | (c >> 18)), part(12), part(6), part(0)};
}

std::string utf8(const std::u32string& text) {
    std::string bytes;
    for (const char32_t c : text) bytes += utf8(c);
    return bytes;
}

}  // namespace qca::appendix
