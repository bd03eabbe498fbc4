#include "host/robustness/state_of_rows.hpp"

#include "host/minimize/judge_path.hpp"

namespace qca {

RangeState state_of_rows(const Study& study, const SolutionRules& rules, const CodedRows& rows, const std::optional<Implicant>& path) {
    const auto conditions = static_cast<int>(study.conditions.size());
    const ModelSet models = models_of(conditions, rows, study.solution_type, rules);
    RangeState state;
    if (path) {
        state.survival = judge_path(conditions, *path, models);
        return state;
    }
    state.capped = models.capped;
    for (const auto& model : models.models) {
        std::vector<Implicant>& paths = state.models.emplace_back();
        for (const std::uint16_t number : model) paths.push_back(models.paths[number]);
    }
    return state;
}

}  // namespace qca
