// Evaluates a sweep shard by shard, so that whatever happens costs one shard at most.
#pragma once

#include <functional>
#include <string>

#include "host/cli/prepared_run.hpp"
#include "host/store/run_directory.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

struct ShardedRun {
    std::string output;       ///< result file; its run directory lies beside it
    ShardRange range;         ///< of the shards, to evaluate here
    bool resume = false;
    bool keep_shards = false;
    SweepOptions sweep;       ///< with what to tell of its progress
};

/// Where a run keeps its shards until all are done.
RunDirectory run_directory_of(const std::string& output);

/// Evaluates the shards of the range that are not there. When the range is the whole run, merges them into the result file and removes the
/// run directory.
/// @return the result, where it was merged; with "" as its backend where only a part was evaluated
/// @throws InputError for a run that is there already, or to be resumed and differs; MachineError; Interrupted
SweepResult run_shards(const PreparedRun& run, const ShardedRun& how);

}  // namespace qca
