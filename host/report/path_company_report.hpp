// What lives beside a path and in its place, and which of its conditions are core. Private to the report.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Two tables; empty where no scenario has a solution.
std::string company_text(const SweepResult& result, const PathResult& path);

/// The literals of a path by their roles in so many scenarios of result.census_details.role_type; empty where there is none.
/// @param expression  of the path, without an outcome
std::string roles_text(const SweepResult& result, const std::string& expression, const PathRoles& roles);

/// The roles of the path of interest; empty where they are not known.
std::string roles_text(const SweepResult& result, const PathResult& path);

/// Rows of survival_csv().
std::string company_csv(const SweepResult& result, const PathResult& path);

/// `ENT`, `~UNI`: of the path's literals the one with this condition; "" when it has none.
std::string literal_of(const std::string& expression, const std::string& condition);

}  // namespace qca
