// A study ready to be run in shards.
#pragma once

#include <cstdint>
#include <string>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/store/run_directory.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/shard_list.hpp"

namespace qca {

struct PreparedRun {
    Study study;  ///< with its paths of interest
    const StudyData& data;
    SweepPlan plan;
    ColumnPlan columns;
    ShardList list;
    RunIdentity identity;
};

/// @param study  with its presets
/// @param size   calibrations of a shard
/// @throws InputError as plan_sweep(), check_slices(), plan_columns() and list_shards()
PreparedRun prepare_run(const Study& study, const StudyData& data, const std::string& precision, std::uint64_t size);

}  // namespace qca
