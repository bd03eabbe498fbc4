// A sweep in parts: one slice, in one box of cutoffs and anchors, after the other.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/progress_count.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Evaluates the parts of a plan. Where they are many and small, each thread takes one part after the other; else all threads work on
/// one part at a time. The result is the same.
/// @return what SliceMerge::take() returns
SweepResult run_parts(const Study& study, const StudyData& data, const SweepPlan& plan, const ColumnPlan& columns,
                        const Backend& backend, const SweepOptions& options, ProgressCount& progress, Crew& crew);

}  // namespace qca
