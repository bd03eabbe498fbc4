// Core and peripheral conditions of the paths of a census.
#pragma once

#include <vector>

#include "host/sweep/census_index.hpp"
#include "host/sweep/census_result.hpp"

namespace qca {

/// A literal of a path of the intermediate (or conservative) solution is core in a parsimonious model when some path of that model
/// contains the path (has some of its literals and no others) and has the literal, and peripheral otherwise. Of several models of
/// the parsimonious solution, see Role; which of several intermediate models has the path does not matter. Where several paths
/// together, but none alone, contain the path, all its literals are peripheral, and it counts as uncontained.
/// @source Fiss (2011), Building better causal theories: a fuzzy set approach to typologies in organization research.
///
/// @param pairs  of solutions of the index; any order
/// @return [path of the index] over the scenarios whose other solution has the path, so nothing is absent; by condition of the
///         whole study
std::vector<PathRoles> count_roles(const CensusIndex& index, std::vector<SolutionPair> pairs, std::size_t conditions);

}  // namespace qca
