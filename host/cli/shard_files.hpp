// The shard files that a user names.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/store/run_directory.hpp"

namespace qca {

/// A run directory, or the one in which a shard file lies.
RunDirectory directory_of(const std::string& source);

/// Number of each shard file, from 0, and where it lies: of a run directory those that are there, else the one that is named.
/// @throws InputError for a file that is no shard, or one with a number that the run has not
std::map<std::uint64_t, std::string> shards_of(const std::string& source, std::uint64_t shards);

/// "1-4, 7": numbers as people count them, from 1. @param numbers  from 0, increasing
std::string ranges_text(const std::vector<std::uint64_t>& numbers);

}  // namespace qca
