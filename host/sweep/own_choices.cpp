#include "host/sweep/own_choices.hpp"

#include "host/analysis/analysis.hpp"
#include "host/minimize/judge_path.hpp"

namespace qca {

ModelSet models_of_study(const Study& study, const StudyData& data) {
    const std::vector<TableRow> table = truth_table(calibrate_study(study, data), study.cutoffs);
    RowSet positive, dont_care;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table[row].out == '1') positive.insert(static_cast<int>(row));
        if (table[row].out == '?' && study.solution_type == SolutionType::parsimonious)
            dont_care.insert(static_cast<int>(row));
    }
    return minimize(static_cast<int>(study.conditions.size()), positive, dont_care);
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
                                                                   const SweepPlan& plan,
                                                                   const std::vector<NamedPath>& paths) {
    std::vector<std::vector<std::vector<std::uint8_t>>> states(
        paths.size(), std::vector<std::vector<std::uint8_t>>(plan.axes.size()));
    const int conditions = static_cast<int>(study.conditions.size());
    for (std::size_t axis = 0; axis < plan.axes.size(); ++axis)
        for (std::size_t value = 0; value < plan.axes[axis].size(); ++value) {
            const Study changed = with_choice(study, plan, axis, value);
            bool in_order = true;
            for (std::size_t s = 0; s < changed.sets(); ++s)
                in_order = in_order && (!changed.set(s).has_anchors() || changed.set(s).anchors.in_order());
            const ModelSet models = in_order ? models_of_study(changed, data) : ModelSet{};
            for (std::size_t p = 0; p < paths.size(); ++p)
                states[p][axis].push_back(static_cast<std::uint8_t>(
                    in_order ? judge_path(conditions, paths[p].implicant, models) : Survival::skipped));
        }
    return states;
}

}  // namespace qca
