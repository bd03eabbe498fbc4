#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"
#include "host/report/quantities.hpp"
#include "host/study/expression.hpp"

namespace qca::appendix {

std::vector<Block> chance_blocks(const AppendixSource& source, const Findings& found, const AppendixOptions& options) {
    if (!found.chance) return {};
    const Chance& chance = *found.chance;
    const std::vector<std::string> names = condition_names(source.study);
    Table test{"permutations", "Permutation tests of inclusion",
               fmt::format("The outcome's memberships are permuted over the cases ({}, {} arrangements, seed {}); p: share with at least the observed inclusion; p (Holm): for all paths "
                           "together.",
                           permutation_method_names[static_cast<std::size_t>(chance.test.method)], grouped(chance.test.arrangements), options.seed),
               {{"set", Format::names}, {"inclS", Format::three}, {"expected inclS", Format::three}, {"p", Format::plain}, {"p (Holm)", Format::plain}}, {}};
    for (std::size_t i = 0; i < chance.test.sets.size(); ++i) {
        const PermutedSet& set = chance.test.sets[i];
        const bool path = i < chance.paths.size();
        test.rows.push_back({path ? to_expression(chance.paths[i], names) : model_expression(chance.model, names) + " (model)", set.inclS, set.expected_inclS, set.p,
                             path ? Cell{chance.adjusted[i]} : Cell{}});
    }
    std::vector<Block> blocks{test};
    Table random{"random-data", "Random data with the study's margins",
                 "Outcome: its memberships are permuted over the cases; sets: each set's memberships are permuted by themselves. Shares of the data sets.",
                 {{"margins"}, {"data sets", Format::plain}, {"have a solution", Format::percent}, {"have the study's solution", Format::percent}}, {}};
    for (const ChanceOfData& of : chance.random) {
        const auto part = [&](std::uint64_t count) { return static_cast<double>(count) / static_cast<double>(of.counts.all); };
        random.rows.push_back({random_margin_names[static_cast<std::size_t>(of.margins)], of.counts.all, part(of.counts.solution), part(of.counts.same)});
    }
    if (!random.rows.empty()) blocks.push_back(random);
    Table retention{"retention", "Retention under changed cases", "All ways to delete so many cases, or to recode their outcome from y to 1 - y: shares that keep the solution, and that have some.",
                    {{"change"}, {"cases", Format::plain}, {"ways", Format::plain}, {"keep the solution", Format::percent}, {"have a solution", Format::percent}}, {}};
    for (const RetentionOfChange& change : chance.retention)
        for (const Retention& of : change.by_number)
            retention.rows.push_back({case_change_names[static_cast<std::size_t>(change.change)], static_cast<std::uint64_t>(of.changed), static_cast<double>(of.ways),
                                      static_cast<double>(of.kept) / static_cast<double>(of.ways), static_cast<double>(of.solution) / static_cast<double>(of.ways)});
    if (!retention.rows.empty()) blocks.push_back(retention);
    return blocks;
}

}  // namespace qca::appendix
