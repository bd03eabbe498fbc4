// [solution] of a study file.
#pragma once

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// Sets solution_type and solution of a study whose conditions are known.
/// @throws InputError for anything that is not valid, also an intermediate solution without expectations
void read_solution(const TomlNode& table, Study& study);

/// Refuses the intermediate solution where the study states no directional expectations.
/// @param type  the text "intermediate"
void require_expectations(const TomlNode& type, const Study& study);

}  // namespace qca
