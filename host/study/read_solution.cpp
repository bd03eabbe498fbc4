#include "host/study/read_solution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "host/study/expression.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

using Names = std::vector<std::string>;

Implicant read_expectations(const TomlNode& table, const Names& conditions) {
    require_table(table, "expect = { A = \"present\", B = \"absent\" }");
    Implicant expected;
    for (const TomlNode& child : table.children) {
        const auto found = std::find(conditions.begin(), conditions.end(), child.name);
        if (found == conditions.end()) {
            reject(child.key_where, fmt::format("unknown condition '{}' in {}", child.name, table.label),
                   fmt::format("the conditions are {}; upper and lower case differ", listed(conditions)),
                   did_you_mean(child.name, conditions));
        }
        const std::size_t expectation = choice_of(child, {"present", "absent", "none"});
        if (expectation == 2) continue;
        const std::uint32_t bit = condition_bit(static_cast<int>(found - conditions.begin()),
                                                static_cast<int>(conditions.size()));
        expected.literals |= bit;
        if (expectation == 0) expected.values |= bit;
    }
    return expected;
}

NamedRows named_rows(const std::vector<Implicant>& paths, const Names& conditions) {
    NamedRows named{to_expression(paths, conditions), {}, false};
    // More conditions have no truth table. The expression is kept, and taken for every choice of them: see restricted().
    if (conditions.size() > max_conditions) return named;
    for (int row = 0; row < 1 << conditions.size(); ++row)
        if (std::any_of(paths.begin(), paths.end(),
                        [row](const Implicant& path) { return path.covers_row(static_cast<std::uint32_t>(row)); }))
            named.rows.insert(row);
    return named;
}

NamedRows read_excluded(const TomlNode& node, const Names& conditions) {
    const std::string& text = text_of(node);
    if (!is_configuration(text)) return named_rows(parse_sum(text, conditions, node.where), conditions);
    NamedRows named = named_rows({parse_configuration(text, conditions, node.where)}, conditions);
    named.expression = text;
    named.configuration = true;
    return named;
}

}  // namespace

void require_expectations(const TomlNode& type, const Study& study) {
    if (study.solution.expected) return;
    reject(type.where, "the intermediate solution needs directional expectations",
           "they decide which simplifying assumptions are easy counterfactuals",
           fmt::format("write expect = {{ {} = \"present\" }} in [solution]; \"absent\" and \"none\" are possible, too",
                       study.conditions.front().name));
}

void read_solution(const TomlNode& table, Study& study) {
    require_table(table, {"type", "models", "expect", "exclude", "necessary"},
                  "[solution] on a line of its own, then type = \"conservative\"");
    Names conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    SolutionOptions& options = study.solution;
    if (const TomlNode* models = find(table, "models"))
        options.models = static_cast<ModelChoice>(choice_of(*models, {"fewest", "all"}));
    if (const TomlNode* expect = find(table, "expect")) options.expected = read_expectations(*expect, conditions);
    if (const TomlNode* exclude = find(table, "exclude")) {
        require_list(*exclude, "exclude = [\"~A*B\"]");
        for (const TomlNode& child : exclude->children) options.exclude.push_back(read_excluded(child, conditions));
    }
    if (const TomlNode* necessary = find(table, "necessary")) {
        require_list(*necessary, "necessary = [\"A\", \"B + C\"]");
        for (const TomlNode& child : necessary->children)
            options.necessary.push_back(named_rows(parse_sum(text_of(child), conditions, child.where), conditions));
    }
    if (const TomlNode* type = find(table, "type")) {
        study.solution_type =
            static_cast<SolutionType>(choice_of(*type, {"conservative", "parsimonious", "intermediate"}));
        if (study.solution_type == SolutionType::intermediate) require_expectations(*type, study);
    }
}

}  // namespace qca
