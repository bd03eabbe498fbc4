#include "host/report/scenario_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "host/report/names.hpp"
#include "host/report/text_table.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

/// A choice: a number or a name; null where it cannot be said in a word.
Json json_choice(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? Json(axis.values[value]) : Json(axis.labels[value]);
}

std::string choice_text(const Json& value) {
    if (value.is_null()) return "as in the study";
    return value.is_string() ? value.get<std::string>() : fmt::format("{}", value.get<double>());
}

Json own_anchor(const Study& own, const SweepPlan& plan, std::size_t axis) {
    for (std::size_t s = 0; s < plan.sets.size(); ++s) {
        const AnchorAxes& varied = own.sweep.anchors[s];
        std::size_t x = 0;
        for (const auto& [values, member] : {std::pair{&varied.exclusion, &Anchors::exclusion},
                                             std::pair{&varied.crossover, &Anchors::crossover},
                                             std::pair{&varied.inclusion, &Anchors::inclusion}})
            if (!values->empty() && plan.sets[s].axes[x++] == axis) return own.set(s).anchors.*member;
    }
    return nullptr;
}

/// The study's own choice, on the axis or not.
Json own_choice(const Study& own, const SweepPlan& plan, std::size_t axis) {
    const Axis& of = plan.axes[axis];
    if (of.own) return json_choice(of, *of.own);
    if (axis == plan.incl_axis) return own.cutoffs.incl;
    if (axis == plan.pri_axis) return own.cutoffs.pri;
    if (axis == plan.n_axis) return own.cutoffs.n;
    if (axis == plan.type_axis) return solution_type_names[static_cast<std::size_t>(own.solution_type)];
    if (of.name == outcome_axis) return outcome_name(own);
    if (of.name == conditions_axis) return fmt::format("{}", fmt::join(condition_names(own), ","));
    return own_anchor(own, plan, axis);
}

struct Choice {
    std::string axis;
    Json value, own_value;
    bool own = false, on_axis = true;
};

std::vector<Choice> choices_of(const Study& own, const SweepPlan& plan, const Scenario& scenario) {
    std::vector<Choice> choices;
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis) {
        const auto& at = scenario.at[axis];
        const Json own_value = own_choice(own, plan, axis);
        choices.push_back({plan.axes[axis].name, at ? json_choice(plan.axes[axis], *at) : own_value, own_value,
                           at == plan.axes[axis].own, at.has_value()});
    }
    return choices;
}

std::string heading(const Study& own, const SweepPlan& plan, const Scenario& scenario) {
    const std::optional<std::uint64_t> id = scenario_id(plan, scenario.at);
    if (!id) return fmt::format("A scenario of {} beside the axes of its sweep", own.name);
    return fmt::format("Scenario {} of the {} of {}", *id, plan.scenarios, own.name);
}

std::string anchors_text(const SetDefinition& set) {
    return fmt::format("the anchors of {} are not in order: exclusion {}, crossover {}, inclusion {}", set.name,
                       set.anchors.exclusion, set.anchors.crossover, set.anchors.inclusion);
}

/// Why nothing is computed; none where something is.
std::vector<std::string> reasons_to_skip(const Study& own, const Scenario& scenario) {
    std::vector<std::string> reasons;
    if (scenario.excluded_by)
        reasons.push_back("the study excludes " + own.sweep.exclude[*scenario.excluded_by].text);
    for (const SetDefinition& set : scenario.out_of_order) reasons.push_back(anchors_text(set));
    if (scenario.too_many_conditions)
        reasons.push_back(fmt::format("{} conditions are too many for one truth table (at most {}); say which take part, as in "
                                      "{}={},{}",
                                      own.conditions.size(), max_conditions, conditions_axis, own.conditions[0].name,
                                      own.conditions[1].name));
    return reasons;
}

}  // namespace

std::vector<std::string> scenario_lines(const Study& own, const SweepPlan& plan, const Scenario& scenario) {
    std::vector<std::string> lines{heading(own, plan, scenario)};
    for (const Choice& choice : choices_of(own, plan, scenario))
        lines.push_back(fmt::format(
            "{} = {} ({})", choice.axis, choice_text(choice.value),
            choice.own ? "the study's own" : fmt::format("the study's own: {}", choice_text(choice.own_value))));
    for (const std::string& reason : reasons_to_skip(own, scenario)) lines.push_back("Skipped: " + reason);
    return lines;
}

std::string scenario_text(const Study& own, const SweepPlan& plan, const Scenario& scenario) {
    TextTable table({"axis", "value", "own", ""}, "lrll");
    for (const Choice& choice : choices_of(own, plan, scenario))
        table.add({choice.axis, choice_text(choice.value), choice.own ? "yes" : "no",
                   !choice.on_axis ? "not on the axis" : choice.own ? "" : choice_text(choice.own_value)});
    std::string text = heading(own, plan, scenario) + "\n\n" + table.text();
    if (scenario.is_evaluated()) return text + "\n";
    for (const std::string& reason : reasons_to_skip(own, scenario)) text += "\nSkipped: " + reason + "\n";
    return text + "\nNothing was computed.\n";
}

std::string path_states_text(const Scenario& scenario, const std::vector<Survival>& states) {
    if (states.empty()) return "";
    TextTable table({"name", "path", "state"}, "lll");
    for (std::size_t p = 0; p < states.size(); ++p)
        table.add({scenario.study.paths[p].name, scenario.study.paths[p].expression,
                   survival_names[static_cast<std::size_t>(states[p])]});
    return fmt::format("\nPaths of interest in the {} solution\n\n{}",
                       solution_type_names[static_cast<std::size_t>(scenario.study.solution_type)], table.text());
}

std::string scenario_json(const Study& own, const SweepPlan& plan, const Scenario& scenario,
                          const std::string& analysis, const std::vector<Survival>& states) {
    const std::optional<std::uint64_t> id = scenario_id(plan, scenario.at);
    Json choices = Json::array(), skipped = Json::array(), paths = Json::array();
    for (const Choice& choice : choices_of(own, plan, scenario))
        choices.push_back(
            {{"axis", choice.axis}, {"value", choice.value}, {"own", choice.own}, {"own_value", choice.own_value}});
    for (const SetDefinition& set : scenario.out_of_order)
        skipped.push_back({{"set", set.name},
                           {"exclusion", set.anchors.exclusion},
                           {"crossover", set.anchors.crossover},
                           {"inclusion", set.anchors.inclusion}});
    for (std::size_t p = 0; p < states.size(); ++p)
        paths.push_back({{"name", scenario.study.paths[p].name},
                         {"path", scenario.study.paths[p].expression},
                         {"state", survival_names[static_cast<std::size_t>(states[p])]}});
    const Json report{{"study", own.name},
                      {"scenarios", plan.scenarios},
                      {"scenario", id ? Json(*id) : Json(nullptr)},
                      {"choices", choices},
                      {"skipped", skipped},
                      {"excluded", scenario.excluded_by ? Json(own.sweep.exclude[*scenario.excluded_by].text) : Json(nullptr)},
                      {"too_many_conditions", scenario.too_many_conditions},
                      {"analysis", analysis.empty() ? Json(nullptr) : Json::parse(analysis)},
                      {"paths", paths}};
    return report.dump(2) + "\n";
}

}  // namespace qca
