#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/report/census_details.hpp"
#include "host/report/census_report.hpp"
#include "host/report/path_company_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/solution_types.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/ambiguity.hpp"
#include "host/sweep/similarity_spread.hpp"

namespace qca {

namespace {

constexpr std::size_t most_paths_with_roles = 5;

std::string heading(std::string_view words) { return fmt::format("\n{}\n\n", words); }

std::string type_name(const std::string& type) { return type.empty() ? "all" : type; }

std::string models_text(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    const std::vector<std::string> types = solution_type_labels(result);
    TextTable table({"solution type", "none", "one", "two", "three or more"}, "lrrrr");
    for (std::size_t type = 0; type < types.size(); ++type) {
        const ModelClassCounts& counts = details.model_counts[type];
        std::vector<std::string> row{type_name(types[type])};
        for (const std::uint64_t count : counts) row.push_back(percent(count, scenarios_of(counts)));
        table.add(row);
    }
    return heading("Minimal models of a scenario") + table.text();
}

double ambiguous_share(const ModelClassCounts& counts) {
    return static_cast<double>(ambiguous(counts)) / static_cast<double>(scenarios_of(counts));
}

/// Where several models are most and least frequent.
std::string ambiguity_text(const SweepResult& result) {
    const std::optional<AmbiguityMaps> maps = ambiguity_by_axis(result);
    if (!maps)
        return result.solution.empty() ? "\nBy choice: not known (the file has no column solution, see [sweep.columns]).\n"
                                       : "\nBy choice: not known (the census is full).\n";
    struct Row {
        std::size_t axis, least, most;
        double spread;
    };
    std::vector<Row> rows;
    for (std::size_t a = 0; a < maps->size(); ++a) {
        std::vector<std::size_t> values;
        for (std::size_t v = 0; v < (*maps)[a].size(); ++v)
            if (scenarios_of((*maps)[a][v]) > 0) values.push_back(v);
        if (values.size() < 2) continue;
        const auto less = [&](std::size_t v, std::size_t w) { return ambiguous_share((*maps)[a][v]) < ambiguous_share((*maps)[a][w]); };
        const auto [least, most] = std::minmax_element(values.begin(), values.end(), less);
        rows.push_back({a, *least, *most, ambiguous_share((*maps)[a][*most]) - ambiguous_share((*maps)[a][*least])});
    }
    std::erase_if(rows, [](const Row& row) { return row.spread == 0; });
    if (rows.empty()) return "";
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.spread > b.spread; });
    TextTable table({"choice", "spread", "fewest at", "", "most at", ""}, "lrrrrr");
    for (const Row& row : rows) {
        const Axis& axis = result.axes[row.axis];
        table.add({axis.name, fmt::format("{:.1f}", 100 * row.spread), axis_value(axis, row.least),
                   percent(ambiguous_share((*maps)[row.axis][row.least])), axis_value(axis, row.most),
                   percent(ambiguous_share((*maps)[row.axis][row.most]))});
    }
    return heading("Which choices make several models (share of the scenarios with two or more; spread in percentage points)") + table.text();
}

std::string own_text(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    const std::vector<std::string> types = solution_type_labels(result);
    TextTable table({"solution type", "solution"}, "ll");
    for (std::size_t i = 0; i < details.own.size(); ++i) table.add({type_name(types[i % types.size()]), solution_text(details.own[i])});
    return heading("The study's own solution") + table.text();
}

std::string similarity_text(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    const std::vector<std::string> types = solution_type_labels(result);
    const auto of_paths = similarity_spread(result.census, details.path_similarity, types.size());
    const auto of_literals = similarity_spread(result.census, details.literal_similarity, types.size());
    TextTable means({"solution type", "paths: mean", "all the same", "literals: mean", "all the same"}, "lrrrr");
    std::vector<std::string> header{"similarity"};
    for (std::size_t type = 0; type < types.size(); ++type) {
        const std::uint64_t all = std::accumulate(of_paths[type].counts.begin(), of_paths[type].counts.end(), std::uint64_t{0});
        means.add({type_name(types[type]), table_number(of_paths[type].mean), percent(of_paths[type].equal, all),
                   table_number(of_literals[type].mean), percent(of_literals[type].equal, all)});
        header.push_back(types.size() > 1 ? types[type] + ": paths" : "paths");
        header.emplace_back("literals");
    }
    TextTable spread(header, "l" + std::string(2 * types.size(), 'r'));
    for (std::size_t bin = 0; bin < similarity_bins; ++bin) {
        std::vector<std::string> row{fmt::format("{:.1f} to {:.1f}", static_cast<double>(bin) / 10, static_cast<double>(bin + 1) / 10)};
        for (std::size_t type = 0; type < types.size(); ++type)
            for (const SimilaritySpread& of : {of_paths[type], of_literals[type]})
                row.push_back(percent(of.counts[bin], std::accumulate(of.counts.begin(), of.counts.end(), std::uint64_t{0})));
        spread.add(row);
    }
    return heading("Similarity to it (Jaccard, 1: the same; of its type)") + means.text() + "\n" + spread.text();
}

std::string shared_similarity(const SweepResult& result, std::size_t solution, const std::vector<double>& similarity) {
    const std::size_t types = result.census[solution].counts.size();
    std::string text;
    for (std::size_t type = 0; type < types; ++type)
        if (result.census[solution].counts[type] > 0)
            text += (text.empty() ? "" : " / ") + table_number(similarity[solution * types + type], 2);
    return text;
}

