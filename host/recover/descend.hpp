// A good joint candidate where the search for the best is too long.
#pragma once

#include <cstddef>
#include <vector>

#include "host/recover/published.hpp"
#include "host/recover/search_space.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Starts with the middle candidate of the outcome and, for each condition, the one whose necessity fits it best; then moves one set after
/// the other to its best candidate beside the others, until none improves. It may miss the best.
/// @return [set] a candidate; the conditions, then the outcome
std::vector<std::size_t> descend(const Published& published, const std::vector<SetSpace>& spaces, Crew& crew);

}  // namespace qca
