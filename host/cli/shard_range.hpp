// Which part of a run this process is to do.
#pragma once

#include <optional>
#include <string>

#include "host/store/run_directory.hpp"

namespace qca {

/// @param text  "i/N"; "auto" or "": the task of a Slurm array, where this is one. "1/1": the whole, in a Slurm array, too
/// @return nothing for the whole run
/// @throws InputError for another text, for "auto" outside an array, and for variables of Slurm that are no numbers
std::optional<ShardRange> shard_range(const std::string& text);

}  // namespace qca
