#include "host/study/utf8.hpp"

#include <algorithm>

namespace qca {
namespace {

struct ByteRange {
    unsigned char first, last;
    bool contains(char byte) const {
        const auto value = static_cast<unsigned char>(byte);
        return value >= first && value <= last;
    }
};

/// Bytes of the character that starts with `lead`, and the range of its second byte; 0 when nothing starts
/// so.
std::size_t sequence_length(unsigned char lead, ByteRange& second) {
    second = {0x80, 0xBF};
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (lead == 0xE0) second.first = 0xA0;  // below: overlong
        if (lead == 0xED) second.last = 0x9F;   // above: surrogates
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (lead == 0xF0) second.first = 0x90;  // below: overlong
        if (lead == 0xF4) second.last = 0x8F;   // above: beyond Unicode
        return 4;
    }
    return 0;
}

}  // namespace

std::string_view without_mark(std::string_view text) {
    if (text.starts_with(utf8_mark)) text.remove_prefix(utf8_mark.size());
    return text;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        ByteRange range{};
        const std::size_t length = sequence_length(static_cast<unsigned char>(text[i]), range);
        if (length == 0 || i + length > text.size()) return i;
        for (std::size_t j = 1; j < length; ++j) {
            if (!range.contains(text[i + j])) return i;
            range = {0x80, 0xBF};
        }
        i += length;
    }
    return std::nullopt;
}

Position position_of(std::string_view text, std::size_t offset) {
    Position position;
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        const bool line_ends = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
        if (line_ends) {
            ++position.line;
            position.column = 1;
        } else if (i + 1 >= text.size() || starts_character(text[i + 1])) {
            ++position.column;
        }
    }
    return position;
}

void require_utf8(std::string_view text, const std::string& file) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        reject(where_in(file, {}), "not UTF-8", "looks like UTF-16", "save the file as UTF-8");
    }
    if (const auto bad = first_invalid_utf8(text)) {
        reject(where_in(file, position_of(text, *bad)), "not UTF-8", "looks like Latin-1 or Windows-1252",
               "save the file as UTF-8");
    }
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        reject(where_in(file, position_of(text, nul)), "a NUL byte", "a text has none",
               "check that this is the right file, and save it as UTF-8 text");
    }
}

}  // namespace qca
