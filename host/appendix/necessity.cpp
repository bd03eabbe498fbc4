#include <algorithm>

#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"

namespace qca::appendix {
namespace {

double share_at_cutoff(const NecessityFor& of) {
    return static_cast<double>(of.total[0]) / static_cast<double>(of.total[0] + of.total[1] + of.total[2]);
}

Table table_for(const AppendixSource& source, const Analysis* own, bool negation) {
    const NecessityResult& swept = source.result.necessity;
    const std::string outcome = outcome_name(negation ? negated_study(source.study) : source.study);
    Table table{negation ? "necessity-negation" : "necessity", "Necessity for " + outcome, "", {{"set", Format::names}}, {}};
    if (own) table.columns.insert(table.columns.end(), {{"inclN", Format::three}, {"RoN", Format::three}, {"covN", Format::three}});
    if (!swept.sets.empty())
        table.columns.insert(table.columns.end(), {{"smallest inclN", Format::three}, {"largest inclN", Format::three}, {"mean inclN", Format::three},
                                                   {fmt::format("inclN ≥ {}", swept.cutoff), Format::percent}});
    std::vector<std::string> sets;
    if (own)
        for (const Necessity& of : own->necessity) sets.push_back(of.set);
    for (const SetNecessity& of : swept.sets)
        if (std::find(sets.begin(), sets.end(), of.set) == sets.end()) sets.push_back(of.set);
    for (const std::string& set : sets) {
        std::vector<Cell> row{set};
        if (own) {
            const auto of = std::find_if(own->necessity.begin(), own->necessity.end(), [&](const Necessity& n) { return n.set == set; });
            if (of != own->necessity.end()) row.insert(row.end(), {of->inclN, of->RoN, of->covN});
            row.resize(4);
        }
        const auto of = std::find_if(swept.sets.begin(), swept.sets.end(), [&](const SetNecessity& n) { return n.set == set; });
        if (of != swept.sets.end()) {
            const NecessityFor& all = of->explained[negation ? 1 : 0];
            row.insert(row.end(), {all.inclN.minimum, all.inclN.maximum, all.inclN.mean, share_at_cutoff(all)});
        }
        row.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
    if (own) table.note = "inclN, RoN and covN under the study's own choices.";
    if (!swept.sets.empty())
        table.note += " Smallest, largest and mean over the evaluated scenarios in which the set takes part, and the share of them at the cutoff or above.";
    return table;
}

}  // namespace

std::vector<Block> necessity_blocks(const AppendixSource& source, const Findings& found) {
    if (!found.own && source.result.necessity.sets.empty()) return {};
    return {table_for(source, found.own ? &*found.own : nullptr, false), table_for(source, found.negation ? &*found.negation : nullptr, true)};
}

}  // namespace qca::appendix
