// What the reports of a census share. Private to the report.
#pragma once

#include "host/error.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// @throws InputError when the result has none
inline const CensusDetails& details_of(const SweepResult& result) {
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
