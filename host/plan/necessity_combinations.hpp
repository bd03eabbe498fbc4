// How much work the necessity of expressions is.
#pragma once

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"

namespace qca {

/// Most combinations for the expressions of a study together.
inline constexpr double most_necessity_combinations = 1e9;

/// Combinations of the choices of the conditions in the study's expressions and of the outcome, for all expressions, in all
/// slices: for each, necessity is computed once for the outcome and once for its negation. Single conditions, of which there
/// are few combinations, are not counted.
double necessity_combinations(const Study& study, const SweepPlan& plan);

/// @throws InputError when there are more than most_necessity_combinations
void require_few_combinations(const Study& study, const SweepPlan& plan);

}  // namespace qca
