#include "host/sweep/part_groups.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "host/sweep/slice_study.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

namespace {

/// Counts that a thread keeps for the weightings of a group, 8 bytes each.
constexpr std::size_t most_counts = std::size_t{1} << 22;

/// Sums over repeated cases are made anew, so that only the cost of a sweep of its own is saved: not worth it from so many cases
/// x rows x calibrations of a part on.
constexpr std::uint64_t most_repeated_work = std::uint64_t{1} << 20;

bool repeats_cases(const Slice& slice) { return std::adjacent_find(slice.cases.begin(), slice.cases.end()) != slice.cases.end(); }

/// As many as are worth their memory.
std::size_t most_weightings(const Study& study, const SweepPlan& plan) {
    std::size_t values = 0, cases = 1;
    for (std::size_t axis = plan.slice_axes; axis < plan.axes.size(); ++axis) values += plan.axes[axis].size();
    for (const Slice& slice : plan.slices) cases = std::max(cases, slice.cases.size());
    const std::size_t each = (values * survival_states + cases) * std::max<std::size_t>(1, study.paths.size());
    return std::max<std::size_t>(1, most_counts / each);
}

}  // namespace

std::size_t cases_axis_of(const SweepPlan& plan) {
    const auto end = plan.axes.begin() + static_cast<std::ptrdiff_t>(plan.slice_axes);
    return static_cast<std::size_t>(
        std::find_if(plan.axes.begin(), end, [](const Axis& axis) { return axis.name == cases_axis; }) - plan.axes.begin());
}

bool has_ranks(const Study& study, const Slice& slice) {
    return study.set(slice.outcome).ranking ||
           std::any_of(slice.conditions.begin(), slice.conditions.end(), [&](std::size_t s) { return study.set(s).ranking.has_value(); });
}

bool can_weight(const ColumnPlan& columns, const SweepOptions& options) {
    return options.weightings && !columns.fits;
}

std::vector<PartGroup> group_parts(const Study& study, const SweepPlan& plan, bool together) {
    const std::size_t axis = cases_axis_of(plan), most = axis == plan.slice_axes ? 1 : most_weightings(study, plan);
    std::vector<PartGroup> groups;
    // By everything but the cases, and by whether some are repeated: where none is, rows are found by masks of the cases. The last
    // group of each that has room.
    std::map<std::tuple<std::vector<std::size_t>, std::vector<std::size_t>, bool>, std::size_t> open;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
        const SweepPart& part = plan.parts[number];
        const Slice& slice = plan.slices[part.slice];
        const bool repeated = repeats_cases(slice);
        const std::uint64_t work = part.calibrations * slice.cases.size() << slice.conditions.size();
        if (axis == plan.slice_axes || has_ranks(study, slice) || (repeated && work > most_repeated_work)) {
            groups.push_back({number});
            continue;
        }
        std::vector<std::size_t> others = slice.at;
        others[axis] = 0;
        const auto [at, is_new] = open.try_emplace({std::move(others), part.boxes, repeated}, groups.size());
        if (is_new || groups[at->second].size() == most) {
            at->second = groups.size();
            groups.emplace_back();
        }
        groups[at->second].push_back(number);
    }
    if (together) return groups;
    std::vector<PartGroup> alone;
    for (const PartGroup& group : groups)
        for (const std::size_t number : group) alone.push_back({number});
    return alone;
}

CaseWeights weights_of(const PartGroup& group, const Study& study, const SweepPlan& plan, const StudyData& data,
                       const CaseSelection& cases) {
    CaseWeights weights;
    const Axis& axis = plan.axes[cases_axis_of(plan)];
    weights.axis = axis;
    weights.axis.labels.clear();
    weights.axis.own.reset();
    weights.weight.resize(group.size() * cases.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
        const Slice& slice = plan.slices[plan.parts[group[i]].slice];
        weights.values.push_back(slice.at[cases_axis_of(plan)]);
        weights.axis.labels.push_back(axis.labels[weights.values.back()]);
        for (const std::size_t c : complete(slice, study, data).cases) {
            const auto found = std::lower_bound(cases.begin(), cases.end(), c);
            ++weights.weight[i * cases.size() + static_cast<std::size_t>(found - cases.begin())];
        }
    }
    return weights;
}

SweepPlan with_cases(SweepPlan plan, const Axis& cases) {
    for (SetPlan& set : plan.sets)
        for (std::size_t& axis : set.axes) ++axis;
    for (std::size_t* axis : {&plan.incl_axis, &plan.pri_axis, &plan.n_axis, &plan.type_axis}) ++*axis;
    for (std::uint64_t* count : {&plan.scenarios, &plan.calibrations, &plan.evaluated}) *count *= cases.size();
    plan.axes.insert(plan.axes.begin(), cases);
    return plan;
}

}  // namespace qca
