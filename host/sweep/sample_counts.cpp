#include "host/sweep/sample_counts.hpp"

#include <algorithm>
#include <set>

#include "host/sweep/path_maps.hpp"

namespace qca {

namespace {

constexpr std::size_t axes_at_once = 4;  ///< by which a list of cases is counted while it is in a cache
constexpr std::size_t most_counters = std::size_t{1} << 24;  ///< of all paths: 64 MiB

/// Most combinations that have counters of their own, for every three axes of every path.
std::size_t most_combinations(std::size_t axes, std::size_t paths, std::uint64_t samples) {
    const std::size_t threes = axes * (axes - 1) / 2 / 3 + 1;
    const std::size_t of_each = most_counters / (std::max<std::size_t>(paths, 1) * threes);
    return std::min(CombinationCounts::most_for(samples), std::max(of_each, CombinationCounts::most_for(0)));
}

/// Whether there are at most so many combinations of the values of some axes and the states.
bool few(const std::vector<std::size_t>& numbers, const std::vector<Axis>& axes, std::size_t most) {
    std::size_t combinations = survival_states;
    for (const std::size_t axis : numbers) {
        if (axes[axis].size() > CombinationCounts::most_labels) return false;
        combinations *= axes[axis].size();
    }
    return combinations <= most;
}

}  // namespace

SampleCounts::SampleCounts(const SweepPlan& plan, const std::vector<NamedPath>& paths, std::size_t cases, std::uint64_t samples)
    : plan_(plan), cases_(cases), most_combinations_(most_combinations(plan.axes.size(), paths.size(), samples)),
      together_(cover_pairs(plan.axes, most_combinations_)) {
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) counted_.push_back(axis);
    for (std::size_t set = 0; set + 1 < plan.sets.size(); ++set)
        counted_.insert(counted_.end(), plan.sets[set].axes.begin(), plan.sets[set].axes.end());
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
        std::vector<Counts>& counts = counts_.emplace_back();
        for (const Together& together : together_) counts.push_back(counts_of(together));
    }
}

std::vector<SampleCounts::Together> SampleCounts::cover_pairs(const std::vector<Axis>& axes, std::size_t most) {
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
            if (c == a || c == b || !few({a, b, c}, axes, most)) continue;
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

SampleCounts::Counts SampleCounts::counts_of(const Together& together) const {
    if (!few(together.axes, plan_.axes, most_combinations_)) return std::nullopt;
    // Few of the states occur: counters of the others lie apart and are not touched.
    std::vector<std::size_t> sizes{survival_states};
    for (const std::size_t axis : together.axes) sizes.push_back(plan_.axes[axis].size());
    return CombinationCounts(sizes);
}

void SampleCounts::count(const SamplePiece& piece, const std::uint8_t* state, const Together& together, Counts& counts, PathResult& path) const {
    if (counts) {
        std::vector<const std::uint8_t*> columns{state};
        for (const std::size_t axis : together.axes) columns.push_back(piece.label_on(axis));
        counts->add(columns, piece.size);
        return;
    }
    const std::uint32_t* const at = piece.on_axis(together.axes.front());
    if (together.pairs.empty()) {
        for (std::size_t i = 0; i < piece.size; ++i) ++path.axis_maps[together.axes.front()][at[i]][state[i]];
        return;
    }
    const auto [a, b] = together.pairs.front();
    const std::uint32_t* const at_b = piece.on_axis(b);
    std::vector<StateCounts>& map = path.pair_maps[pair_number(a, b, plan_.axes.size())];
    const std::size_t size_b = plan_.axes[b].size();
    for (std::size_t i = 0; i < piece.size; ++i) ++map[at[i] * size_b + at_b[i]][state[i]];
}

void SampleCounts::add_to_maps(const Together& together, const Counts& counts, PathResult& path) const {
    if (!counts) return;
    constexpr std::size_t state = 0;  // its column
    const auto add = [&](const std::vector<std::size_t>& columns, std::vector<StateCounts>& map) {
        const std::vector<std::uint64_t> sums = counts->by(columns);
        for (std::size_t at = 0; at < sums.size(); ++at) map[at / survival_states][at % survival_states] += sums[at];
    };
    if (together.pairs.empty()) add({1, state}, path.axis_maps[together.axes.front()]);
    const auto column = [&](std::size_t axis) {
        return static_cast<std::size_t>(std::find(together.axes.begin(), together.axes.end(), axis) - together.axes.begin()) + 1;
    };
    for (const auto& [a, b] : together.pairs) add({column(a), column(b), state}, path.pair_maps[pair_number(a, b, plan_.axes.size())]);
}

void SampleCounts::count_cases(const SamplePiece& piece, const std::vector<Hit>& hits, std::size_t axis, PathResult& path) const {
    std::uint64_t* const counts = path.case_axis_counts[axis].data();
    const auto count = [&](const auto* at) {
        for (const Hit& hit : hits) ++counts[at[hit.at] * cases_ + hit.case_number];
    };
    if (plan_.axes[axis].size() <= CombinationCounts::most_labels) count(piece.label_on(axis));
    else count(piece.on_axis(axis));
}

void SampleCounts::add(const SamplePiece& piece, const std::vector<std::uint8_t>& states, const std::vector<std::vector<Hit>>& hits,
                       Crew& crew) {
    if (!counting()) return;
    const std::size_t with_axes = (counted_.size() + axes_at_once - 1) / axes_at_once, of_path = together_.size() + 1 + with_axes;
    const std::size_t lists = paths_.empty() ? 0 : hits.size() / paths_.size();
    crew.share(paths_.size() * of_path, [&](int, std::size_t task) {
        const std::size_t p = task / of_path;
        std::size_t part = task % of_path;
        PathResult& path = paths_[p];
        if (part < together_.size()) {
            count(piece, states.data() + p * piece.size, together_[part], counts_[p][part], path);
            return;
        }
        part -= together_.size();
        for (std::size_t list = p * lists; list < (p + 1) * lists; ++list) {
            if (part == 0)
                for (const Hit& hit : hits[list]) ++path.case_counts[hit.case_number];
            else
                for (std::size_t x = (part - 1) * axes_at_once; x < std::min(part * axes_at_once, counted_.size()); ++x)
                    count_cases(piece, hits[list], counted_[x], path);
        }
    });
}

std::vector<PathResult> SampleCounts::take() {
    const std::vector<Axis>& axes = plan_.axes;
    for (std::size_t p = 0; p < paths_.size(); ++p) {
        PathResult& path = paths_[p];
        for (std::size_t at = 0; at < together_.size(); ++at) add_to_maps(together_[at], counts_[p][at], path);
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
