// Where a sweep has model ambiguity.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Evaluated scenarios by number of minimal models: [axis][value].
using AmbiguityMaps = std::vector<std::vector<ModelClassCounts>>;

/// Nothing where it is not known: the column `solution` is not stored, or some scenarios are outside the census.
std::optional<AmbiguityMaps> ambiguity_by_axis(const SweepResult& result);

/// Scenarios of all classes.
std::uint64_t scenarios_of(const ModelClassCounts& counts);

/// Scenarios with two models or more.
inline std::uint64_t ambiguous(const ModelClassCounts& counts) { return counts[2] + counts[3]; }

}  // namespace qca
