#include "host/plan/sweep_plan.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "host/error.hpp"
#include "kernels/views.hpp"

namespace qca {

namespace {

constexpr double most_scenarios = 1e18;
constexpr double most_choices = 1e6;  ///< combinations of the anchors of one set; each is a row of memberships

std::optional<std::size_t> position_of(const std::vector<double>& values, double own) {
    const auto at = std::find(values.begin(), values.end(), own);
    if (at == values.end()) return std::nullopt;
    return static_cast<std::size_t>(at - values.begin());
}

Axis numeric_axis(std::string name, std::string long_name, std::vector<double> values, double own) {
    const std::optional<std::size_t> position = position_of(values, own);
    return {std::move(name), std::move(long_name), "1", std::move(values), {}, position};
}

/// Appends the axes of one set's anchors and lists its choices.
SetPlan plan_set(const SetDefinition& set, const AnchorAxes& varied, std::vector<Axis>& axes) {
    SetPlan plan;
    struct Part {
        const char* name;
        const std::vector<double>& values;
        double Anchors::*member;
    };
    const Part parts[] = {{"exclusion", varied.exclusion, &Anchors::exclusion},
                          {"crossover", varied.crossover, &Anchors::crossover},
                          {"inclusion", varied.inclusion, &Anchors::inclusion}};
    std::vector<Part> used;
    for (const Part& part : parts) {
        if (part.values.empty()) continue;
        plan.axes.push_back(axes.size());
        plan.combinations *= part.values.size();
        axes.push_back(numeric_axis(set.name + "_" + part.name, fmt::format("{} anchor of {}", part.name, set.name),
                                    part.values, set.anchors.*part.member));
        axes.back().units = set.ranking ? "rank of " + set.column : set.column;
        used.push_back(part);
    }
    for (std::uint64_t combination = 0; combination < plan.combinations; ++combination) {
        std::vector<std::int32_t> coordinates(used.size());
        Anchors anchors = set.anchors;
        std::uint64_t rest = combination;
        for (std::size_t x = used.size(); x-- > 0;) {
            coordinates[x] = static_cast<std::int32_t>(rest % used[x].values.size());
            rest /= used[x].values.size();
            anchors.*used[x].member = used[x].values[static_cast<std::size_t>(coordinates[x])];
        }
        if (set.has_anchors() && !anchors.in_order()) continue;
        plan.choices.push_back(anchors);
        plan.coordinates.insert(plan.coordinates.end(), coordinates.begin(), coordinates.end());
    }
    return plan;
}

template <class Value>
std::vector<Value> or_own(const std::vector<Value>& values, Value own) {
    return values.empty() ? std::vector<Value>{own} : values;
}

/// Linked anchors must leave in order what is in order, and out of it what is not: then every slice has the same scenarios.
void require_same_order(const Study& study, const SweepPlan& plan) {
    std::set<std::tuple<double, double, double>> seen;
    for (const Slice& slice : plan.slices) {
        const Anchors& shift = slice.shift;
        if (!seen.emplace(shift.exclusion, shift.crossover, shift.inclusion).second) continue;
        for (const std::size_t set : study.sweep.linked.sets) {
            SetDefinition moved = study.set(set);
            moved.anchors = shifted(moved.anchors, shift);
            std::vector<Axis> axes;
            const bool same =
                set >= plan.sets.size() ||  // another outcome keeps its anchors but for the shift
                plan_set(moved, study.sweep.anchors[set], axes).coordinates == plan.sets[set].coordinates;
            if (same && moved.anchors.in_order()) continue;
            throw InputError(fmt::format("{}: [sweep.linked]: shifts of {} / {} / {} percent (exclusion / crossover / inclusion) put "
                                         "anchors of {} out of order shift them less",
                                         study.file, shift.exclusion, shift.crossover, shift.inclusion, moved.name));
        }
    }
}

}  // namespace

SweepPlan plan_sweep(const Study& study, const std::vector<std::string>& cases) {
    SweepPlan plan;
    SlicePlan slices = plan_slices(study, cases);
    plan.axes = std::move(slices.axes);
    plan.slices = std::move(slices.slices);
    plan.slice_axes = plan.axes.size();
    auto combinations = static_cast<double>(plan.slices.size());
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const AnchorAxes none;
        const AnchorAxes& varied = s < study.sweep.anchors.size() ? study.sweep.anchors[s] : none;
        double of_set = 1;
        for (const std::vector<double>* values : {&varied.exclusion, &varied.crossover, &varied.inclusion})
            of_set *= static_cast<double>(std::max<std::size_t>(1, values->size()));
        if (of_set > most_choices)
            throw InputError(fmt::format("{}: [sweep.anchors.{}]: {:.0f} combinations of anchors are more than can be tabulated "
                                         "(the limit is {:.0f}) use larger steps",
                                         study.file, study.set(s).name, of_set, most_choices));
        combinations *= of_set;
    }
    plan.incl = or_own(study.sweep.incl, study.cutoffs.incl);
    plan.pri = or_own(study.sweep.pri, study.cutoffs.pri);
    plan.n = or_own(study.sweep.n, study.cutoffs.n);
    plan.types = or_own(study.sweep.solution_types, study.solution_type);
    combinations *= static_cast<double>(plan.cutoff_combinations());
    if (combinations > most_scenarios)
        throw InputError(fmt::format("{}: [sweep]: {:.3g} scenarios are more than can be numbered (the limit is {:.0g}) "
                                     "shorten the axes",
                                     study.file, combinations, most_scenarios));
    const double of_cutoffs = static_cast<double>(plan.incl.size()) * static_cast<double>(plan.pri.size()) *
                              static_cast<double>(plan.n.size());
    if (of_cutoffs > most_cutoff_combinations)
        throw InputError(fmt::format("{}: [sweep]: {:.0f} combinations of cutoffs ({} of inclusion x {} of PRI x {} of "
                                     "frequency; the limit is {}) use larger steps, or run them in parts",
                                     study.file, of_cutoffs, plan.incl.size(), plan.pri.size(), plan.n.size(),
                                     most_cutoff_combinations));

