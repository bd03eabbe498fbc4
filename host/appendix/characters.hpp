// Characters of UTF-8 texts. Private to the appendix.
#pragma once

#include <string>

namespace qca::appendix {

/// The characters of a text; bytes that are no UTF-8 become U+FFFD.
std::u32string characters(const std::string& text);

std::string utf8(char32_t character);
std::string utf8(const std::u32string& text);

/// Control characters, which no format of the appendix can hold. Line feeds and tabs count, too.
constexpr bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff; }

/// Written with Chinese, Japanese or Korean characters, or their punctuation.
constexpr bool is_east_asian(char32_t c) {
    return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef) ||
           (c >= 0x20000 && c <= 0x3ffff);
}

}  // namespace qca::appendix
