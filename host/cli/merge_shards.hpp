// The shards of a run -> its result file.
#pragma once

#include <string>
#include <vector>

#include "host/cli/prepared_run.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// @param files    [shard] all of them
/// @param threads  0: all
/// @throws InputError for a shard that is missing, damaged, of another run or in the wrong place; Interrupted
SweepResult merge_shards(const PreparedRun& run, const std::vector<std::string>& files, int threads);

}  // namespace qca
