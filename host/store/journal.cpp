#include "host/store/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <zlib.h>

#include <filesystem>
#include <optional>

#include <nlohmann/json.hpp>

#include "host/store/json_numbers.hpp"
#include "host/store/read_bytes.hpp"

namespace qca {

namespace {

constexpr std::size_t crc_size = 8;
/// No line that is written is as long; a longer one is not handed to the JSON reader, which nests as deep as the text does.
constexpr std::size_t longest_line = 4096;

std::string crc(std::string_view text) {
    return fmt::format("{:08x}", crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
}

std::uint64_t number_or_0(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    return found == json.end() ? 0 : whole_number(*found);
}

std::optional<JournalEntry> parse_line(std::string_view line) {
    if (line.size() <= crc_size || line.size() > longest_line || line[crc_size] != ' ') return std::nullopt;
    const std::string_view text = line.substr(crc_size + 1);
    if (crc(text) != line.substr(0, crc_size)) return std::nullopt;
    try {
        const nlohmann::json json = nlohmann::json::parse(text);
        JournalEntry entry;
        entry.event = json.at("event").get<std::string>();
        entry.time = json.value("time", "");
        entry.host = json.value("host", "");
        entry.process = number_or_0(json, "process");
        entry.shard = number_or_0(json, "shard");
        entry.calibrations = number_or_0(json, "calibrations");
        entry.scenarios = number_or_0(json, "scenarios");
        entry.seconds = json.value("seconds", 0.0);
        entry.reason = json.value("reason", "");
        return entry;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace

std::string journal_line(const JournalEntry& entry) {
    nlohmann::ordered_json json{{"event", entry.event}, {"time", entry.time}};
    if (entry.event == "begin") {
        json["process"] = entry.process;
        json["host"] = entry.host;
    } else if (entry.event == "shard") {
        json["shard"] = entry.shard;
        json["calibrations"] = entry.calibrations;
        json["scenarios"] = entry.scenarios;
        json["seconds"] = entry.seconds;
    } else {
        json["reason"] = entry.reason;
    }
    const std::string text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return crc(text) + " " + text + "\n";
}

Journal parse_journal(std::string_view text) {
    Journal journal;
    for (std::size_t at = 0, number = 1; at < text.size(); ++number) {
        const std::size_t end = text.find('\n', at);
        const bool is_whole = end != std::string_view::npos;
        const std::string_view line = text.substr(at, is_whole ? end - at : std::string_view::npos);
        at = is_whole ? end + 1 : text.size();
        if (!is_whole) {
            journal.torn_end = true;
            break;
        }
        journal.whole_size = at;
        if (std::optional<JournalEntry> entry = parse_line(line)) journal.entries.push_back(std::move(*entry));
        else journal.bad_lines.push_back(number);
    }
    return journal;
}

Journal read_journal(const std::string& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return {};
    return parse_journal(read_bytes(file));
}

JournalWriter::JournalWriter(const std::string& file) : descriptor_(file, O_WRONLY | O_CREAT | O_APPEND, file) {
    const Journal there = read_journal(file);
    if (there.torn_end) descriptor_.cut(there.whole_size);
}

void JournalWriter::add(const JournalEntry& entry) const {
    const std::string line = journal_line(entry);
    descriptor_.write(line.data(), line.size());
    descriptor_.flush_to_disk();
}

}  // namespace qca
