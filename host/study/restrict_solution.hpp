// The options of a solution, and what is asked about necessity, when some conditions are left out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/study/study.hpp"

namespace qca {

/// A row over the conditions that stay stands for several rows over all conditions. It is named where all of these are:
/// what is implausible only together with a condition that was left out is not implausible without it. Expectations
/// stay with their conditions. Entries that name no row any more are left out.
/// @param conditions  names of all conditions
/// Where the conditions are too many for sets of rows, the expressions say which rows are named.
/// @param kept        numbers of those that stay, increasing, at least one; at most max_conditions unless all stay
SolutionOptions restricted(const SolutionOptions& options, const std::vector<std::string>& conditions,
                           const std::vector<std::size_t>& kept);

/// The expressions whose conditions all stay.
NecessityOptions restricted(const NecessityOptions& options, std::size_t conditions, const std::vector<std::size_t>& kept);

}  // namespace qca
