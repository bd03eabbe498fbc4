// How the scenarios of a sweep spread over a similarity to the study's own solution.
#pragma once

#include <limits>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// @param similarity  [solution * types + type], in [0, 1]
/// @return [type] of the scenarios in the census
inline std::vector<SimilaritySpread> similarity_spread(const std::vector<CensusEntry>& census,
                                                       const std::vector<double>& similarity, std::size_t types) {
    std::vector<SimilaritySpread> spreads(types);
    std::vector<std::uint64_t> scenarios(types);
    std::vector<double> sums(types);
    for (std::size_t s = 0; s < census.size(); ++s)
        for (std::size_t type = 0; type < types; ++type) {
            const std::uint64_t count = census[s].counts[type];
            const double value = similarity[s * types + type];
            const auto bin = static_cast<std::size_t>(value * similarity_bins);
            spreads[type].counts[bin < similarity_bins ? bin : similarity_bins - 1] += count;
            if (value == 1) spreads[type].equal += count;
            scenarios[type] += count;
            sums[type] += value * static_cast<double>(count);
        }
    for (std::size_t type = 0; type < types; ++type)
        spreads[type].mean = scenarios[type] == 0 ? std::numeric_limits<double>::quiet_NaN()
                                                  : sums[type] / static_cast<double>(scenarios[type]);
    return spreads;
}

}  // namespace qca
