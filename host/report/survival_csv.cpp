#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/path_company_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/survival_report.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

std::string count_rows(const std::string& start, const StateCounts& counts) {
    std::string rows;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        const bool has_share = static_cast<Survival>(s) != Survival::skipped;
        rows += fmt::format("{},{},{},{}\n", start, survival_names[s], counts[s],
                            has_share ? number_cell(share(counts[s], evaluated(counts))) : "");
    }
    return rows;
}

std::string choice(const Axis& axis, std::size_t value) {
    return quoted(axis.name) + "," + quoted(axis_value(axis, value));
}

}  // namespace

std::string survival_csv(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where) {
    std::string text = "kind,axis,value,state,count,share\n";
    if (where) text += fmt::format("where,{},,,\n", choice(result.axes[*where], 0));
    text += fmt::format("own,,,{},,\n", survival_names[static_cast<std::size_t>(path.own)]);
    text += count_rows("total,,", path.total);
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        for (std::size_t v = 0; v < result.axes[a].size(); ++v)
            text += count_rows("axis," + choice(result.axes[a], v), path.axis_maps[a][v]);
    for (const SingleChange& change : list_single_changes(result, path))
        text += fmt::format("single_change,{},{},,\n", choice(result.axes[change.to.axis], change.to.value),
                            survival_names[static_cast<std::size_t>(change.state)]);
    for (const CaseRetention& entry : case_retention(result, path))
        text += fmt::format("case,,{},in_path,{},{}\n", quoted(result.cases[entry.case_number]),
                            entry.scenarios, number_cell(entry.share));
    return where ? text : text + company_csv(result, path);
}

}  // namespace qca
