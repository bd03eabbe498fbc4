// What is fed with any bytes: each function returns, or ends the program when a reader breaks its promise.
#pragma once

#include <functional>
#include <string_view>
#include <utility>

namespace qca::fuzz {

/// A study file, and the study that it writes out again.
void study_toml(std::string_view bytes);
/// A data file, and its fields as numbers.
void data_csv(std::string_view bytes);
/// An expression, a sum of them, or a configuration.
void path_expression(std::string_view bytes);
/// A text that excludes scenarios.
void exclusion(std::string_view bytes);
/// A printed table of two conditions and three cases.
void published_table(std::string_view bytes);
/// A journal of a run, as it is and with sound checksums.
void journal(std::string_view bytes);
/// The manifest of a run.
void manifest(std::string_view bytes);
/// A shard, as it is, with a sound checksum, and as the content of one that is otherwise sound.
void shard_file(std::string_view bytes);
/// Which part of a run is meant, on the command line and in names of files.
void shard_range(std::string_view bytes);

/// By the names of their folders in seeds/.
inline constexpr std::pair<std::string_view, void (*)(std::string_view)> targets[] = {
    {"study_toml", study_toml},
    {"data_csv", data_csv},
    {"path_expression", path_expression},
    {"exclusion", exclusion},
    {"published_table", published_table},
    {"journal", journal},
    {"manifest", manifest},
    {"shard_file", shard_file},
    {"shard_range", shard_range},
};

/// Ends the program unless a promise is kept, so that a fuzzer sees it.
void require(bool kept, std::string_view promise);

/// Runs a reader: it succeeds or throws an InputError whose message starts with the place; anything else ends the program.
/// @return whether it succeeded
bool succeeds_or_complains(const std::function<void()>& read, std::string_view where);

}  // namespace qca::fuzz
