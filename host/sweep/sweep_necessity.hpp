// Necessity and skew over all scenarios of a grid.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/necessity_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Necessity depends on the choices of the sets involved, of the outcome and of the slice, and not on cutoffs: it is found
/// once for each combination of these, which stands for all evaluated scenarios that share it; where some are excluded, for each box of what is left that has other
/// choices of these sets. ~Y is the outcome of the study
/// with `negate` changed: calibrated anew and summed in its own order. A condition that takes no part in a slice has no
/// necessity there. The same for any number of threads.
/// @param plan  plan_sweep(study, data.cases), without a design
/// @throws InputError for data that cannot be calibrated
NecessityResult sweep_necessity(const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew);

}  // namespace qca
