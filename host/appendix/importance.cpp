#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/appendix/figures.hpp"
#include "host/appendix/parts.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

std::string method_text(const Importance& importance, bool totals) {
    if (importance.source == ImportanceSource::grid)
        return fmt::format("Shares of the variance over all {} evaluated scenarios, exact. First: what goes away once the choice is known.{}", grouped(importance.scenarios - importance.skipped),
                           totals ? " Total: what is left once all others are known."
                                  : " Totals, and those of whole sets, need the states of all scenarios one by one.");
    return fmt::format("PAWN indices of {} samples: how far knowing the choice changes the distribution, median and largest over its values, beside what a choice without influence "
                       "reaches (95 %).",
                       grouped(importance.scenarios - importance.skipped));
}

}  // namespace

std::vector<Block> importance_blocks(const AppendixSource&, const Findings& found) {
    if (!found.importance || found.importance->choices.empty()) return {};
    const Importance& importance = *found.importance;
    std::vector<Block> blocks;
    std::size_t number = 0;
    for (const ChoiceRanking& ranking : importance.rankings) {
        const std::string of = ranking.quantity == Quantity::survival          ? fmt::format("the survival of {}", ranking.path)
                               : ranking.quantity == Quantity::path_similarity ? "the similarity of paths to the study's own solution"
                                                                               : "the similarity of literals to the study's own solution";
        const std::string id = fmt::format("importance-{}", ++number);
        const bool totals = std::any_of(ranking.of.begin(), ranking.of.end(), [](const ChoiceImportance& at) { return at.exact && !std::isnan(at.exact->total); });
        Table table{id, "Which choice matters for " + of, method_text(importance, totals), {{"choice"}}, {}};
        const bool exact = importance.source == ImportanceSource::grid;
        if (exact) table.columns.push_back({"first", Format::three});
        if (exact && totals) table.columns.push_back({"total", Format::three});
        if (!exact) table.columns.insert(table.columns.end(), {{"median", Format::three}, {"maximum", Format::three}, {"median of chance", Format::three}, {"maximum of chance", Format::three}});
        std::vector<std::size_t> all(importance.choices.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        for (const std::size_t c : ranked(ranking, all)) {
            std::vector<Cell> row{importance.choices[c].name};
            const ChoiceImportance& at = ranking.of[c];
            if (exact && (!at.exact || (std::isnan(at.exact->first) && std::isnan(at.exact->total)))) continue;
            if (exact) row.emplace_back(at.exact->first);
            if (exact && totals) row.emplace_back(at.exact->total);
            if (!exact && at.pawn) row.insert(row.end(), {at.pawn->median, at.pawn->maximum, at.pawn->noise_median, at.pawn->noise_maximum});
            row.resize(table.columns.size());
            table.rows.push_back(std::move(row));
        }
        if (!importance.overlapping.empty()) table.note += " Scenarios were skipped, so shares of different choices can overlap.";
        blocks.push_back(table);
        add_figure(blocks, tornado_figure(importance, ranking, id + "-figure", of));
    }
    return blocks;
}

}  // namespace qca::appendix
