#include "host/store/journal.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

namespace {

void read(std::string_view text) {
    const Journal first = parse_journal(text);
    require(first.whole_size <= text.size(), "no more is whole than there is");
    require(first.torn_end == (first.whole_size < text.size()), "what is behind the last whole line is a torn end");
    std::string again;
    for (const JournalEntry& entry : first.entries) again += journal_line(entry);
    const Journal second = parse_journal(again);
    require(second.bad_lines.empty() && !second.torn_end, "lines that are written are whole");
    require(second.entries.size() == first.entries.size(), "as many lines are read as are written");
    std::string third;
    for (const JournalEntry& entry : second.entries) third += journal_line(entry);
    require(third == again, "a line reads as the same line");
}

/// Every line with the checksum in front that makes it count.
std::string with_checksums(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        char crc[10];
        std::snprintf(crc, sizeof crc, "%08lx ", crc32(0, reinterpret_cast<const Bytef*>(line.data()), static_cast<uInt>(line.size())));
        text.append(crc).append(line).append("\n");
        bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    }
    return text;
}

}  // namespace

void journal(std::string_view bytes) {
    read(bytes);
    read(with_checksums(bytes));
}

}  // namespace qca::fuzz
