#include "host/study/read_necessity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "host/study/expression.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

std::vector<Implicant> in_any_order(std::vector<Implicant> paths) {
    std::sort(paths.begin(), paths.end(), [](const Implicant& a, const Implicant& b) {
        return std::pair(a.literals, a.values) < std::pair(b.literals, b.values);
    });
    return paths;
}

NamedExpression read_expression(const TomlNode& node, const Study& study, const std::vector<std::string>& conditions) {
    const std::vector<Implicant> paths = parse_sum(text_of(node), conditions, node.where);
    NamedExpression named{to_expression(paths, conditions), paths};
    if (paths.size() == 1 && std::has_single_bit(paths.front().literals)) {
        reject(node.where, fmt::format("'{}' is a single condition", named.expression),
               "every condition and its negation are looked at anyway", "remove it");
    }
    for (const NamedExpression& other : study.necessity.expressions) {
        if (in_any_order(other.paths) != in_any_order(paths)) continue;
        reject(node.where, fmt::format("the expression '{}' is there twice", other.expression), "once is enough", "remove it");
    }
    return named;
}

}  // namespace

void read_necessity(const TomlNode& table, Study& study) {
    require_table(table, {"expressions", "cutoff"}, "[necessity] on a line of its own, then expressions = [\"A + B\"]");
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    if (const TomlNode* expressions = find(table, "expressions")) {
        require_list(*expressions, "expressions = [\"A + B\", \"A*C\"]");
        for (const TomlNode& child : expressions->children)
            study.necessity.expressions.push_back(read_expression(child, study, conditions));
    }
    if (const TomlNode* cutoff = find(table, "cutoff")) study.necessity.cutoff = share_of(*cutoff);
}

}  // namespace qca
