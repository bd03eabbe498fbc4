#include "host/analysis/solution_models.hpp"

#include "host/minimize/intermediate.hpp"

namespace qca {

CodedRows coded_rows(const std::vector<TableRow>& table, const SolutionRules& rules) {
    CodedRows rows;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (table[row].out == '1') rows.positive.insert(static_cast<int>(row));
        if (table[row].out == '?') rows.remainders.insert(static_cast<int>(row));
    }
    return {rows.positive - rules.negative, rows.remainders - (rules.negative | rules.not_assumed)};
}

ModelSet models_of(int conditions, const CodedRows& rows, SolutionType type, const SolutionRules& rules) {
    const auto minimized = [&](const RowSet& dont_care) {
        return minimize(conditions, rows.positive, dont_care, default_model_cap, rules.covers);
    };
    // Without remainders there is nothing to assume.
    if (type == SolutionType::conservative || rows.remainders.empty()) return minimized({});
    if (type == SolutionType::parsimonious) return minimized(rows.remainders);
    return intermediate_models(conditions, rows.positive, rows.remainders, minimized({}), minimized(rows.remainders),
                               rules.expected, rules.covers)
        .set;
}

}  // namespace qca
