// Sums over parts of a sweep.
#pragma once

#include <cstdint>
#include <vector>

#include "host/sweep/shard_result.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Adds the maps and counts of cases of the same path elsewhere, over the same axes.
void add_counts(PathResult& sum, const PathResult& part);

/// Adds scenarios by number of models.
void add_model_counts(CensusDetails& sum, const CensusDetails& part);

/// Adds calibrations, distinct tables and flagged calibrations, and takes over the precision.
void add_evaluation(SweepResult& sum, const SweepResult& part);

/// Moves the columns of a result out of it.
ScenarioColumns take_columns(SweepResult& result);

/// With the positions of solutions in another census. @param position  of each entry of the former one, or no_solution_id
ScenarioColumns with_positions(ScenarioColumns columns, const std::vector<std::uint32_t>& position);

}  // namespace qca
