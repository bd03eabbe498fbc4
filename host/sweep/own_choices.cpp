#include "host/sweep/own_choices.hpp"

#include <algorithm>

#include "host/analysis/analysis.hpp"
#include "host/analysis/solution_models.hpp"
#include "host/minimize/judge_path.hpp"
#include "host/sweep/census_index.hpp"
#include "host/sweep/slice_study.hpp"

namespace qca {

ModelSet models_of_study(const Study& study, const StudyData& data) {
    const std::vector<TableRow> table = truth_table(calibrate_study(study, data), study.cutoffs);
    const SolutionRules rules = rules_of(study);
    return models_of(static_cast<int>(study.conditions.size()), coded_rows(table, rules), study.solution_type, rules);
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
    for (std::size_t axis = 0; axis < plan.slice_axes; ++axis)
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            const Slice slice =
                complete(with_choice(own_slice(study, data.cases.size()), plan, axis, value), study, data);
            const Study changed = study_of_slice(study, slice);
            const ModelSet models = models_of_study(changed, data_of_slice(study, data, slice));
            judge_all(axis, changed, &models);
        }
    for (std::size_t axis = plan.slice_axes; axis < plan.axes.size(); ++axis)
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            const Study changed = with_choice(study, plan, axis, value);
            bool in_order = true;
            for (std::size_t s = 0; s < changed.sets(); ++s)
                in_order = in_order && (!changed.set(s).has_anchors() || changed.set(s).anchors.in_order());
            const ModelSet models = in_order ? models_of_study(changed, data) : ModelSet{};
            judge_all(axis, changed, in_order ? &models : nullptr);
        }
    return states;
}

}  // namespace qca
