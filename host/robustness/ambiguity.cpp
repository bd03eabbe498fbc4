#include "host/robustness/ambiguity.hpp"

#include <numeric>

namespace qca {

std::uint64_t scenarios_of(const ModelClassCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::optional<AmbiguityMaps> ambiguity_by_axis(const SweepResult& result) {
    if (result.solution.empty() || result.counts.census_overflow > 0) return std::nullopt;
    AmbiguityMaps maps;
    for (const Axis& axis : result.axes) maps.emplace_back(axis.size());
    std::vector<std::size_t> at(result.axes.size());
    for (const std::uint32_t solution : result.solution) {
        if (solution != no_solution_id) {
            const std::size_t models = model_class(result.census[solution].models);
            for (std::size_t a = 0; a < at.size(); ++a) ++maps[a][at[a]][models];
        }
        for (std::size_t a = at.size(); a-- > 0 && ++at[a] == maps[a].size();) at[a] = 0;
    }
    return maps;
}

}  // namespace qca
