// What an analysis assumes about rows without evidence, for people. Private to the report.
#pragma once

#include <string>

#include "host/analysis/analysis.hpp"
#include "host/study/study.hpp"

namespace qca {

/// `Simplifying assumptions (2): 0101, 0110` of a model, one line.
std::string assumptions_text(const FittedModel& model, const Study& study);

/// The pairs of models of an intermediate solution with their counterfactuals. Pairs that agree share a line.
std::string pairs_text(const Solution& solution, const Study& study);

/// Rows that the outcome and its negation both claim.
std::string both_outcomes_text(const BothOutcomes& both, const Study& study);

/// Which rows the study file excludes, and why; "" where it names none.
std::string exclusions_text(const Analysis& analysis, const Study& study);

}  // namespace qca
