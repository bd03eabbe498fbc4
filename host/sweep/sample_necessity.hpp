// Necessity and skew over the samples of a design.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/necessity_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// As sweep_necessity(), over the samples that are evaluated; extremes lie at the first sample, by number, that has them. Maps and
/// places are by bin where a range is drawn from. The same for any number of threads.
/// @param plan  with a design that has no matrices
NecessityResult sample_necessity(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew);

}  // namespace qca
