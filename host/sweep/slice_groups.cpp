#include "host/sweep/slice_groups.hpp"

#include <algorithm>

#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

/// Weightings times cases of a group: an engine counts for each of them.
constexpr std::size_t most_weights = std::size_t{1} << 20;

std::size_t cases_axis_of(const SweepPlan& plan) {
    const auto end = plan.axes.begin() + static_cast<std::ptrdiff_t>(plan.slice_axes);
    return static_cast<std::size_t>(
        std::find_if(plan.axes.begin(), end, [](const Axis& axis) { return axis.name == cases_axis; }) - plan.axes.begin());
}

bool has_ranks(const Study& study, const Slice& slice) {
    return study.set(slice.outcome).ranking ||
           std::any_of(slice.conditions.begin(), slice.conditions.end(), [&](std::size_t s) { return study.set(s).ranking.has_value(); });
}

}  // namespace

std::vector<SliceGroup> group_slices(const Study& study, const SweepPlan& plan, bool together) {
    std::vector<SliceGroup> groups;
    const std::size_t axis = cases_axis_of(plan);
    std::size_t step = 1;
    for (std::size_t a = axis + 1; a < plan.slice_axes; ++a) step *= plan.axes[a].size();
    for (std::size_t i = 0; i < plan.slices.size(); ++i) {
        const Slice& slice = plan.slices[i];
        if (!together || axis == plan.slice_axes || has_ranks(study, slice)) {
            groups.push_back({i});
            continue;
        }
        // Value 0 of the axis has all cases.
        if (slice.at[axis] != 0) continue;
        const std::size_t most = std::max<std::size_t>(1, most_weights / slice.cases.size());
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            if (value % most == 0) groups.emplace_back();
            groups.back().push_back(i + value * step);
        }
    }
    return groups;
}

CaseWeights weights_of(const SliceGroup& group, const Study& study, const SweepPlan& plan, const StudyData& data,
                       const CaseSelection& cases) {
    CaseWeights weights;
    const std::size_t axis = cases_axis_of(plan);
    weights.axis = plan.axes[axis];
    weights.axis.labels.clear();
    weights.axis.own.reset();
    weights.weight.resize(group.size() * cases.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
        const Slice& slice = plan.slices[group[i]];
        weights.axis.labels.push_back(plan.axes[axis].labels[slice.at[axis]]);
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
