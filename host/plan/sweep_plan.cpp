#include "host/plan/sweep_plan.hpp"

#include <algorithm>

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

}  // namespace

SweepPlan plan_sweep(const Study& study) {
    SweepPlan plan;
    double combinations = 1;
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

    plan.calibrations = 1;
    plan.scenarios = plan.cutoff_combinations();
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const AnchorAxes none;
        plan.sets.push_back(
            plan_set(study.set(s), s < study.sweep.anchors.size() ? study.sweep.anchors[s] : none, plan.axes));
        plan.calibrations *= plan.sets.back().choices.size();
        plan.scenarios *= plan.sets.back().combinations;
    }
    plan.evaluated = plan.calibrations * plan.cutoff_combinations();

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
