// What a shard of a sweep found: plain data that the store writes and a merge reads.
#pragma once

#include <cstdint>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Values per scenario of some scenarios that lie together; columns that are not stored are empty.
struct ScenarioColumns {
    std::vector<std::vector<std::uint8_t>> survival;  ///< [path][scenario]
    std::vector<std::uint32_t> solution;              ///< [scenario] position in a census, or no_solution_id
    std::vector<float> fit_inclS, fit_PRI, fit_covS;  ///< [scenario]

    bool empty() const { return survival.empty() && solution.empty() && fit_inclS.empty(); }
    friend bool operator==(const ScenarioColumns&, const ScenarioColumns&) = default;
};

/// Counts of the whole sweep's axes, over the shard's scenarios alone: of the paths everything but columns and the study's own choices,
/// the census in the order in which it was met, models, pairs, counts of what was evaluated, and of the provenance precision, flagged
/// and distinct_tables. Everything else is left empty.
struct ShardResult {
    SweepResult sums;
    std::vector<ScenarioColumns> columns;  ///< [group of parts] of a grid, in its parts' order; else one, of samples in their order

    friend bool operator==(const ShardResult&, const ShardResult&) = default;
};

}  // namespace qca
