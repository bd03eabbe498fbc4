// Simultaneous subsets over all scenarios of a grid.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/simultaneous_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Rows coded 1 for the outcome and, under the same cutoffs, for its negation (the study with `negate` changed: calibrated
/// anew and summed in its own order). A pass over all calibrations on the CPU for each of the two, in double; exact, and the
/// same for any number of threads. Rows that the study's exclusions code 0 are left out.
/// @param plan  plan_sweep(study, data.cases), without a design
/// @throws InputError for data that cannot be calibrated
SimultaneousResult sweep_simultaneous(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew);

}  // namespace qca
