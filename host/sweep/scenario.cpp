#include "host/sweep/scenario.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "host/minimize/judge_path.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/reject.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

constexpr const char* where = "scenario";
constexpr const char* how_to_say = "give its number, own, or choices such as incl_cut=0.8,n_cut=1";
/// How far a number may be from a value of an axis and still mean it, as a share of the value.
constexpr double same_value = 1e-9;

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// All of the text as a number; nothing when it is none.
template <class Number>
std::optional<Number> number_in(const std::string& text) {
    Number number{};
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

std::string value_text(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? fmt::format("{}", axis.values[value]) : axis.labels[value];
}

[[noreturn]] void reject_value(const Axis& axis, const std::string& value, const std::string& suggestion) {
    std::vector<std::string> values;
    for (std::size_t v = 0; v < axis.size(); ++v) values.push_back(value_text(axis, v));
    reject(where, fmt::format("'{}' is not on the axis {}", value, axis.name),
           fmt::format("its values are {}", listed(values)), suggestion);
}

std::size_t find_number(const Axis& axis, const std::string& text) {
    const std::optional<double> wanted = number_in<double>(text);
    if (!wanted || !std::isfinite(*wanted)) reject_value(axis, text, "write a number with a decimal point");
    const auto nearest = std::min_element(axis.values.begin(), axis.values.end(), [&](double a, double b) {
        return std::abs(a - *wanted) < std::abs(b - *wanted);
    });
    if (std::abs(*nearest - *wanted) > same_value * std::abs(*nearest))
        reject_value(axis, text, fmt::format("take the nearest, {}, or leave it out for the study's own", *nearest));
    return static_cast<std::size_t>(nearest - axis.values.begin());
}

std::size_t find_label(const Axis& axis, const std::string& text) {
    const auto at = std::find(axis.labels.begin(), axis.labels.end(), text);
    if (at == axis.labels.end()) reject_value(axis, text, did_you_mean(text, axis.labels));
    return static_cast<std::size_t>(at - axis.labels.begin());
}

std::size_t find_axis(const SweepPlan& plan, const std::string& name) {
    std::vector<std::string> names;
    for (const Axis& axis : plan.axes) names.push_back(axis.name);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        reject(where, fmt::format("there is no axis '{}'", name), "the axes are " + listed(names),
               did_you_mean(name, names));
    return static_cast<std::size_t>(at - names.begin());
}

/// `axis=value` parts; a comma before a part without `=` belongs to a value.
std::vector<std::string> split_choices(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t comma = std::min(text.find(',', start), text.size());
        const std::string part = text.substr(start, comma - start);
        if (parts.empty() || part.find('=') != std::string::npos) parts.push_back(part);
        else parts.back() += "," + part;
        start = comma + 1;
    }
    return parts;
}

/// @param of    a plan of the study, whose axes are among those of `plan`
/// @param plan  to which the coordinates belong
Study with_choices(Study study, const SweepPlan& of, const SweepPlan& plan, const Coordinates& at) {
    for (std::size_t axis = of.slice_axes; axis < of.axes.size(); ++axis) {
        const std::optional<std::size_t>& value = at[find_axis(plan, of.axes[axis].name)];
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

/// The sets of a study whose anchors are not in order.
std::vector<SetDefinition> sets_out_of_order(const Study& study) {
    std::vector<SetDefinition> sets;
    for (std::size_t s = 0; s < study.sets(); ++s)
        if (study.set(s).has_anchors() && !study.set(s).anchors.in_order()) sets.push_back(study.set(s));
    return sets;
}

}  // namespace

Coordinates own_coordinates(const SweepPlan& plan) {
    Coordinates at;
    for (const Axis& axis : plan.axes) at.push_back(axis.own);
    return at;
}

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
        const std::optional<std::uint64_t> id = number_in<std::uint64_t>(wanted);
        if (!id) reject_id(plan, wanted);
        return coordinates_of(plan, *id);
    }
    Coordinates at = own_coordinates(plan);
    std::vector<bool> named(plan.axes.size(), false);
    for (const std::string& part : split_choices(wanted)) {
        const std::size_t sign = part.find('=');
        if (sign == std::string::npos)
            reject(where, fmt::format("'{}' is none", wanted), "it is neither a number nor AXIS=VALUE", how_to_say);
        const std::size_t number = find_axis(plan, trimmed(part.substr(0, sign)));
        const Axis& axis = plan.axes[number];
        if (named[number])
            reject(where, fmt::format("two values of {}", axis.name), "a scenario has one on every axis",
                   "remove one of them");
        named[number] = true;
        const std::string value = trimmed(part.substr(sign + 1));
        at[number] = axis.labels.empty() ? find_number(axis, value) : find_label(axis, value);
    }
    return at;
}

Scenario scenario_at(const Study& study, const StudyData& data, const SweepPlan& plan, const Coordinates& at) {
    const Study whole = with_choices(study, plan, plan, at);
    if (plan.slice_axes == 0) return {at, whole, data, sets_out_of_order(whole)};
    const Slice slice = slice_at(study, data, plan, at);
    const Study of_slice = study_of_slice(study, slice);
    Scenario scenario{at, with_choices(of_slice, plan_sweep(of_slice), plan, at),
                      data_of_slice(study, data, slice), sets_out_of_order(whole)};
    // A set that takes part is shown as the slice has it.
    for (SetDefinition& set : scenario.out_of_order)
        for (std::size_t s = 0; s < scenario.study.sets(); ++s)
            if (scenario.study.set(s).name == set.name) set = scenario.study.set(s);
    return scenario;
}

std::vector<Survival> path_states(const Scenario& scenario) {
    const bool skipped = !scenario.out_of_order.empty();
    const ModelSet models = skipped ? ModelSet{} : models_of_study(scenario.study, scenario.data);
    const int conditions = static_cast<int>(scenario.study.conditions.size());
    std::vector<Survival> states;
    for (const NamedPath& path : scenario.study.paths)
        states.push_back(skipped ? Survival::skipped : judge_path(conditions, path.implicant, models));
    return states;
}

}  // namespace qca
