#include "host/report/assumptions_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "host/report/names.hpp"
#include "host/report/text_table.hpp"

namespace qca {
namespace {

constexpr std::size_t most_lines = 20, most_names_a_cell = 8;

/// `0101, 0110`, or `none`.
std::string rows_text(const RowSet& rows, const Study& study) {
    if (rows.empty()) return "none";
    return fmt::format("{}", fmt::join(configurations(rows, study.conditions.size()), ", "));
}

/// Pairs with the same models and counterfactuals.
struct Alike {
    const CounterfactualPair* first;
    std::vector<std::string> names;
};

std::vector<Alike> grouped_pairs(const Solution& solution) {
    std::vector<Alike> groups;
    for (const CounterfactualPair& pair : solution.pairs) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const Alike& group) {
            return group.first->easy == pair.easy && group.first->difficult == pair.difficult;
        });
        if (same == groups.end())
            groups.push_back({&pair, {pair_name(pair)}});
        else
            same->names.push_back(pair_name(pair));
    }
    return groups;
}

/// The first names, and how many more there are.
std::string shortened(std::vector<std::string> names) {
    const std::size_t all = names.size();
    names.resize(std::min(all, most_names_a_cell));
    const std::string text = fmt::format("{}", fmt::join(names, ", "));
    return all > names.size() ? text + fmt::format(" and {} more", all - names.size()) : text;
}

std::string models_text(const CounterfactualPair& pair) {
    std::vector<std::string> names;
    for (const std::uint32_t model : pair.models) names.push_back(fmt::format("M{}", model + 1));
    return shortened(std::move(names));
}

}  // namespace

std::string assumptions_text(const FittedModel& model, const Study& study) {
    return fmt::format("Simplifying assumptions ({}): {}\n", model.assumptions.size(),
                       rows_text(model.assumptions, study));
}

std::string pairs_text(const Solution& solution, const Study& study) {
    const std::vector<Alike> groups = grouped_pairs(solution);
    TextTable table({"pair", "models", "easy counterfactuals", "difficult counterfactuals"}, "llll");
    for (std::size_t g = 0; g < groups.size() && g < most_lines; ++g)
        table.add({shortened(groups[g].names), models_text(*groups[g].first), rows_text(groups[g].first->easy, study),
                   rows_text(groups[g].first->difficult, study)});
    std::string text = "\nPairs of a conservative (C) and a parsimonious (P) model\n\n" + table.text();
    if (groups.size() > most_lines)
        text += fmt::format("{} more lines are left out; --format json has all pairs.\n", groups.size() - most_lines);
    return text;
}

std::string both_outcomes_text(const BothOutcomes& both, const Study& study) {
    const std::string name = study.outcome.name;
    std::string text = fmt::format("\nRows claimed for {0} and for ~{0}\n\n", name);
    text += fmt::format("Simultaneous subsets (coded 1 for both): {}\n", rows_text(both.simultaneous, study));
    text += fmt::format("Contradictory simplifying assumptions (of parsimonious models of both): {}\n",
                        rows_text(both.contradictory, study));
    if (both.capped) text += "Not every parsimonious model was looked at: there may be more contradictory ones.\n";
    return text;
}

std::string exclusions_text(const Analysis& analysis, const Study& study) {
    const SolutionOptions& options = study.solution;
    if (options.exclude.empty() && options.necessary.empty()) return "";
    std::vector<std::string> reasons;
    for (const NamedRows& named : options.exclude) reasons.push_back(named.expression);
    std::string text;
    if (!reasons.empty()) text += fmt::format("Excluded by the study file: {}\n", fmt::join(reasons, "; "));
    reasons.clear();
    for (const NamedRows& named : options.necessary) reasons.push_back(named.expression);
    if (!reasons.empty())
        text += fmt::format("Claimed to be necessary for {}: {}\n", outcome_name(study), fmt::join(reasons, "; "));
    return text + fmt::format("Rows coded 0 for that ({}): {}\n", analysis.excluded.size(),
                              rows_text(analysis.excluded, study));
}

}  // namespace qca
