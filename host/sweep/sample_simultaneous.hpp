// Simultaneous subsets over the samples of a design.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/simultaneous_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// As sweep_simultaneous(), from two coded tables for each sample that is evaluated. Counts of inclusion cutoffs are by bin where a
/// range is drawn from.
/// @param plan  with a design
SimultaneousResult sample_simultaneous(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew);

}  // namespace qca
