// Evaluates shards of a sweep, and puts together what they found.
#pragma once

#include <memory>
#include <optional>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"
#include "host/sweep/merge_slices.hpp"
#include "host/sweep/part_runner.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_merge.hpp"
#include "host/sweep/sample_order.hpp"
#include "host/sweep/shard_list.hpp"
#include "host/sweep/shard_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

class ShardSweep {
  public:
    /// All but the options outlive this object. @param study  with its paths of interest
    ShardSweep(const Study& study, const StudyData& data, const ShardList& list, const ColumnPlan& columns, const Backend& backend,
               const SweepOptions& options, ProgressCount& progress);

    /// What a shard found does not depend on which others were evaluated before, nor on the number of threads.
    ShardResult run(const Shard& shard);

  private:
    const Study& study_;
    const StudyData& data_;
    const ShardList& list_;
    const ColumnPlan columns_;
    const Backend backend_;
    const SweepOptions options_;
    ProgressCount& progress_;
    Crew crew_;
    PartRunner runner_;
    std::optional<SampleOrder> order_;  // of a design
};

class ShardMerge {
  public:
    /// All outlive this object. @param study  with its paths of interest
    ShardMerge(const Study& study, const StudyData& data, const ShardList& list, const ColumnPlan& columns);

    /// Shards are added in their order, all of them.
    /// @throws InputError when the counts are not those of such a shard
    void add(const Shard& shard, ShardResult found);

    /// The whole result, but for what the provenance says of machine and time. @param plan  of the study
    SweepResult take(const SweepPlan& plan, Crew& crew);

  private:
    void add_parts(const Shard& shard, const ShardResult& found);

    const Study& study_;
    const StudyData& data_;
    const ShardList& list_;
    const ColumnPlan columns_;
    std::optional<SampleOrder> order_;
    std::unique_ptr<SampleMerge> samples_;  // of a design
    std::unique_ptr<SliceMerge> parts_;     // of a grid
};

}  // namespace qca
