#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "host/appendix/parts.hpp"
#include "host/report/quantities.hpp"
#include "host/report/solution_types.hpp"

namespace qca::appendix {
namespace {

constexpr std::size_t most_solutions = 25, most_paths = 25;

Table solutions_table(const SweepResult& result) {
    const std::vector<std::string> types = solution_type_labels(result);
    Table table{"census", "The most frequent solutions", "", {{"solution", Format::names}, {"models", Format::plain}, {"scenarios", Format::plain}, {"share", Format::percent}}, {}};
    const bool details = !result.census_details.own.empty();
    if (details) table.columns.insert(table.columns.end(), {{"same paths", Format::three}, {"same literals", Format::three}});
    for (std::size_t i = 0; i < std::min(result.census.size(), most_solutions); ++i) {
        const CensusEntry& entry = result.census[i];
        const std::uint64_t count = sum(entry.counts);
        std::vector<Cell> row{entry.expression.empty() ? "none: no row is positive" : entry.expression, static_cast<std::uint64_t>(entry.models), count,
                              static_cast<double>(count) / static_cast<double>(result.counts.evaluated)};
        if (details) {
            const auto most = static_cast<std::size_t>(std::max_element(entry.counts.begin(), entry.counts.end()) - entry.counts.begin());
            row.insert(row.end(), {result.census_details.path_similarity[i * types.size() + most], result.census_details.literal_similarity[i * types.size() + most]});
        }
        table.rows.push_back(std::move(row));
    }
    table.note = fmt::format("{} of {} solutions in {} evaluated scenarios; models of one solution are separated by |.", std::min(result.census.size(), most_solutions),
                             result.census.size(), grouped(result.counts.evaluated));
    if (details)
        table.note += " Same paths, same literals: Jaccard similarity to the study's own solution, of the solution type in which this one is most frequent (1: equal).";
    return table;
}

Table ambiguity_table(const SweepResult& result) {
    const std::vector<std::string> types = solution_type_labels(result);
    Table table{"ambiguity", "Scenarios by number of minimal models", "", {{"solution type"}, {"models"}, {"scenarios", Format::plain}, {"share", Format::percent}}, {}};
    for (std::size_t t = 0; t < result.census_details.model_counts.size(); ++t) {
        const ModelClassCounts& counts = result.census_details.model_counts[t];
        const std::uint64_t all = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        for (std::size_t m = 0; m < model_classes; ++m)
            table.rows.push_back({types[t].empty() ? "all" : types[t], model_class_names[m], counts[m], static_cast<double>(counts[m]) / static_cast<double>(all)});
    }
    return table;
}

Table paths_table(const SweepResult& result) {
    const std::vector<std::string> types = solution_type_labels(result);
    Table table{"census-paths", "The most frequent paths of all solutions", "", {{"path", Format::names}}, {}};
    for (const std::string& type : types) {
        const std::string of = type.empty() ? "" : type + ": ";
        table.columns.insert(table.columns.end(), {{of + "in every model", Format::plain}, {of + "in some", Format::plain}});
    }
    const auto& paths = result.census_details.paths;
    for (std::size_t p = 0; p < std::min(paths.size(), most_paths); ++p) {
        std::vector<Cell> row{paths[p].expression};
        for (std::size_t t = 0; t < types.size(); ++t) row.insert(row.end(), {paths[p].exact_all[t], paths[p].exact_some[t]});
        table.rows.push_back(std::move(row));
    }
    table.note = fmt::format("Scenarios; {} of {} paths.", std::min(paths.size(), most_paths), grouped(paths.size() + result.census_details.unlisted_paths));
    return table;
}

Table roles_table(const SweepResult& result) {
    Table table{"roles", "Core and peripheral conditions of the paths",
                fmt::format("Shares of the scenarios with the path in the {} solution (Fiss 2011): core in every parsimonious model, in some, in none.", result.census_details.role_type),
                {{"path", Format::names}, {"condition"}, {"core", Format::percent}, {"core in some", Format::percent}, {"peripheral", Format::percent}, {"scenarios", Format::plain}}, {}};
    for (std::size_t p = 0; p < result.census_details.path_roles.size(); ++p)
        for (std::size_t c = 0; c < result.conditions.size(); ++c) {
            const RoleCounts& counts = result.census_details.path_roles[p].by_condition[c];
            const std::uint64_t with = counts[0] + counts[1] + counts[2];
            if (with == 0) continue;
            const auto part = [&](std::size_t role) { return static_cast<double>(counts[role]) / static_cast<double>(with); };
            table.rows.push_back({result.paths[p].expression, result.conditions[c], part(0), part(1), part(2), with});
        }
    return table;
}

}  // namespace

std::vector<Block> census_blocks(const AppendixSource& source) {
    const SweepResult& result = source.result;
    if (result.census.empty()) return {};
    std::vector<Block> blocks{solutions_table(result)};
    if (result.census_details.own.empty()) return blocks;
    blocks.push_back(ambiguity_table(result));
    if (!result.census_details.paths.empty()) blocks.push_back(paths_table(result));
    const Table roles = roles_table(result);
    if (!roles.rows.empty()) blocks.push_back(roles);
    return blocks;
}

}  // namespace qca::appendix
