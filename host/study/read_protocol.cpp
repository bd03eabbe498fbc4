#include "host/study/read_protocol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "host/study/expression.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/read_solution.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

constexpr const char* test_example = "NAME = \"A*B + C\", or NAME = { incl = 0.75, anchors = { A = { crossover = 12 } } }";

NamedExpression read_solution_expression(const TomlNode& node, const Study& study) {
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    const std::vector<Implicant> paths = parse_sum(text_of(node), conditions, node.where);
    return {to_expression(paths, conditions), paths};
}

AnchorChange read_change(const TomlNode& node, const Study& study) {
    std::vector<std::string> names;
    for (std::size_t s = 0; s < study.sets(); ++s) names.push_back(study.set(s).name);
    const auto found = std::find(names.begin(), names.end(), node.name);
    if (found == names.end()) {
        reject(node.key_where, fmt::format("unknown set '{}' in {}", node.name, node.label),
               fmt::format("the sets are {}; upper and lower case differ", listed(names)), did_you_mean(node.name, names));
    }
    AnchorChange change;
    change.set = static_cast<std::size_t>(found - names.begin());
    const SetDefinition& set = study.set(change.set);
    if (!set.has_anchors()) {
        reject(node.key_where, fmt::format("{} has no anchors to change", node.name),
               fmt::format("it is calibrated by {}", calibration_method_names[static_cast<std::size_t>(set.method)]), "remove it");
    }
    require_table(node, {"exclusion", "crossover", "inclusion"}, "A = { crossover = 12 }");
    if (node.children.empty()) reject(node.where, fmt::format("{} is empty", node.label), "it changes nothing", "write { crossover = … }");
    if (const TomlNode* value = find(node, "exclusion")) change.exclusion = number_of(*value);
    if (const TomlNode* value = find(node, "crossover")) change.crossover = number_of(*value);
    if (const TomlNode* value = find(node, "inclusion")) change.inclusion = number_of(*value);
    const Anchors anchors = change.applied_to(set.anchors);
    if (!anchors.in_order() || !std::isfinite(anchors.inclusion - anchors.exclusion)) {
        reject(node.where, fmt::format("the anchors of {} are not in order", node.label),
               fmt::format("with the study's own for the rest: exclusion {}, crossover {}, inclusion {}", anchors.exclusion,
                           anchors.crossover, anchors.inclusion),
               "let them rise or fall strictly: exclusion < crossover < inclusion, or the reverse");
    }
    return change;
}

TestAnalysis read_test(const TomlNode& node, const Study& study) {
    TestAnalysis test;
    test.name = node.name;
    if (node.kind == TomlKind::text) {
        test.solution = read_solution_expression(node, study);
        return test;
    }
    require_table(node, {"solution", "anchors", "incl", "pri", "n", "incl0", "type"}, test_example);
    if (const TomlNode* anchors = find(node, "anchors")) {
        require_table(*anchors, "anchors = { A = { crossover = 12 } }");
        for (const TomlNode& child : anchors->children) test.anchors.push_back(read_change(child, study));
        std::sort(test.anchors.begin(), test.anchors.end(),
                  [](const AnchorChange& a, const AnchorChange& b) { return a.set < b.set; });
    }
    if (const TomlNode* solution = find(node, "solution")) {
        test.solution = read_solution_expression(*solution, study);
        for (const char* key : {"incl", "pri", "n", "incl0", "type"})
            if (const TomlNode* other = find(node, key))
                reject(other->key_where, fmt::format("{} does not go with a solution that is given", other->label),
                       "it decides which solution an analysis finds", "keep one of the two");
        return test;
    }
    if (const TomlNode* value = find(node, "incl")) test.incl = share_of(*value);
    if (const TomlNode* value = find(node, "pri")) test.pri = share_of(*value);
    if (const TomlNode* value = find(node, "n")) test.n = count_of(*value);
    if (const TomlNode* value = find(node, "incl0")) test.incl0 = share_of(*value);
    const double incl = test.incl.value_or(study.cutoffs.incl);
    const std::optional<double> incl0 = test.incl0 ? test.incl0 : study.cutoffs.incl0;
    if (incl0 && *incl0 > incl) {
        reject(node.where, fmt::format("incl0 is {}, above incl {}, in {}", *incl0, incl, node.label),
               "rows between incl0 and incl are contradictions", "choose incl0 <= incl");
    }
    if (const TomlNode* type = find(node, "type")) {
        test.type = static_cast<SolutionType>(choice_of(*type, {"conservative", "parsimonious", "intermediate"}));
        if (*test.type == SolutionType::intermediate) require_expectations(*type, study);
    }
    return test;
}

}  // namespace

void read_protocol(const TomlNode& table, Study& study) {
    require_table(table, {"initial", "tests"}, "[protocol.tests] on a line of its own, then NAME = \"A*B + C\"");
    if (const TomlNode* initial = find(table, "initial")) study.protocol.initial = read_solution_expression(*initial, study);
    if (const TomlNode* tests = find(table, "tests")) {
        require_table(*tests, test_example);
        for (const TomlNode& child : tests->children) study.protocol.tests.push_back(read_test(child, study));
    }
}

}  // namespace qca
