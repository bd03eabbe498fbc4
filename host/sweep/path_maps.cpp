#include "host/sweep/path_maps.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace qca {

namespace {

void add(StateCounts& sum, const StateCounts& counts) {
    for (std::size_t s = 0; s < counts.size(); ++s) sum[s] += counts[s];
}

}  // namespace

std::size_t pair_number(std::size_t a, std::size_t b, std::size_t axes) {
    return a * (2 * axes - a - 1) / 2 + b - a - 1;
}

void sum_pair_maps(const std::vector<Axis>& axes, PathResult& path) {
    path.axis_maps.clear();
    for (std::size_t axis = 0; axis < axes.size(); ++axis) {
        // Any pair that the axis is in will do.
        const std::size_t a = axis == 0 ? 0 : axis - 1, b = a + 1, other = axes[b].size();
        std::vector<StateCounts>& map = path.axis_maps.emplace_back(axes[axis].size(), StateCounts{});
        const std::vector<StateCounts>& pair = path.pair_maps[pair_number(a, b, axes.size())];
        for (std::size_t cell = 0; cell < pair.size(); ++cell) add(map[axis == a ? cell / other : cell % other], pair[cell]);
    }
    path.total = StateCounts{};
    for (const StateCounts& counts : path.axis_maps.front()) add(path.total, counts);
}

std::vector<std::uint32_t> sort_census(std::vector<CensusEntry>& census) {
    std::vector<std::uint32_t> order(census.size()), position(census.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto total = [](const CensusEntry& e) { return std::accumulate(e.counts.begin(), e.counts.end(), std::uint64_t{0}); };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const std::uint64_t in_a = total(census[a]), in_b = total(census[b]);
        if (in_a != in_b) return in_a > in_b;
        return std::tie(census[a].expression, census[a].outcome) < std::tie(census[b].expression, census[b].outcome);
    });
    std::vector<CensusEntry> sorted;
    sorted.reserve(census.size());
    for (std::uint32_t at = 0; at < order.size(); ++at) {
        position[order[at]] = at;
        sorted.push_back(std::move(census[order[at]]));
    }
    census = std::move(sorted);
    return position;
}

}  // namespace qca
