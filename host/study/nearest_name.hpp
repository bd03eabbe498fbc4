// The known name that a mistyped one most likely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qca {

/// The candidate with the fewest typing errors from `name` (letters inserted, left out, replaced or swapped;
/// a wrong case counts half); the first of equally near ones. "" when there is no candidate.
/// @source Damerau (1964), restricted edit distance.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

/// `did you mean 'crossover'?`, or "" when there is no candidate.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

/// `a, b, c`; long lists are cut with the number of names left out.
std::string listed(const std::vector<std::string>& names);

}  // namespace qca
