#include "host/sweep/sample_counts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "host/sweep/path_maps.hpp"

namespace qca {

namespace {

/// Counters of axes that are counted together, so that they stay in a fast cache.
constexpr std::size_t most_counters = std::size_t{1} << 13;

/// [value of the first axis][of the second ...][state] how many samples.
template <std::size_t Axes>
std::vector<std::uint32_t> count_samples(const SamplePiece& piece, const std::uint8_t* state, const std::vector<std::size_t>& axes,
                                         const std::vector<std::size_t>& steps, std::size_t counters) {
    std::array<const std::uint32_t*, Axes> at{};
    std::array<std::size_t, Axes> step{};
    for (std::size_t x = 0; x < Axes; ++x) at[x] = piece.on_axis(axes[x]), step[x] = steps[x];
    std::vector<std::uint32_t> counts(counters);
    for (std::size_t i = 0; i < piece.size; ++i) {
        std::size_t counter = state[i];
        for (std::size_t x = 0; x < Axes; ++x) counter += at[x][i] * step[x];
        ++counts[counter];
    }
    return counts;
}

}  // namespace

SampleCounts::SampleCounts(const SweepPlan& plan, const std::vector<NamedPath>& paths, std::size_t cases) : plan_(plan), cases_(cases) {
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) counted_.push_back(axis);
    for (std::size_t set = 0; set + 1 < plan.sets.size(); ++set)
        counted_.insert(counted_.end(), plan.sets[set].axes.begin(), plan.sets[set].axes.end());
    together_ = cover_pairs(plan.axes);
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

std::vector<SampleCounts::Together> SampleCounts::cover_pairs(const std::vector<Axis>& axes) {
    std::vector<std::size_t> several;
    for (std::size_t axis = 0; axis < axes.size(); ++axis)
        if (axes[axis].size() > 1) several.push_back(axis);
    if (several.size() < 2) return {{{several.empty() ? 0 : several.front()}, {}}};
    std::vector<Together> all;
    std::set<std::pair<std::size_t, std::size_t>> left;
    for (const auto& [a, b] : axis_pairs(axes.size()))
        if (axes[a].size() > 1 && axes[b].size() > 1) left.emplace(a, b);
    while (!left.empty()) {
        const auto [a, b] = *left.begin();
        std::vector<std::pair<std::size_t, std::size_t>> best{{a, b}};
        std::size_t third = axes.size();
        for (const std::size_t c : several) {
            if (c == a || c == b || axes[a].size() * axes[b].size() * axes[c].size() * survival_states > most_counters) continue;
            std::vector<std::pair<std::size_t, std::size_t>> pairs{{a, b}};
            for (const auto& pair : {std::minmax(a, c), std::minmax(b, c)})
                if (left.contains(pair)) pairs.emplace_back(pair);
            if (pairs.size() > best.size()) {
                best = pairs;
                third = c;
            }
        }
        std::vector<std::size_t> counted{a, b};
        if (third < axes.size()) counted.push_back(third);
        for (const auto& pair : best) left.erase(pair);
        all.push_back({counted, best});
    }
    return all;
}

void SampleCounts::count_together(const SamplePiece& piece, const std::uint8_t* state, const Together& together, PathResult& path) const {
    const std::vector<std::size_t>& axes = together.axes;
    std::vector<std::size_t> steps(axes.size());
    std::size_t counters = survival_states;
    for (std::size_t x = axes.size(); x-- > 0; counters *= plan_.axes[axes[x]].size()) steps[x] = counters;
    const std::vector<std::uint32_t> counts = axes.size() == 1   ? count_samples<1>(piece, state, axes, steps, counters)
                                              : axes.size() == 2 ? count_samples<2>(piece, state, axes, steps, counters)
                                                                 : count_samples<3>(piece, state, axes, steps, counters);
    const auto value = [&](std::size_t counter, std::size_t axis) {
        const auto x = static_cast<std::size_t>(std::find(axes.begin(), axes.end(), axis) - axes.begin());
        return counter / steps[x] % plan_.axes[axis].size();
    };
    const auto add_to = [&](const auto& cell) {
        for (std::size_t counter = 0; counter < counters; counter += survival_states) {
            StateCounts& sum = cell(counter);
            for (std::size_t s = 0; s < survival_states; ++s) sum[s] += counts[counter + s];
        }
    };
    if (axes.size() == 1) add_to([&](std::size_t counter) -> StateCounts& { return path.axis_maps[axes.front()][value(counter, axes.front())]; });
    for (const auto& [a, b] : together.pairs) {
        std::vector<StateCounts>& map = path.pair_maps[pair_number(a, b, plan_.axes.size())];
        const std::size_t size_b = plan_.axes[b].size();
        add_to([&, a = a, b = b](std::size_t counter) -> StateCounts& { return map[value(counter, a) * size_b + value(counter, b)]; });
    }
}

void SampleCounts::add(const SamplePiece& piece, const std::vector<std::uint8_t>& states, const std::vector<std::vector<Hit>>& hits,
                       Crew& crew) {
    if (!counting()) return;
    const std::size_t of_path = together_.size() + 1 + counted_.size();
    const std::size_t lists = paths_.empty() ? 0 : hits.size() / paths_.size();
    const auto each_hit = [&](std::size_t p, const auto& count) {
        for (std::size_t list = p * lists; list < (p + 1) * lists; ++list)
            for (const Hit& hit : hits[list]) count(hit);
    };
    crew.share(paths_.size() * of_path, [&](int, std::size_t task) {
        const std::size_t p = task / of_path;
        std::size_t part = task % of_path;
        PathResult& path = paths_[p];
        if (part < together_.size()) {
            count_together(piece, states.data() + p * piece.size, together_[part], path);
            return;
        }
        part -= together_.size();
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
    const std::vector<Axis>& axes = plan_.axes;
    for (PathResult& path : paths_) {
        std::vector<bool> summed(axes.size());
        for (const Together& together : together_)
            for (const auto& [a, b] : together.pairs)
                for (const std::size_t axis : {a, b}) {
                    if (summed[axis]) continue;
                    summed[axis] = true;
                    const std::vector<StateCounts>& map = path.pair_maps[pair_number(a, b, axes.size())];
                    for (std::size_t cell = 0; cell < map.size(); ++cell) {
                        StateCounts& sum = path.axis_maps[axis][axis == a ? cell / axes[b].size() : cell % axes[b].size()];
                        for (std::size_t s = 0; s < survival_states; ++s) sum[s] += map[cell][s];
                    }
                }
        for (const StateCounts& counts : path.axis_maps[together_.front().axes.front()])
            for (std::size_t s = 0; s < counts.size(); ++s) path.total[s] += counts[s];
        for (std::size_t axis = 0; axis < axes.size(); ++axis)
            if (axes[axis].size() == 1) path.axis_maps[axis].front() = path.total;
        std::size_t pair = 0;
        for (const auto& [a, b] : axis_pairs(axes.size())) {
            // Beside an axis of one value the other one says it all.
            if (axes[a].size() == 1) path.pair_maps[pair] = path.axis_maps[b];
            else if (axes[b].size() == 1) path.pair_maps[pair] = path.axis_maps[a];
            ++pair;
        }
    }
    return std::move(paths_);
}

}  // namespace qca
