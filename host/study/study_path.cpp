#include "host/study/study_path.hpp"

#include <fmt/format.h>

#include "host/study/expression.hpp"

namespace qca {

Implicant study_path(const Study& study, const std::string& name_or_expression) {
    for (const NamedPath& path : study.paths)
        if (path.name == name_or_expression) return path.implicant;
    std::vector<std::string> conditions;
    for (const SetDefinition& condition : study.conditions) conditions.push_back(condition.name);
    return parse_path(name_or_expression, conditions, fmt::format("{}: --path", study.file));
}

}  // namespace qca
