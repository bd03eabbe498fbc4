#include <fmt/format.h>

#include "host/report/census_details.hpp"
#include "host/report/census_report.hpp"
#include "host/report/csv.hpp"
#include "host/report/path_company_report.hpp"
#include "host/report/solution_types.hpp"
#include "host/sweep/similarity_spread.hpp"

namespace qca {

namespace {

/// A row of the file.
std::string row(const char* kind, const std::string& type, const std::string& expression, const std::string& literal,
                std::string_view measure, const std::string& value) {
    return fmt::format("{},{},{},{},{},{}\n", kind, type, quoted(expression), literal, measure, value);
}

std::string text(std::uint64_t count) { return fmt::format("{}", count); }

std::string similarity_rows(const char* kind, const SweepResult& result, const std::vector<double>& similarity,
                            const std::vector<std::string>& types) {
    const auto spreads = similarity_spread(result.census, similarity, types.size());
    std::string rows;
    for (std::size_t type = 0; type < types.size(); ++type) {
        rows += row(kind, types[type], "", "", "mean", number_cell(spreads[type].mean));
        rows += row(kind, types[type], "", "", "equal", text(spreads[type].equal));
        for (std::size_t bin = 0; bin < similarity_bins; ++bin)
            rows += row(kind, types[type], "", "", fmt::format("{:.1f}", static_cast<double>(bin) / similarity_bins), text(spreads[type].counts[bin]));
    }
    return rows;
}

std::string solution_rows(const SweepResult& result, std::size_t s, const std::vector<std::string>& types) {
    const CensusDetails& details = result.census_details;
    const CensusEntry& entry = result.census[s];
    const auto of_type = [&](const std::string& type, const char* measure, const std::string& value) {
        return row("solution", type, entry.expression, "", measure, value);
    };
    std::string rows = of_type("", "models", text(entry.models)) + of_type("", "capped", entry.capped ? "1" : "0") +
                       of_type("", "paths", text(details.path_number[s])) + of_type("", "fewest_literals", text(details.fewest_literals[s])) +
                       of_type("", "most_literals", text(details.most_literals[s]));
    for (std::size_t type = 0; type < types.size(); ++type) {
        if (entry.counts[type] == 0) continue;
        rows += of_type(types[type], "count", text(entry.counts[type])) +
                of_type(types[type], "path_similarity", number_cell(details.path_similarity[s * types.size() + type])) +
                of_type(types[type], "literal_similarity", number_cell(details.literal_similarity[s * types.size() + type]));
    }
    return rows;
}

std::string path_rows(const SweepResult& result, const CensusPath& path, const std::vector<std::string>& types) {
    std::string rows;
    for (std::size_t type = 0; type < types.size(); ++type) {
        if (path.exact_all[type] + path.exact_some[type] == 0) continue;
        rows += row("path", types[type], path.expression, "", "exact_all", text(path.exact_all[type])) +
                row("path", types[type], path.expression, "", "exact_some", text(path.exact_some[type]));
    }
    for (std::size_t c = 0; c < path.roles.by_condition.size(); ++c) {
        const std::string literal = literal_of(conjunction_of(path.expression), result.conditions[c]);
        if (literal.empty()) continue;
        for (std::size_t role = 0; role < literal_roles; ++role)
            rows += row("role", result.census_details.role_type, path.expression, literal, role_names[role], text(path.roles.by_condition[c][role]));
    }
    return rows;
}

}  // namespace

std::string census_csv(const SweepResult& result) {
    const CensusDetails& details = details_of(result);
    const std::vector<std::string> types = solution_type_labels(result);
    std::string rows = "kind,solution_type,expression,literal,measure,value\n";
    for (std::size_t i = 0; i < details.own.size(); ++i) rows += row("own", types[i % types.size()], details.own[i], "", "", "");
    for (std::size_t type = 0; type < types.size(); ++type)
        for (std::size_t c = 0; c < model_classes; ++c)
            rows += row("models", types[type], "", "", model_class_names[c], text(details.model_counts[type][c]));
    rows += similarity_rows("path_similarity", result, details.path_similarity, types);
    rows += similarity_rows("literal_similarity", result, details.literal_similarity, types);
    for (std::size_t s = 0; s < result.census.size(); ++s) rows += solution_rows(result, s, types);
    for (const CensusPath& path : details.paths) rows += path_rows(result, path, types);
    return rows;
}

}  // namespace qca
