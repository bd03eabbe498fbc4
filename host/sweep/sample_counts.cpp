#include "host/sweep/sample_counts.hpp"

#include "host/sweep/path_maps.hpp"

namespace qca {

SampleCounts::SampleCounts(const SweepPlan& plan, const std::vector<NamedPath>& paths, std::size_t cases) : plan_(plan), cases_(cases) {
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) counted_.push_back(axis);
    for (std::size_t set = 0; set + 1 < plan.sets.size(); ++set)
        counted_.insert(counted_.end(), plan.sets[set].axes.begin(), plan.sets[set].axes.end());
    for (const auto& [a, b] : axis_pairs(plan.axes.size()))
        if (plan.axes[a].size() > 1 && plan.axes[b].size() > 1) pairs_.emplace_back(a, b);
    for (const NamedPath& named : paths) {
        PathResult& path = paths_.emplace_back();
        path.name = named.name;
        path.expression = named.expression;
        for (const Axis& axis : plan.axes) path.axis_maps.emplace_back(axis.size(), StateCounts{});
        for (const auto& [a, b] : axis_pairs(plan.axes.size()))
            path.pair_maps.emplace_back(plan.axes[a].size() * plan.axes[b].size(), StateCounts{});
        path.case_counts.resize(cases);
        path.case_axis_counts.resize(plan.axes.size());
        for (const std::size_t axis : counted_) path.case_axis_counts[axis].resize(plan.axes[axis].size() * cases);
    }
}

void SampleCounts::add(const SamplePiece& piece, const std::vector<std::uint8_t>& states, const std::vector<std::vector<Hit>>& hits,
                       Crew& crew) {
    if (!counting()) return;
    const std::size_t axes = plan_.axes.size(), of_path = axes + pairs_.size() + 1 + counted_.size();
    const std::size_t lists = paths_.empty() ? 0 : hits.size() / paths_.size();
    const auto each_hit = [&](std::size_t p, const auto& count) {
        for (std::size_t list = p * lists; list < (p + 1) * lists; ++list)
            for (const Hit& hit : hits[list]) count(hit);
    };
    crew.share(paths_.size() * of_path, [&](int, std::size_t task) {
        const std::size_t p = task / of_path;
        std::size_t part = task % of_path;
        PathResult& path = paths_[p];
        const std::uint8_t* const state = states.data() + p * piece.size;
        if (part < axes) {
            const std::uint32_t* const at = piece.on_axis(part);
            std::vector<StateCounts>& map = path.axis_maps[part];
            for (std::size_t i = 0; i < piece.size; ++i) ++map[at[i]][state[i]];
            return;
        }
        part -= axes;
        if (part < pairs_.size()) {
            const auto [a, b] = pairs_[part];
            const std::uint32_t *const at_a = piece.on_axis(a), *const at_b = piece.on_axis(b);
            const std::size_t size_b = plan_.axes[b].size();
            std::vector<StateCounts>& map = path.pair_maps[pair_number(a, b, axes)];
            for (std::size_t i = 0; i < piece.size; ++i) ++map[at_a[i] * size_b + at_b[i]][state[i]];
            return;
        }
        part -= pairs_.size();
        if (part == 0) {
            each_hit(p, [&](const Hit& hit) { ++path.case_counts[hit.case_number]; });
            return;
        }
        const std::size_t axis = counted_[part - 1];
        const std::uint32_t* const at = piece.on_axis(axis);
        each_hit(p, [&](const Hit& hit) { ++path.case_axis_counts[axis][at[hit.at] * cases_ + hit.case_number]; });
    });
}

std::vector<PathResult> SampleCounts::take() {
    for (PathResult& path : paths_) {
        std::size_t pair = 0;
        for (const auto& [a, b] : axis_pairs(plan_.axes.size())) {
            // Beside an axis of one value the other one says it all.
            if (plan_.axes[a].size() == 1) path.pair_maps[pair] = path.axis_maps[b];
            else if (plan_.axes[b].size() == 1) path.pair_maps[pair] = path.axis_maps[a];
            ++pair;
        }
        for (const StateCounts& counts : path.axis_maps.front())
            for (std::size_t s = 0; s < counts.size(); ++s) path.total[s] += counts[s];
    }
    return std::move(paths_);
}

}  // namespace qca
