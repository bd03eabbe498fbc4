#include "host/sweep/own_choices.hpp"

#include <algorithm>

#include "host/analysis/analysis.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/sweep/census_index.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

namespace {

/// Whether the study's own anchors, as a slice changes them, are in order: also of sets that have axes of their own.
bool own_anchors_in_order(const Study& study, const Slice& slice) {
    const auto in_order = [&](std::size_t number) {
        const SetDefinition set = set_of_slice(study, slice, number);
        return !set.has_anchors() || set.anchors.in_order();
    };
    for (std::size_t set = 0; set < study.sets(); ++set)
        if (!in_order(set)) return false;
    return in_order(slice.outcome);
}

}  // namespace

ModelSet models_of_study(const Study& study, const StudyData& data) {
    const std::vector<TableRow> table = truth_table(calibrate_study(study, data), study.cutoffs);
    const SolutionRules rules = rules_of(study);
    return models_of(static_cast<int>(study.conditions.size()), coded_rows(table, rules), study.solution_type, rules);
}

std::vector<std::optional<std::size_t>> own_positions(const SweepPlan& plan) {
    std::vector<std::optional<std::size_t>> at;
    for (const Axis& axis : plan.axes) at.push_back(axis.own);
    return at;
}

std::vector<std::string> own_solutions(const Study& study, const StudyData& data, const SweepPlan& plan) {
    const bool of_outcomes = plan.slice_axes > 0 && plan.axes.front().name == outcome_axis;
    std::vector<std::string> solutions;
    for (std::size_t outcome = 0; outcome < (of_outcomes ? plan.axes.front().size() : 1); ++outcome) {
        Slice slice = own_slice(study, data.cases.size());
        if (of_outcomes) slice = complete(with_choice(slice, plan, 0, outcome), study, data);
        Study of_type = of_outcomes ? study_of_slice(study, slice) : study;
        const StudyData of_slice = of_outcomes ? data_of_slice(study, data, slice) : data;
        std::vector<std::string> conditions;
        for (const SetDefinition& condition : of_type.conditions) conditions.push_back(condition.name);
        for (const SolutionType type : plan.types) {
            of_type.solution_type = type;
            solutions.push_back(census_expression(models_of_study(of_type, of_slice), conditions,
                                                  of_outcomes ? plan.axes.front().labels[outcome] : ""));
        }
    }
    return solutions;
}

Slice with_choice(const Slice& slice, const SweepPlan& plan, std::size_t axis, std::size_t value) {
    const Slice& chosen = *std::find_if(plan.slices.begin(), plan.slices.end(),
                                        [&](const Slice& other) { return other.at[axis] == value; });
    Slice changed = slice;
    const std::string& name = plan.axes[axis].name;
    if (name == outcome_axis) {
        changed.outcome = chosen.outcome;
        changed.negate = chosen.negate;
    } else if (name == conditions_axis)
        changed.conditions = chosen.conditions;
    else if (name == cases_axis)
        changed.cases = chosen.cases;
    else if (name == anchors_axis)
        changed.anchor_set = chosen.anchor_set;
    else if (name == calibration_axis)
        changed.method = chosen.method;
    else if (name == ties_axis)
        changed.ties = chosen.ties;
    else if (name == noise_axis)
        changed.noise = chosen.noise;
    else if (name == linked_axis + std::string("exclusion"))
        changed.shift.exclusion = chosen.shift.exclusion;
    else if (name == linked_axis + std::string("crossover"))
        changed.shift.crossover = chosen.shift.crossover;
    else changed.shift.inclusion = chosen.shift.inclusion;
    return changed;
}

