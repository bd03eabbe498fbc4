#include "host/robustness/where_choice.hpp"

#include <algorithm>
#include <cstddef>

namespace qca {

namespace {

/// The counts along an axis, of the scenarios with the choice.
/// @param pair  position of the two axes among axis_pairs()
std::vector<StateCounts> along(const PathResult& path, const SweepResult& result, std::size_t pair, AxisValue at, std::size_t axis) {
    const std::vector<StateCounts>& map = path.pair_maps[pair];
    const std::size_t size = result.axes[axis].size();
    std::vector<StateCounts> counts(size);
    for (std::size_t v = 0; v < size; ++v)
        counts[v] = at.axis < axis ? map[at.value * size + v] : map[v * result.axes[at.axis].size() + at.value];
    return counts;
}

PathResult where(const PathResult& path, const SweepResult& result, AxisValue at) {
    const std::size_t axes = result.axes.size(), cases = result.cases.size();
    PathResult part;
    part.name = path.name;
    part.expression = path.expression;
    part.total = path.axis_maps[at.axis][at.value];
    part.axis_maps.resize(axes);
    part.axis_maps[at.axis] = {part.total};
    const auto pairs = axis_pairs(axes);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        const auto [a, b] = pairs[p];
        if (a == at.axis || b == at.axis) {
            const std::size_t other = a == at.axis ? b : a;
            part.axis_maps[other] = along(path, result, p, at, other);
        }
    }
    part.case_axis_counts.resize(axes);
    const std::vector<std::uint64_t>& by_case = path.case_axis_counts[at.axis];
    if (!by_case.empty()) {
        const auto first = by_case.begin() + static_cast<std::ptrdiff_t>(at.value * cases);
        part.case_counts.assign(first, first + static_cast<std::ptrdiff_t>(cases));
    }
    part.single_changes.resize(axes);
    if (result.axes[at.axis].own == at.value) {
        part.own = path.own;
        part.single_changes = path.single_changes;
        part.single_changes[at.axis].clear();
    } else {
        const std::vector<std::uint8_t>& changed = path.single_changes[at.axis];
        part.own = changed.empty() ? Survival::skipped : static_cast<Survival>(changed[at.value]);
    }
    return part;
}

}  // namespace

SweepResult where_choice(const SweepResult& result, AxisValue at) {
    SweepResult part;
    part.outcome = result.outcome;
    part.conditions = result.conditions;
    part.cases = result.cases;
    part.design = result.design;
    part.incomplete = result.incomplete;
    part.excluded = result.excluded;
    part.axes = result.axes;
    Axis& axis = part.axes[at.axis];
    const bool own = axis.own == at.value;
    axis.own = own ? std::optional<std::size_t>(0) : std::nullopt;
    if (axis.labels.empty()) axis.values = {axis.values[at.value]};
    else axis.labels = {axis.labels[at.value]};
    if (!axis.edges.empty()) axis.edges = {axis.edges[at.value], axis.edges[at.value + 1]};
    if (axis.name == outcome_axis) part.outcome = axis.labels.front();
    for (const PathResult& path : result.paths) part.paths.push_back(where(path, result, at));
    part.counts = result.counts;
    if (!part.paths.empty()) {
        part.counts.evaluated = evaluated(part.paths.front().total);
        part.counts.skipped = part.paths.front().total[static_cast<std::size_t>(Survival::skipped)];
        part.counts.scenarios = part.counts.evaluated + part.counts.skipped;
    }
    part.provenance = result.provenance;
    return part;
}

}  // namespace qca
