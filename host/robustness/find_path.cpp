#include "host/robustness/find_path.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/study/expression.hpp"

namespace qca {

namespace {

InputError not_among(const SweepResult& result, const std::string& wanted) {
    std::vector<std::string> held;
    for (const PathResult& path : result.paths)
        held.push_back(fmt::format("{} = {}", path.name, path.expression));
    return InputError(
        fmt::format("path: '{}' is not among the paths of this file (it holds {}) add it to [paths] of "
                    "the study and run again",
                    wanted, held.empty() ? "none" : fmt::format("{}", fmt::join(held, ", "))));
}

/// A single word without operators: a name of a path as likely as an expression.
bool is_word(const std::string& text) {
    return text.find_first_of("*~+") == std::string::npos;
}

}  // namespace

const PathResult& find_path(const SweepResult& result, const std::string& expression_or_name) {
    const auto matching = [&](const std::string PathResult::*member, const std::string& wanted) {
        const auto at = std::find_if(result.paths.begin(), result.paths.end(),
                                     [&](const PathResult& path) { return path.*member == wanted; });
        return at == result.paths.end() ? nullptr : &*at;
    };
    if (const PathResult* named = matching(&PathResult::name, expression_or_name)) return *named;
    std::string canonical;
    try {
        canonical =
            to_expression(parse_path(expression_or_name, result.conditions, "path"), result.conditions);
    } catch (const InputError&) {
        if (is_word(expression_or_name)) throw not_among(result, expression_or_name);
        throw;
    }
    if (const PathResult* equal = matching(&PathResult::expression, canonical)) return *equal;
    throw not_among(result, canonical);
}

}  // namespace qca
