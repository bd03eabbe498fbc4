// UTF-8 texts: where they are broken.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "host/study/reject.hpp"

namespace qca {

/// The bytes EF BB BF that some programs put before the text.
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// The text without its byte-order mark.
std::string_view without_mark(std::string_view text);

/// Offset of the first byte that does not belong to valid UTF-8 (no overlong forms, no surrogates).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Whether a byte starts a character (it is no continuation byte).
constexpr bool starts_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

/// Line and column of the character at an offset; lines end with LF, CR LF or CR.
Position position_of(std::string_view text, std::size_t offset);

/// @throws InputError when the text (given without its mark) is not UTF-8 or holds a NUL byte
void require_utf8(std::string_view text, const std::string& file);

}  // namespace qca
