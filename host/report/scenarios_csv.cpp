#include "host/report/scenarios_csv.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/quantities.hpp"

namespace qca {

namespace {

std::string heading(const SweepResult& result) {
    std::string line = "id";
    for (const Axis& axis : result.axes) line += "," + quoted(axis.name);
    for (const PathResult& path : result.paths)
        if (!path.survival.empty()) line += "," + quoted("survival_" + path.name);
    if (!result.solution.empty()) line += ",solution";
    for (const auto& [name, fit] : {std::pair{"inclS", &result.fit_inclS}, std::pair{"PRI", &result.fit_PRI}, std::pair{"covS", &result.fit_covS}})
        if (!fit->empty()) line += fmt::format(",{}", name);
    return line + "\n";
}

}  // namespace

bool has_scenarios(const SweepResult& result) {
    if (result.design.stated()) return false;
    return !result.solution.empty() || !result.fit_inclS.empty() || !result.fit_PRI.empty() || !result.fit_covS.empty() ||
           std::any_of(result.paths.begin(), result.paths.end(), [](const PathResult& path) { return !path.survival.empty(); });
}

void write_scenarios(const SweepResult& result, const std::function<void(std::string_view)>& sink) {
    sink(heading(result));
    // Written once, not once a scenario.
    std::vector<std::vector<std::string>> values;
    for (const Axis& axis : result.axes) {
        values.emplace_back();
        for (std::size_t v = 0; v < axis.size(); ++v) values.back().push_back("," + quoted(axis_value(axis, v)));
    }
    std::vector<std::string> solutions;
    for (const CensusEntry& entry : result.census) solutions.push_back("," + quoted(entry.expression));
    std::vector<std::size_t> at(values.size(), 0);
    std::string line;
    for (std::uint64_t id = 0; id < result.counts.scenarios; ++id) {
        line = fmt::format("{}", id);
        for (std::size_t a = 0; a < at.size(); ++a) line += values[a][at[a]];
        for (const PathResult& path : result.paths)
            if (!path.survival.empty()) line.append(",").append(survival_names[path.survival[id]]);
        if (!result.solution.empty()) line += result.solution[id] == no_solution_id ? "," : solutions[result.solution[id]];
        for (const auto* fit : {&result.fit_inclS, &result.fit_PRI, &result.fit_covS})
            if (!fit->empty()) line += std::isnan((*fit)[id]) ? "," : fmt::format(",{}", (*fit)[id]);
        line += '\n';
        sink(line);
        for (std::size_t a = at.size(); a-- > 0;) {
            if (++at[a] < values[a].size()) break;
            at[a] = 0;
        }
    }
}

}  // namespace qca