    plan.scenarios = plan.slices.size() * plan.cutoff_combinations();
    plan.evaluated = plan.scenarios;
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const AnchorAxes none;
        plan.sets.push_back(
            plan_set(study.set(s), s < study.sweep.anchors.size() ? study.sweep.anchors[s] : none, plan.axes));
        plan.evaluated *= plan.sets.back().choices.size();
        plan.scenarios *= plan.sets.back().combinations;
    }
    if (study.sweep.linked.stated()) require_same_order(study, plan);
    for (const Slice& slice : plan.slices) {
        std::uint64_t calibrations =
            slice.outcome + 1 == plan.sets.size() ? plan.sets.back().choices.size() : 1;
        for (const std::size_t condition : slice.conditions) calibrations *= plan.sets[condition].choices.size();
        plan.calibrations += calibrations;
    }

    plan.incl_axis = plan.axes.size();
    plan.axes.push_back(numeric_axis("incl_cut", "inclusion cutoff", plan.incl, study.cutoffs.incl));
    plan.pri_axis = plan.axes.size();
    plan.axes.push_back(numeric_axis("pri_cut", "PRI cutoff", plan.pri, study.cutoffs.pri));
    plan.n_axis = plan.axes.size();
    plan.axes.push_back(numeric_axis("n_cut", "frequency cutoff", std::vector<double>(plan.n.begin(), plan.n.end()),
                                     study.cutoffs.n));
    plan.type_axis = plan.axes.size();
    Axis types{"solution_type", "solution type", "", {}, {}, std::nullopt};
    for (const SolutionType type : plan.types) {
        if (type == study.solution_type) types.own = types.labels.size();
        types.labels.emplace_back(solution_type_names[static_cast<std::size_t>(type)]);
    }
    plan.axes.push_back(std::move(types));
    return plan;
}

std::vector<std::size_t> axis_strides(const std::vector<Axis>& axes) {
    std::vector<std::size_t> strides(axes.size());
    std::size_t stride = 1;
    for (std::size_t a = axes.size(); a-- > 0;) {
        strides[a] = stride;
        stride *= axes[a].size();
    }
    return strides;
}

}  // namespace qca
