// Necessity and skew under the study's own choices, as the frame of those over all scenarios.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/necessity_result.hpp"

namespace qca {

/// Every set that is asked about, with its own values; nothing is counted, and maps by axis are 0.
NecessityResult own_necessity(const Study& study, const StudyData& data, const SweepPlan& plan);

/// The set of that name. @pre there is one
SetNecessity& set_of(NecessityResult& result, const std::string& set);
SetSkew& skew_of(NecessityResult& result, const std::string& set);

}  // namespace qca
