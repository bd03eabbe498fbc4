#include "host/store/run_directory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <span>
#include <system_error>

#include "host/error.hpp"
#include "host/store/descriptor.hpp"
#include "host/store/file_replacement.hpp"
#include "host/store/run_manifest.hpp"

namespace qca {

namespace fs = std::filesystem;

namespace {

constexpr const char* manifest_name = "run.json";
constexpr std::string_view shard_name = "shard-";

void replace_file(const std::string& file, const std::string& bytes) {
    FileReplacement replacement(file);
    replacement.write(std::as_bytes(std::span(bytes)));
    replacement.publish();
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::vector<std::string> names_in(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        names.push_back(entry->path().filename().string());
    if (error) throw MachineError(fmt::format("{}: cannot be read ({}) check its permissions", folder, error.message()));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

std::optional<ShardRange> range_named(std::string_view name) {
    const std::size_t between = name.find("-of-");
    if (between == std::string_view::npos) return std::nullopt;
    const auto part = whole_number(name.substr(0, between)), parts = whole_number(name.substr(between + 4));
    if (!part || !parts || *part == 0 || *part > *parts || *parts > ShardRange::most_parts) return std::nullopt;
    const ShardRange range{*part, *parts};
    return range.name() == name ? std::optional(range) : std::nullopt;
}

std::string ShardRange::name() const { return fmt::format("{}-of-{}", part, parts); }

RunDirectory::RunDirectory(std::string folder) : folder_(std::move(folder)) {
    while (folder_.size() > 1 && folder_.back() == '/') folder_.pop_back();
}

std::string RunDirectory::path(const std::string& name) const { return folder_ + "/" + name; }

bool RunDirectory::exists() const {
    std::error_code error;
    return fs::exists(path(manifest_name), error);
}

void RunDirectory::create(const RunManifest& manifest) const {
    std::error_code error;
    const bool is_new = fs::create_directory(folder_, error);
    if (error) throw MachineError(fmt::format("{}: cannot be made ({}) check the folder and the free space", folder_, error.message()));
    if (is_new) flush_folder(fs::path(folder_).parent_path().string(), folder_);
    if (!fs::exists(path(manifest_name), error)) replace_file(path(manifest_name), manifest_text(manifest));
}

RunManifest RunDirectory::manifest() const { return read_manifest(path(manifest_name)); }

std::string RunDirectory::shard_file(std::uint64_t number) const { return path(fmt::format("{}{:06}", shard_name, number + 1)); }
std::string RunDirectory::journal_file(const ShardRange& range) const { return path("journal-" + range.name()); }
std::string RunDirectory::log_file(const ShardRange& range) const { return path("log-" + range.name() + ".jsonl"); }
std::string RunDirectory::lock_file(const ShardRange& range) const { return path("lock-" + range.name()); }

std::vector<ShardRange> RunDirectory::ranges() const {
    std::vector<ShardRange> ranges;
    for (const std::string& name : names_in(folder_))
        for (const std::string_view before : {"journal-", "lock-"}) {
            if (!name.starts_with(before)) continue;
            const auto range = range_named(std::string_view(name).substr(before.size()));
            if (range && std::find(ranges.begin(), ranges.end(), *range) == ranges.end()) ranges.push_back(*range);
        }
    std::sort(ranges.begin(), ranges.end(),
              [](const ShardRange& a, const ShardRange& b) { return std::pair(a.parts, a.part) < std::pair(b.parts, b.part); });
    return ranges;
}

void RunDirectory::write_shard(const ShardHeader& header, const ShardResult& result) const {
    replace_file(shard_file(header.number), shard_bytes(header, result));
}

void RunDirectory::remove_leftovers(const ShardRange& range, std::uint64_t shards) const {
    std::error_code error;
    for (const std::string& name : names_in(folder_)) {
        const std::size_t end = name.find(".tmp-");
        if (!name.starts_with(shard_name) || end == std::string::npos) continue;
        const auto number = whole_number(std::string_view(name).substr(shard_name.size(), end - shard_name.size()));
        if (number && *number > range.begin(shards) && *number <= range.end(shards)) fs::remove(path(name), error);
    }
}

void RunDirectory::remove() const {
    // In one step, so that nobody takes what is left of it for a run.
    const std::string done = folder_ + ".done";
    std::error_code error;
    remove_finished();
    fs::rename(folder_, done, error);
    if (error) throw MachineError(fmt::format("{}: cannot be removed ({}) remove it by hand", folder_, error.message()));
    remove_finished();
}

void RunDirectory::remove_finished() const {
    const std::string done = folder_ + ".done";
    std::error_code error;
    if (!fs::is_directory(done, error)) return;
    for (const std::string& name : names_in(done)) {
        const bool is_ours = name.starts_with(manifest_name) || name.starts_with(shard_name) || name.starts_with("journal-") ||
                             name.starts_with("log-") || name.starts_with("lock-");
        if (is_ours) fs::remove(done + "/" + name, error);
    }
    if (!fs::remove(done, error)) throw MachineError(fmt::format("{}: cannot be removed ({}) remove it by hand", done, error.message()));
}

}  // namespace qca
