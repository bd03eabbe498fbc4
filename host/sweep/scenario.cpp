#include "host/sweep/scenario.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "host/minimize/judge_path.hpp"
#include "host/plan/choice_text.hpp"
#include "host/plan/find_choice.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

constexpr const char* where = "scenario";
constexpr const char* how_to_say = "give its number, own, or choices such as incl_cut=0.8,n_cut=1";
/// All of the text as a whole number; nothing when it is none.
std::optional<std::uint64_t> number_in(const std::string& text) {
    std::uint64_t number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end) return std::nullopt;
    return number;
}

[[noreturn]] void reject_id(const SweepPlan& plan, const std::string& id) {
    reject(where, fmt::format("there is no scenario {}", id),
           fmt::format("the sweep has {}, numbered from 0", plan.scenarios),
           fmt::format("choose one of 0 to {}", plan.scenarios - 1));
}

/// @param of    a plan of the study, whose axes are among those of `plan`
/// @param plan  to which the coordinates belong
Study with_choices(Study study, const SweepPlan& of, const SweepPlan& plan, const Coordinates& at) {
    for (std::size_t axis = of.slice_axes; axis < of.axes.size(); ++axis) {
        const std::optional<std::size_t>& value = at[find_axis(plan.axes, of.axes[axis].name, where)];
        if (value) study = with_choice(study, of, axis, *value);
    }
    return study;
}

Slice slice_at(const Study& study, const StudyData& data, const SweepPlan& plan, const Coordinates& at) {
    Slice slice = own_slice(study, data.cases.size());
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis)
        if (at[axis]) slice = with_choice(slice, plan, axis, *at[axis]);
    return complete(slice, study, data);
}

/// The whole study with what a slice says of its sets, those of conditions that do not take part, too.
Study with_sets_of_slice(Study study, const Slice& slice) {
    const Study own = study;
    for (std::size_t s = 0; s < own.sets(); ++s)
        (s < study.conditions.size() ? study.conditions[s] : study.outcome) = set_of_slice(own, slice, s);
    return study;
}

/// The sets of a scenario whose anchors are not in order.
/// @param whole  the study with all of the scenario's choices but of outcome, conditions and cases
std::vector<SetDefinition> sets_out_of_order(const Study& study, const Study& whole, const Slice& slice) {
    std::vector<SetDefinition> sets;
    const auto add = [&](const SetDefinition& set) {
        if (set.has_anchors() && !set.anchors.in_order()) sets.push_back(set);
    };
    for (std::size_t s = 0; s < whole.sets(); ++s) add(whole.set(s));
    if (slice.outcome >= study.sets()) add(set_of_slice(study, slice, slice.outcome));
    return sets;
}

}  // namespace

Coordinates own_coordinates(const SweepPlan& plan) { return own_positions(plan); }

Coordinates coordinates_of(const SweepPlan& plan, std::uint64_t id) {
    if (id >= plan.scenarios) reject_id(plan, fmt::format("{}", id));
    const std::vector<std::size_t> strides = axis_strides(plan.axes);
    Coordinates at;
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        at.emplace_back(id / strides[axis] % plan.axes[axis].size());
    return at;
}

std::optional<std::uint64_t> scenario_id(const SweepPlan& plan, const Coordinates& at) {
    const std::vector<std::size_t> strides = axis_strides(plan.axes);
    std::uint64_t id = 0;
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis) {
        if (!at[axis]) return std::nullopt;
        id += *at[axis] * strides[axis];
    }
    return id;
}

Coordinates find_scenario(const SweepPlan& plan, const std::string& text) {
    const std::string wanted = trimmed(text);
    if (wanted == "own") return own_coordinates(plan);
    if (!wanted.empty() && wanted.find_first_not_of("0123456789") == std::string::npos) {
        const std::optional<std::uint64_t> id = number_in(wanted);
        if (!id) reject_id(plan, wanted);
        return coordinates_of(plan, *id);
    }
    Coordinates at = own_coordinates(plan);
    std::vector<bool> named(plan.axes.size(), false);
    for (const std::string& part : split_choices(wanted)) {
        if (part.find('=') == std::string::npos)
            reject(where, fmt::format("'{}' is none", wanted), "it is neither a number nor AXIS=VALUE", how_to_say);
        const auto [number, value] = find_choice(plan.axes, part, where);
        const Axis& axis = plan.axes[number];
        if (named[number])
            reject(where, fmt::format("two values of {}", axis.name), "a scenario has one on every axis",
                   "remove one of them");
        named[number] = true;
        at[number] = value;
    }
    return at;
}

Scenario scenario_at(const Study& study, const StudyData& data, const SweepPlan& plan, const Coordinates& at) {
    const std::optional<std::size_t> excluded = excluded_by(plan, at);
    const Slice slice = slice_at(study, data, plan, at);
    const Study whole = with_choices(with_sets_of_slice(study, slice), plan, plan, at);
    std::vector<SetDefinition> out_of_order = sets_out_of_order(study, whole, slice);
    if (plan.slice_axes == 0) return {at, whole, data, std::move(out_of_order), excluded, !can_be_analysed(whole)};
    const Study of_slice = study_of_slice(study, slice);
    const bool too_many = !can_be_analysed(of_slice);
    const Study study_at = too_many ? of_slice : with_choices(of_slice, plan_sweep(of_slice), plan, at);
    return {at, study_at, data_of_slice(study, data, slice), std::move(out_of_order), excluded, too_many};
}

std::vector<Survival> path_states(const Scenario& scenario) {
    const bool skipped = !scenario.is_evaluated();
    const ModelSet models = skipped ? ModelSet{} : models_of_study(scenario.study, scenario.data);
    const int conditions = static_cast<int>(scenario.study.conditions.size());
    std::vector<Survival> states;
    for (const NamedPath& path : scenario.study.paths)
        states.push_back(skipped ? Survival::skipped : judge_path(conditions, path.implicant, models));
    return states;
}

}  // namespace qca
