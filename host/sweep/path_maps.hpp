// What the maps of a path's pairs of axes say of single axes and of all scenarios; the order of a census.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Position of the pair (a, b), a < b, in the order of axis_pairs().
std::size_t pair_number(std::size_t a, std::size_t b, std::size_t axes);

/// Fills axis_maps and total from pair_maps. @pre there are at least two axes
void sum_pair_maps(const std::vector<Axis>& axes, PathResult& path);

/// Sorts by count, largest first, and by expression. @return the new position of each entry
std::vector<std::uint32_t> sort_census(std::vector<CensusEntry>& census);

}  // namespace qca
