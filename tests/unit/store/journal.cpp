#include "host/store/journal.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <fmt/format.h>

#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

using namespace testing_store;
using Numbers = std::vector<std::size_t>;

JournalEntry entry(const char* event) {
    JournalEntry entry;
    entry.event = event;
    entry.time = "2026-01-02T03:04:05Z";
    return entry;
}

/// A process began, saved a shard and ended.
std::vector<JournalEntry> night() {
    JournalEntry begin = entry("begin"), shard = entry("shard"), end = entry("end");
    begin.process = 4711;
    begin.host = "knoten-\"ü\"\n";
    shard.shard = 12;
    shard.calibrations = 18'446'744'073'709'551'615u;
    shard.scenarios = 9;
    shard.seconds = 0.1;
    end.reason = "signal 15";
    return {begin, shard, end};
}

std::string text_of(const std::vector<JournalEntry>& entries) {
    std::string text;
    for (const JournalEntry& entry : entries) text += journal_line(entry);
    return text;
}

/// A line with the checksum that makes it count.
std::string sealed(const std::string& json) {
    return fmt::format("{:08x} {}\n", crc32(0, reinterpret_cast<const Bytef*>(json.data()), static_cast<uInt>(json.size())), json);
}

TEST(ParseJournal, LinesReadAsTheyWereWritten) {
    const Journal journal = parse_journal(text_of(night()));
    EXPECT_EQ(journal.entries, night());
    EXPECT_TRUE(journal.bad_lines.empty());
    EXPECT_FALSE(journal.torn_end);
    EXPECT_EQ(journal.whole_size, text_of(night()).size());
    EXPECT_TRUE(parse_journal("").entries.empty());
}

TEST(ParseJournal, ALineIsItsChecksumAndItsJson) {
    JournalEntry end = entry("end");
    end.reason = "done";
    EXPECT_EQ(journal_line(end), sealed(R"({"event":"end","time":"2026-01-02T03:04:05Z","reason":"done"})"));
}

TEST(ParseJournal, AnyDamagedByteCostsItsLineAndNoOther) {
    const std::string sound = text_of(night()), first = journal_line(night()[0]);
    const std::size_t second_end = first.size() + journal_line(night()[1]).size();
    for (std::size_t at = first.size(); at + 1 < second_end; ++at)
        for (const char flip : {'\x01', '\x20', '\x80'}) {
            std::string text = sound;
            text[at] = static_cast<char>(text[at] ^ flip);
            const Journal journal = parse_journal(text);
            const std::vector<JournalEntry> left{night()[0], night()[2]};
            ASSERT_EQ(journal.entries, left) << at;
            ASSERT_FALSE(journal.bad_lines.empty()) << at;
            ASSERT_EQ(journal.bad_lines.front(), 2u) << at;
        }
}

TEST(ParseJournal, WhereverItIsCutTheWholeLinesCount) {
    const std::string sound = text_of(night());
    for (std::size_t size = 0; size < sound.size(); ++size) {
        const Journal journal = parse_journal(sound.substr(0, size));
        const std::size_t whole = size == 0 ? std::string::npos : sound.rfind('\n', size - 1);
        ASSERT_EQ(journal.whole_size, whole == std::string::npos ? 0 : whole + 1);
        ASSERT_EQ(journal.torn_end, journal.whole_size < size);
        ASSERT_TRUE(journal.bad_lines.empty());
        ASSERT_EQ(text_of(journal.entries), sound.substr(0, journal.whole_size));
    }
}

TEST(ParseJournal, NumbersThatNoRunWritesAreNoNumbers) {
    const auto bad_lines = [](const std::string& json) { return parse_journal(sealed(json)).bad_lines; };
    EXPECT_EQ(bad_lines(R"({"event":"shard","shard":1})"), Numbers{});
    for (const char* number : {"-1", "1e300", "1.5", "18446744073709551616", "\"1\"", "null", "[]", "true"})
        for (const char* name : {"shard", "calibrations", "scenarios", "process"})
            EXPECT_EQ(bad_lines(fmt::format(R"({{"event":"shard","{}":{}}})", name, number)), Numbers{1}) << name << number;
    for (const char* json : {"{}", "[]", "1", "", "{\"event\":1}", "{\"event\":\"end\",\"reason\":{}}", "{\"event\":\"shard\",\"seconds\":1e999}",
                             "{\"event\":\"\xff\"}"})
        EXPECT_EQ(bad_lines(json), Numbers{1}) << json;
}

TEST(ParseJournal, NestingDoesNotReachTheReader) {
    const std::string deep(200'000, '[');
    EXPECT_EQ(parse_journal(sealed(deep) + journal_line(night()[0])).bad_lines, Numbers{1});
}

TEST(JournalWriter, GoesOnBehindTheLastWholeLine) {
    const std::string file = (fresh_folder() / "journal-1-of-1").string();
    EXPECT_TRUE(read_journal(file).entries.empty()) << "there is none";
    const std::vector<JournalEntry> lines = night();
    JournalWriter(file).add(lines[0]);
    write_bytes(file, bytes_of(file) + journal_line(lines[1]).substr(0, 20));
    EXPECT_TRUE(read_journal(file).torn_end);
    JournalWriter(file).add(lines[2]);
    EXPECT_EQ(bytes_of(file), journal_line(lines[0]) + journal_line(lines[2]));
}

}  // namespace
}  // namespace qca
