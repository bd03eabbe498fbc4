// All samples of a design.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sample_merge.hpp"
#include "host/sweep/sample_order.hpp"
#include "host/sweep/shard_result.hpp"

namespace qca {

/// Evaluates the samples slice by slice: those of one slice share its data and its tables of memberships. A sample with a set out of
/// order, or that the study excludes, is skipped and counted, never drawn again. Everything is the same for every number of threads.
/// @param study  with its paths of interest filled in
/// @param plan   with a design
/// @return paths, census, columns and counts; the rest is left empty. A design with matrices has no maps and counts of cases: its samples
///         are not drawn as its choices are distributed
SweepResult sweep_samples(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                          const Backend& backend, const SweepOptions& options, ProgressCount& progress);

/// The same for some of the samples: their sums and columns, in their order.
ShardResult sweep_samples_of(const SampleRange& range, const SampleOrder& order, const Study& study, const StudyData& data,
                             const SweepPlan& plan, const ColumnPlan& columns, const Backend& backend, const SweepOptions& options,
                             ProgressCount& progress);

/// Bytes of memory that this takes beside the tables, at most: columns, the order of the samples, the result file.
std::uint64_t sample_memory(const SweepPlan& plan, const ColumnPlan& columns);

/// @throws MachineError when that is more than this machine has
void require_sample_memory(const Study& study, const SweepPlan& plan, const ColumnPlan& columns);

}  // namespace qca