std::string solutions_text(const SweepResult& result, std::size_t most) {
    const CensusDetails& details = result.census_details;
    const std::vector<std::string> types = solution_type_labels(result);
    std::vector<std::string> header = types.size() > 1 ? types : std::vector<std::string>{"share"};
    header.insert(header.end(), {"like own: paths", "literals", "models", "paths", "literals", "solution"});
    TextTable table(header, std::string(header.size() - 1, 'r') + "l");
    for (std::size_t s = 0; s < result.census.size() && s < most; ++s) {
        const CensusEntry& entry = result.census[s];
        std::vector<std::string> row;
        for (std::size_t type = 0; type < types.size(); ++type)
            row.push_back(percent(entry.counts[type], scenarios_of(details.model_counts[type])));
        row.push_back(shared_similarity(result, s, details.path_similarity));
        row.push_back(shared_similarity(result, s, details.literal_similarity));
        row.push_back(grouped(entry.models) + (entry.capped ? "+" : ""));
        row.push_back(grouped(details.path_number[s]));
        row.push_back(details.fewest_literals[s] == details.most_literals[s]
                          ? fmt::format("{}", details.most_literals[s])
                          : fmt::format("{}-{}", details.fewest_literals[s], details.most_literals[s]));
        row.push_back(solution_text(entry.expression));
        table.add(row);
    }
    return heading(fmt::format("Solutions: {} distinct{}", grouped(result.census.size()), result.census.size() > most ? ", the most frequent" : "")) +
           table.text();
}

std::string paths_text(const SweepResult& result, std::size_t most) {
    const CensusDetails& details = result.census_details;
    const std::vector<std::string> types = solution_type_labels(result);
    std::vector<std::string> header;
    for (const std::string& type : types) {
        header.push_back(types.size() > 1 ? type + ": all" : "in all models");
        header.emplace_back("in some");
    }
    header.emplace_back("path");
    TextTable table(header, std::string(header.size() - 1, 'r') + "l");
    for (std::size_t p = 0; p < details.paths.size() && p < most; ++p) {
        std::vector<std::string> row;
        for (std::size_t type = 0; type < types.size(); ++type) {
            const std::uint64_t all = scenarios_of(details.model_counts[type]);
            row.push_back(percent(details.paths[p].exact_all[type], all));
            row.push_back(percent(details.paths[p].exact_some[type], all));
        }
        row.push_back(details.paths[p].expression);
        table.add(row);
    }
    return heading(fmt::format("Paths: {} distinct{}; share of the scenarios in which all models, or only some, have them",
                               grouped(details.paths.size() + details.unlisted_paths),
                               details.paths.size() > most ? ", the most frequent" : "")) +
           table.text();
}

std::string core_text(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    std::string text;
    std::size_t listed = 0;
    for (const CensusPath& path : details.paths) {
        const std::string table = roles_text(result, conjunction_of(path.expression), path.roles);
        if (table.empty()) continue;
        if (listed++ == most_paths_with_roles) break;
        text += fmt::format("{}\n{}\n", path.expression, table);
    }
    if (text.empty()) return "";
    text.pop_back();
    return heading(fmt::format("Core and peripheral conditions of the most frequent paths of the {} solution", details.role_type)) + text;
}

std::string limits_text(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    std::string text;
    if (result.counts.census_overflow > 0)
        text += fmt::format("Note: the census is full: {} have solutions that it does not list; only the numbers of models count them.\n",
                            counted(result.counts.census_overflow, "scenario"));
    if (result.counts.capped > 0)
        text += fmt::format("Note: {} have more models than were enumerated; paths and similarities are of those enumerated.\n",
                            counted(result.counts.capped, "scenario"));
    if (details.unlisted_paths > 0)
        text += fmt::format("Note: {} beyond the {} most frequent are not listed.\n", counted(details.unlisted_paths, "path"),
                            grouped(details.paths.size()));
    if (details.unlisted_pairs > 0)
        text += fmt::format("Note: {} of the {} solution are not in the counts of core and peripheral conditions.\n",
                            counted(details.unlisted_pairs, "scenario"), details.role_type);
    return text.empty() ? "" : "\n" + text;
}

/// `10.0 % (conservative), 7.6 % (parsimonious)`.
template <class Value>
std::string by_type(const std::vector<std::string>& types, const Value& value) {
    std::string text;
    for (std::size_t type = 0; type < types.size(); ++type)
        text += (type == 0 ? "" : ", ") + value(type) + (types.size() > 1 ? " (" + types[type] + ")" : "");
    return text;
}

}  // namespace

std::string census_text(const SweepResult& result, std::size_t most) {
    details_of(result);
    return fmt::format("{}: outcome {}, {} evaluated\n", result.provenance.study_name, result.outcome,
                       counted(result.counts.evaluated, "scenario")) +
           models_text(result) + ambiguity_text(result) + own_text(result) + similarity_text(result) + solutions_text(result, most) +
           paths_text(result, most) + core_text(result) + limits_text(result);
}

std::string census_summary(const SweepResult& result) {
    const CensusDetails& details = result.census_details;
    if (details.own.empty() || result.counts.evaluated == 0) return "";
    const std::vector<std::string> types = solution_type_labels(result);
    const auto of_paths = similarity_spread(result.census, details.path_similarity, types.size());
    std::string text = fmt::format("  models        several in {} of the scenarios\n", by_type(types, [&](std::size_t type) {
        return percent(ambiguous(details.model_counts[type]), scenarios_of(details.model_counts[type]));
    }));
    const auto counted_scenarios = [&](std::size_t type) {
        return std::accumulate(of_paths[type].counts.begin(), of_paths[type].counts.end(), std::uint64_t{0});
    };
    return text + fmt::format("  own solution  same paths in {}; mean similarity {}\n",
                              by_type(types, [&](std::size_t type) { return percent(of_paths[type].equal, counted_scenarios(type)); }),
                              by_type(types, [&](std::size_t type) { return table_number(of_paths[type].mean, 2); }));
}

}  // namespace qca
