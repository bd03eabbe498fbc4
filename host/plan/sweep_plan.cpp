#include "host/plan/sweep_plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/study/round_number.hpp"
#include "host/plan/necessity_combinations.hpp"
#include "host/plan/sweep_parts.hpp"
#include "host/study/longest_axis.hpp"
#include "host/study/reject.hpp"
#include "kernels/views.hpp"

namespace qca {

namespace {

constexpr double most_scenarios = 1e18;
constexpr double most_drawn_choices = 4096;  ///< of the anchors of one set, in a design
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

/// Marks the slices that are out of order as a whole. Where anchors of a grid move by themselves and with others, the
/// latter must leave in order what is in order, and out of it what is not: then every slice has the same
/// scenarios.
void mark_order(const Study& study, SweepPlan& plan) {
    std::map<std::tuple<std::size_t, std::size_t, double, double, double>, bool> known;
    plan.slices_in_order = 0;
    for (Slice& slice : plan.slices) {
        const Anchors& shift = slice.shift;
        const auto [found, is_new] = known.try_emplace(
            {slice.outcome, slice.anchor_set, shift.exclusion, shift.crossover, shift.inclusion}, true);
        if (is_new) found->second = anchors_in_order(study, slice);
        slice.in_order = found->second;
        plan.slices_in_order += slice.in_order ? 1 : 0;
        if (!is_new || study.sweep.sampling.stated()) continue;
        for (const std::size_t set : study.sweep.linked.sets) {
            if (set >= study.sets() || study.sweep.anchors[set] == AnchorAxes{}) continue;
            std::vector<Axis> axes;
            const SetDefinition moved = set_of_slice(study, slice, set);
            const bool same =
                plan_set(moved, study.sweep.anchors[set], axes).coordinates == plan.sets[set].coordinates;
            if (same && moved.anchors.in_order()) continue;
            throw InputError(fmt::format(
                "{}: [sweep.linked]: shifts of {} / {} / {} percent (exclusion / crossover / inclusion) put "
                "anchors of {} out of order that [sweep.anchors.{}] moves, too shift them less",
                study.file, shift.exclusion, shift.crossover, shift.inclusion, moved.name, moved.name));
        }
    }
    if (plan.slices_in_order == 0)
        throw InputError(
            fmt::format("{}: [sweep]: every combination of [sweep.anchor_sets] and [sweep.linked] puts the "
                        "anchors of some set out of order shift them less",
                        study.file));
}

/// An axis has a name of its own, and none that could be taken for a set.
void require_different_names(const Study& study, const std::vector<Axis>& axes) {
    const auto refuse = [&](const SetDefinition& set, const std::string& why) {
        throw InputError(fmt::format("{}: [sweep]: '{}' cannot be the name of a set beside these axes ({}) rename the set", study.file,
                                     set.name, why));
    };
    for (std::size_t s = 0; s < study.all_sets(); ++s) {
        const SetDefinition& set = study.set(s);
        for (std::size_t a = 0; a < axes.size(); ++a) {
            if (axes[a].name == set.name) refuse(set, "the " + axes[a].name + " axis has this name");
            if (!axes[a].name.starts_with(set.name + "_")) continue;
            for (std::size_t b = a + 1; b < axes.size(); ++b)
                if (axes[a].name == axes[b].name) refuse(set, "two axes would be called " + axes[a].name);
        }
    }
}

/// The axis counts by bins of a range.
void set_bins(Axis& axis, const ValueRange& range, double own) {
    const auto bins = static_cast<double>(axis.values.size());
    axis.own.reset();
    for (std::size_t edge = 0; edge <= axis.values.size(); ++edge)
        axis.edges.push_back(rounded_to_12_digits(range.from + (range.to - range.from) * (static_cast<double>(edge) / bins)));
    axis.edges.front() = range.from;
    axis.edges.back() = range.to;
    if (own < range.from || own > range.to) return;
    const auto above = std::upper_bound(axis.edges.begin() + 1, axis.edges.end() - 1, own);
    axis.own = static_cast<std::size_t>(above - axis.edges.begin() - 1);
}

/// Which anchor of which set an axis varies; of a cutoff nothing.
struct AnchorOfAxis {
    std::size_t set;
    double Anchors::*anchor;
    std::optional<ValueRange> range;
};
std::vector<std::optional<AnchorOfAxis>> anchors_of_axes(const Study& study, const SweepPlan& plan) {
    std::vector<std::optional<AnchorOfAxis>> anchors(plan.axes.size());
    for (std::size_t s = 0; s < plan.sets.size(); ++s) {
        const AnchorAxes& varied = study.sweep.anchors[s];
        const AnchorRanges& ranges = study.sweep.sampling.anchors[s];
        std::size_t x = 0;
        if (!varied.exclusion.empty()) anchors[plan.sets[s].axes[x++]] = {s, &Anchors::exclusion, ranges.exclusion};
        if (!varied.crossover.empty()) anchors[plan.sets[s].axes[x++]] = {s, &Anchors::crossover, ranges.crossover};
        if (!varied.inclusion.empty()) anchors[plan.sets[s].axes[x++]] = {s, &Anchors::inclusion, ranges.inclusion};
    }
    return anchors;
}

/// The study's own choice on an axis with a range.
double own_number(const Study& study, const SweepPlan& plan, std::size_t axis) {
    if (axis == plan.incl_axis) return study.cutoffs.incl;
    if (axis == plan.pri_axis) return study.cutoffs.pri;
    const auto anchor = *anchors_of_axes(study, plan)[axis];
    return study.set(anchor.set).anchors.*anchor.anchor;
}

/// Anchors are snapped, so that a set has few choices whose memberships are tabulated: as many steps, a power of two, as leave
/// most_drawn_choices of them, but not fewer than the axis has bins.
std::uint64_t steps_of_set(const SetPlan& set, const std::vector<std::optional<AnchorOfAxis>>& anchors,
                           const std::vector<Axis>& axes) {
    double listed = 1;
    int ranges = 0;
    for (const std::size_t axis : set.axes) {
        if (anchors[axis]->range) ++ranges;
        else listed *= static_cast<double>(axes[axis].size());
    }
    std::uint64_t steps = anchor_bins;
    const auto choices = [&](std::uint64_t of) { return listed * std::pow(static_cast<double>(of), ranges); };
    while (choices(2 * steps) <= most_drawn_choices) steps *= 2;
    return steps;
}

SampleDesign plan_design(const Study& study, const SweepPlan& plan) {
    const Sampling& sampling = study.sweep.sampling;
    SampleDesign design{sampling.design, sampling.samples, sampling.seed, std::vector<SampleAxis>(plan.axes.size())};
    const auto anchors = anchors_of_axes(study, plan);
    for (const SetPlan& set : plan.sets)
        for (const std::size_t axis : set.axes) {
            design.axes[axis].range = anchors[axis]->range;
            if (anchors[axis]->range) design.axes[axis].steps = steps_of_set(set, anchors, plan.axes);
        }
    design.axes[plan.incl_axis].range = sampling.incl;
    design.axes[plan.pri_axis].range = sampling.pri;
    int dimensions = 0;
    for (std::size_t a = 0; a < plan.axes.size(); ++a) {
        design.axes[a].size = plan.axes[a].size();
        if (plan.axes[a].size() > 1) design.axes[a].dimension = dimensions++;
    }
    return design;
}

/// With what is evaluated, which follows from everything else in the plan.
SweepPlan with_parts(SweepPlan plan, const Study& study) {
    plan.excluded_boxes = excluded_boxes(study, plan.axes);
    SweepParts parts = sweep_parts(study, plan);
    plan.boxes = std::move(parts.boxes);
    plan.parts = std::move(parts.parts);
    plan.excluded = plan.scenarios - parts.left;
    for (const SweepPart& part : plan.parts) {
        plan.calibrations += part.calibrations;
        plan.evaluated += part.evaluated;
    }
    if (plan.evaluated > 0 || plan.excluded == 0) return plan;
    reject(study.sweep.exclude.front().where, "nothing is left to evaluate",
           parts.left == 0 ? fmt::format("all {} scenarios are excluded", plan.scenarios)
                           : fmt::format("{} of {} scenarios are excluded, and in the others anchors are out of order",
                                         plan.excluded, plan.scenarios),
           "exclude less");
}

}  // namespace

SweepPlan plan_sweep(const Study& study, const std::vector<std::string>& cases) {
    SweepPlan plan;
    SlicePlan slices = plan_slices(study, cases);
    plan.axes = std::move(slices.axes);
    plan.slices = std::move(slices.slices);
    plan.slice_axes = plan.axes.size();
    for (const Slice& slice : plan.slices)
        if (slice.conditions.size() > max_conditions)
            throw InputError(fmt::format("{}: [sweep]: {} conditions are too many for one truth table (the limit is {}) sweep choices "
                                         "of them: [sweep.conditions] with size = {{ from = 3, to = 5 }}",
                                         study.file, slice.conditions.size(), max_conditions));
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
    const bool drawn = study.sweep.sampling.stated();
    plan.incl = or_own(study.sweep.incl, study.cutoffs.incl);
    plan.pri = or_own(study.sweep.pri, study.cutoffs.pri);
    plan.n = or_own(study.sweep.n, study.cutoffs.n);
    plan.types = or_own(study.sweep.solution_types, study.solution_type);
    combinations *= static_cast<double>(plan.cutoff_combinations());
    if (!drawn && combinations > most_scenarios)
        throw InputError(fmt::format("{}: [sweep]: {:.3g} scenarios are more than can be numbered (the limit is {:.0g}) "
                                     "shorten the axes; this one is the longest",
                                     where_longest_axis(study), combinations, most_scenarios));
    const double of_cutoffs = static_cast<double>(plan.incl.size()) * static_cast<double>(plan.pri.size()) *
                              static_cast<double>(plan.n.size());
    if (!drawn && of_cutoffs > most_cutoff_combinations)
        throw InputError(fmt::format("{}: [sweep]: {:.0f} combinations of cutoffs ({} of inclusion x {} of PRI x {} of "
                                     "frequency; the limit is {}) use larger steps, or run them in parts",
                                     study.file, of_cutoffs, plan.incl.size(), plan.pri.size(), plan.n.size(),
                                     most_cutoff_combinations));

    plan.scenarios = plan.slices.size() * plan.cutoff_combinations();
    for (std::size_t s = 0; s < study.sets(); ++s) {
        const AnchorAxes none;
        plan.sets.push_back(
            plan_set(study.set(s), s < study.sweep.anchors.size() ? study.sweep.anchors[s] : none, plan.axes));
        plan.scenarios *= plan.sets.back().combinations;
    }
    if (plan.slice_axes > 0) mark_order(study, plan);
    if (!drawn) require_few_combinations(study, plan);

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
    require_different_names(study, plan.axes);
    if (drawn) {
        plan.design = plan_design(study, plan);
        for (std::size_t a = 0; a < plan.axes.size(); ++a)
            if (plan.design.axes[a].range) set_bins(plan.axes[a], *plan.design.axes[a].range, own_number(study, plan, a));
        plan.scenarios = plan.calibrations = plan.evaluated = plan.design.samples;
        plan.excluded_boxes = excluded_boxes(study, plan.axes);
        plan.excluded_draws = excluded_draws(study, plan.axes);
        return plan;
    }
    return with_parts(std::move(plan), study);
}

std::vector<std::size_t> choices_in(const SetPlan& set, const Box& box) {
    std::vector<std::size_t> inside;
    for (std::size_t choice = 0; choice < set.choices.size(); ++choice) {
        bool in = true;
        for (std::size_t x = 0; x < set.axes.size(); ++x) {
            const std::vector<std::size_t>& positions = box[set.axes[x]];
            in = in && std::binary_search(positions.begin(), positions.end(),
                                          static_cast<std::size_t>(set.coordinates[choice * set.axes.size() + x]));
        }
        if (in) inside.push_back(choice);
    }
    return inside;
}

std::optional<std::size_t> excluded_by(const SweepPlan& plan, const std::vector<std::optional<std::size_t>>& at,
                                       const std::vector<std::optional<double>>& drawn) {
    for (std::size_t exclusion = 0; exclusion < plan.excluded_boxes.size(); ++exclusion) {
        const Box& box = plan.excluded_boxes[exclusion];
        bool in = true;
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            if (!plan.axes[axis].edges.empty()) in = in && drawn[axis];
            else in = in && at[axis] && std::binary_search(box[axis].begin(), box[axis].end(), *at[axis]);
        }
        for (std::size_t i = 0; in && !plan.excluded_draws.empty() && i < plan.excluded_draws[exclusion].size(); ++i) {
            const DrawnLimit& limit = plan.excluded_draws[exclusion][i];
            in = limit.holds(*drawn[limit.axis]);
        }
        if (in) return exclusion;
    }
    return std::nullopt;
}

std::vector<std::optional<double>> own_numbers(const Study& study, const SweepPlan& plan) {
    std::vector<std::optional<double>> numbers(plan.axes.size());
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        if (!plan.axes[axis].edges.empty() && plan.axes[axis].own) numbers[axis] = own_number(study, plan, axis);
    return numbers;
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
