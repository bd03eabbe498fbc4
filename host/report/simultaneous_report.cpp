#include "host/report/simultaneous_report.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/quantities.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

constexpr std::size_t most_rows = 20;

std::uint64_t total(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

/// The highest cutoff at which the row still is one; it is one at the lowest.
std::size_t highest_cutoff(const std::vector<std::uint64_t>& counts) {
    std::size_t at = counts.size();
    while (at > 1 && counts[at - 1] == 0) --at;
    return at - 1;
}

}  // namespace

std::size_t worst_cutoff(const std::vector<std::uint64_t>& counts) {
    return static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

const Axis& inclusion_axis(const SweepResult& result) {
    return *std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& axis) { return axis.name == "incl_cut"; });
}

std::string simultaneous_text(const SweepResult& result) {
    const SimultaneousResult& found = result.simultaneous;
    if (!found.looked) return "";
    const Axis& axis = inclusion_axis(result);
    std::string text = "\nSimultaneous subsets: rows coded 1 for the outcome and for its negation\n\n";
    text += fmt::format("In {} of the scenarios there is at least one.\n", percent(total(found.any), result.counts.evaluated));
    if (found.rows.empty()) return text;
    TextTable cutoffs({"inclusion cutoff", "scenarios with one", "share"}, "rrr");
    for (std::size_t i = 0; i < axis.size(); ++i)
        cutoffs.add({aligned_values(axis)[i], grouped(found.any[i]), percent(found.any[i], found.evaluated[i])});
    TextTable rows({"row", "scenarios", "share", "worst inclusion cutoff", "share there", "last at"}, "lrrrrr");
    for (std::size_t i = 0; i < found.rows.size() && i < most_rows; ++i) {
        const SimultaneousRow& row = found.rows[i];
        const std::size_t worst = worst_cutoff(row.counts);
        rows.add({row.row, grouped(total(row.counts)), percent(total(row.counts), row.scenarios), axis_value(axis, worst),
                  percent(row.counts[worst], row.evaluated[worst]), axis_value(axis, highest_cutoff(row.counts))});
    }
    text += "\n" + cutoffs.text() + "\n" + rows.text();
    if (found.rows.size() > most_rows)
        text += fmt::format("{} more rows are left out; --format json has all.\n", found.rows.size() - most_rows);
    return text;
}

std::string simultaneous_csv(const SweepResult& result) {
    std::string text;
    if (!result.simultaneous.looked) return text;
    const Axis& axis = inclusion_axis(result);
    for (std::size_t i = 0; i < axis.size(); ++i)
        text += fmt::format("simultaneous,,,any,{},{},{},{}\n", axis.name, axis_value(axis, i), result.simultaneous.any[i],
                            number_cell(share(result.simultaneous.any[i], result.simultaneous.evaluated[i])));
    for (const SimultaneousRow& row : result.simultaneous.rows)
        for (std::size_t i = 0; i < axis.size(); ++i)
            text += fmt::format("simultaneous,{},,row,{},{},{},{}\n", quoted(row.row), axis.name, axis_value(axis, i), row.counts[i],
                                number_cell(share(row.counts[i], row.evaluated[i])));
    return text;
}

}  // namespace qca
