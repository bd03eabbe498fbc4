// What a coded truth table comes to.
#pragma once

#include <optional>

#include "host/analysis/solution_models.hpp"
#include "host/robustness/flip_ranges.hpp"

namespace qca {

/// The models of the study's solution type, or with a path its survival.
/// @param rules  rules_of(study)
RangeState state_of_rows(const Study& study, const SolutionRules& rules, const CodedRows& rows, const std::optional<Implicant>& path);

}  // namespace qca