Study with_choice(const Study& study, const SweepPlan& plan, std::size_t axis, std::size_t value) {
    Study changed = study;
    if (axis == plan.incl_axis) changed.cutoffs.incl = plan.incl[value];
    else if (axis == plan.pri_axis) changed.cutoffs.pri = plan.pri[value];
    else if (axis == plan.n_axis) changed.cutoffs.n = plan.n[value];
    else if (axis == plan.type_axis) changed.solution_type = plan.types[value];
    for (std::size_t s = 0; s < plan.sets.size(); ++s) {
        SetDefinition& set = s < changed.conditions.size() ? changed.conditions[s] : changed.outcome;
        const AnchorAxes& varied = study.sweep.anchors[s];
        std::size_t x = 0;
        for (const auto& [values, member] : {std::pair{&varied.exclusion, &Anchors::exclusion},
                                             std::pair{&varied.crossover, &Anchors::crossover},
                                             std::pair{&varied.inclusion, &Anchors::inclusion}}) {
            if (values->empty()) continue;
            if (plan.sets[s].axes[x++] == axis) set.anchors.*member = (*values)[value];
        }
    }
    return changed;
}

bool can_be_analysed(const Study& study) { return study.conditions.size() <= max_conditions; }

std::vector<Survival> own_states(const Study& study, const StudyData& data, const SweepPlan& plan) {
    if (!can_be_analysed(study) || excluded_by(plan, own_positions(plan), own_numbers(study, plan)))
        return std::vector<Survival>(study.paths.size(), Survival::skipped);
    const ModelSet models = models_of_study(study, data);
    std::vector<Survival> states;
    for (const NamedPath& path : study.paths)
        states.push_back(judge_path(static_cast<int>(study.conditions.size()), path.implicant, models));
    return states;
}

std::vector<std::vector<std::vector<std::uint8_t>>> single_changes(const Study& study, const StudyData& data,
                                                                   const SweepPlan& plan) {
    std::vector<std::vector<std::vector<std::uint8_t>>> states(
        study.paths.size(), std::vector<std::vector<std::uint8_t>>(plan.axes.size()));
    const auto judge_all = [&](std::size_t axis, const Study& changed, const ModelSet* models) {
        for (std::size_t p = 0; p < study.paths.size(); ++p)
            states[p][axis].push_back(static_cast<std::uint8_t>(
                models == nullptr ? Survival::skipped
                                  : judge_path(static_cast<int>(changed.conditions.size()), changed.paths[p].implicant, *models)));
    };
    const auto is_excluded = [&](std::size_t axis, std::size_t value) {
        std::vector<std::optional<std::size_t>> at = own_positions(plan);
        at[axis] = value;
        std::vector<std::optional<double>> drawn = own_numbers(study, plan);
        if (!plan.axes[axis].edges.empty()) drawn[axis] = plan.axes[axis].values[value];
        return excluded_by(plan, at, drawn).has_value();
    };
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis)
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            if (is_excluded(axis, value) ||
                with_choice(own_slice(study, data.cases.size()), plan, axis, value).conditions.size() > max_conditions) {
                judge_all(axis, study, nullptr);
                continue;
            }
            const Slice slice =
                complete(with_choice(own_slice(study, data.cases.size()), plan, axis, value), study, data);
            const Study changed = study_of_slice(study, slice);
            const bool in_order = own_anchors_in_order(study, slice);
            const ModelSet models =
                in_order ? models_of_study(changed, data_of_slice(study, data, slice)) : ModelSet{};
            judge_all(axis, changed, in_order ? &models : nullptr);
        }
    for (std::size_t axis = plan.slice_axes; axis < plan.axes.size(); ++axis)
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            const Study changed = with_choice(study, plan, axis, value);
            bool is_evaluated = can_be_analysed(study) && !is_excluded(axis, value);
            for (std::size_t s = 0; s < changed.sets(); ++s)
                is_evaluated = is_evaluated && (!changed.set(s).has_anchors() || changed.set(s).anchors.in_order());
            const ModelSet models = is_evaluated ? models_of_study(changed, data) : ModelSet{};
            judge_all(axis, changed, is_evaluated ? &models : nullptr);
        }
    return states;
}

}  // namespace qca
