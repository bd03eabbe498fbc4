// The rest of a result, which follows from the study and from what was counted.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Adds what the study says, what the paths are under its own choices, the explanation of the census, necessity and simultaneous subsets,
/// and of the provenance the study and the build.
/// @param result  paths, census, columns and counts of the whole plan
/// @param study   with its paths of interest
void complete_result(SweepResult& result, const Study& study, const StudyData& data, const SweepPlan& plan, Crew& crew);

}  // namespace qca
