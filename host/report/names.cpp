#include "host/report/names.hpp"

#include <fmt/format.h>

#include "host/study/expression.hpp"

namespace qca {

std::vector<std::string> condition_names(const Study& study) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    return names;
}

std::string outcome_name(const Study& study) {
    return (study.outcome.negate ? "~" : "") + study.outcome.name;
}

std::string configuration(std::size_t row, std::size_t conditions) {
    std::string digits;
    for (std::size_t c = conditions; c-- > 0;) digits += (row >> c & 1) != 0 ? '1' : '0';
    return digits;
}

std::vector<std::string> configurations(const RowSet& rows, std::size_t conditions) {
    std::vector<std::string> all;
    for (std::size_t row = 0; row < std::size_t{1} << conditions; ++row)
        if (rows.contains(static_cast<int>(row))) all.push_back(configuration(row, conditions));
    return all;
}

std::string pair_name(const CounterfactualPair& pair) {
    return fmt::format("C{}P{}", pair.conservative + 1, pair.parsimonious + 1);
}

std::string model_expression(const std::vector<Implicant>& paths,
                             const std::vector<std::string>& conditions) {
    std::string expression;
    for (const Implicant& path : paths) {
        if (!expression.empty()) expression += " + ";
        expression += to_expression(path, conditions);
    }
    return expression;
}

std::vector<std::string> case_names(const std::vector<std::size_t>& cases, const StudyData& data) {
    std::vector<std::string> names;
    for (const std::size_t i : cases) names.push_back(data.cases[i]);
    return names;
}

}  // namespace qca
