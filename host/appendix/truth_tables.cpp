#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"

namespace qca::appendix {
namespace {

Table table_for(const AppendixSource& source, const Findings& found, bool negation) {
    const Analysis& analysis = negation ? *found.negation : *found.own;
    const std::string outcome = outcome_name(negation ? negated_study(source.study) : source.study);
    const RowFlips* flips = found.sample ? (negation ? &found.sample->negation : &found.sample->outcome) : nullptr;
    if (flips != nullptr && flips->compared == 0) flips = nullptr;
    Table table{negation ? "truth-table-negation" : "truth-table", "Truth table for " + outcome, "", {}, {}};
    for (const std::string& name : condition_names(source.study)) table.columns.push_back({name, Format::plain});
    table.columns.insert(table.columns.end(), {{"OUT", Format::text}, {"n", Format::plain}, {"incl", Format::three}, {"PRI", Format::three}});
    if (flips) table.columns.push_back({"flips", Format::percent});
    table.columns.push_back({"cases", Format::names});
    std::vector<std::size_t> rows(analysis.table.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto shown = [&](std::size_t row) { return analysis.table[row].n > 0 || (flips && flips->flipped[row] > 0); };
    std::erase_if(rows, [&](std::size_t row) { return !shown(row); });
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        const auto place = [&](std::size_t row) { return std::string_view("1C0?").find(analysis.table[row].out); };
        return place(a) != place(b) ? place(a) < place(b) : analysis.table[a].incl > analysis.table[b].incl;
    });
    for (const std::size_t row : rows) {
        const TableRow& of = analysis.table[row];
        std::vector<Cell> cells;
        for (const char digit : configuration(row, source.study.conditions.size())) cells.emplace_back(static_cast<std::uint64_t>(digit - '0'));
        cells.insert(cells.end(), {std::string(1, of.out), static_cast<std::uint64_t>(of.n), of.n > 0 ? of.incl : std::numeric_limits<double>::quiet_NaN(),
                                   of.n > 0 ? of.pri : std::numeric_limits<double>::quiet_NaN()});
        if (flips) cells.emplace_back(static_cast<double>(flips->flipped[row]) / static_cast<double>(flips->compared));
        cells.emplace_back(fmt::format("{}", fmt::join(case_names(of.cases, *source.data), ", ")));
        table.rows.push_back(std::move(cells));
    }
    const Cutoffs& cutoffs = source.study.cutoffs;
    table.note = fmt::format("Inclusion cutoff {}, PRI cutoff {}, frequency cutoff {}. OUT ?: a logical remainder. {} of {} rows are not shown: remainders without cases.",
                             cutoffs.incl, cutoffs.pri, cutoffs.n, analysis.table.size() - rows.size(), analysis.table.size());
    if (flips)
        table.note += fmt::format(" Flips: share of {} scenarios with these conditions and this outcome{} in which the row is coded otherwise.", flips->compared,
                                  found.sample->all ? ", all of the sweep," : ", drawn at random from the sweep,");
    return table;
}

}  // namespace

std::vector<Block> truth_table_blocks(const AppendixSource& source, const Findings& found) {
    if (!found.own || found.own->table.empty()) return {};
    return {table_for(source, found, false), table_for(source, found, true)};
}

}  // namespace qca::appendix
