// What the reports of a census share. Private to the report.
#pragma once

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/sweep/sweep_result.hpp"
#include "kernels/math/row_set.hpp"

namespace qca {

/// @throws InputError when the result has none
inline const CensusDetails& details_of(const SweepResult& result) {
    if (result.conditions.size() > max_conditions)
        throw InputError(fmt::format("census: there is no solution to compare with (the study's own {} conditions are too many for one truth "
                                     "table) see the solutions and their counts in the result file",
                                     result.conditions.size()));
    if (result.census_details.own.empty())
        throw InputError("census: the result file has no details of its census (an earlier version wrote it) repeat the run");
    return result.census_details;
}

/// Without what it explains, `A*B` for `A*B -> INT`.
inline std::string conjunction_of(const std::string& expression) { return expression.substr(0, expression.find(" -> ")); }

/// A solution for people.
inline std::string solution_text(const std::string& expression) {
    return expression.empty() ? "(none: no row is positive)" : expression;
}

}  // namespace qca
