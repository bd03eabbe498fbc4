#include <fmt/format.h>

#include "host/report/chance_report.hpp"
#include "host/report/csv.hpp"
#include "host/report/names.hpp"
#include "host/study/expression.hpp"

namespace qca {

std::string chance_csv(const Study& study, const StudyData&, const ChanceOptions&, const Chance& chance) {
    const std::vector<std::string> names = condition_names(study);
    const std::string model = model_expression(chance.model, names);
    std::string text = "part,setting,what,expression,measure,value\n";
    const auto line = [&](const char* part, const std::string& setting, const char* what, const std::string& expression, const char* measure,
                          const std::string& value) {
        text += fmt::format("{},{},{},{},{},{}\n", part, setting, what, quoted(expression), measure, value);
    };
    const std::string method = permutation_method_names[static_cast<std::size_t>(chance.test.method)];
    for (std::size_t i = 0; i < chance.test.sets.size(); ++i) {
        const PermutedSet& set = chance.test.sets[i];
        const bool is_path = i < chance.paths.size();
        const char* const what = is_path ? "path" : "model";
        const std::string expression = is_path ? to_expression(chance.paths[i], names) : model;
        line("permutation_test", method, what, expression, "inclS", number_cell(set.inclS));
        line("permutation_test", method, what, expression, "expected_inclS", number_cell(set.expected_inclS));
        line("permutation_test", method, what, expression, "p", number_cell(set.p));
        if (is_path) line("permutation_test", method, what, expression, "p_holm", number_cell(chance.adjusted[i]));
    }
    for (const ChanceOfData& data : chance.random) {
        const std::string margins = random_margin_names[static_cast<std::size_t>(data.margins)];
        line("random_data", margins, "any", "", "data_sets", fmt::format("{}", data.counts.all));
        line("random_data", margins, "any", "", "solution", fmt::format("{}", data.counts.solution));
        line("random_data", margins, "solution", model, "same_solution", fmt::format("{}", data.counts.same));
        for (std::size_t p = 0; p < chance.paths.size(); ++p) {
            const std::string expression = to_expression(chance.paths[p], names);
            line("random_data", margins, "path", expression, "exact_all", fmt::format("{}", data.counts.exact_all[p]));
            line("random_data", margins, "path", expression, "exact_some", fmt::format("{}", data.counts.exact_some[p]));
        }
    }
    for (const RetentionOfChange& change : chance.retention)
        for (const Retention& retention : change.by_number) {
            const std::string setting = fmt::format("{} {}", case_change_names[static_cast<std::size_t>(change.change)], retention.changed);
            line("retention", setting, "any", "", "ways", to_text(retention.ways));
            line("retention", setting, "any", "", "solution", to_text(retention.solution));
            line("retention", setting, "solution", model, "kept", to_text(retention.kept));
            for (std::size_t p = 0; p < chance.paths.size(); ++p) {
                const std::string expression = to_expression(chance.paths[p], names);
                line("retention", setting, "path", expression, "exact_all", to_text(retention.exact_all[p]));
                line("retention", setting, "path", expression, "exact_some", to_text(retention.exact_some[p]));
            }
        }
    return text;
}

}  // namespace qca
