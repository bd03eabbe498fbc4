#include "host/report/export_csv.hpp"

#include <fmt/format.h>

#include "host/report/census_report.hpp"
#include "host/report/csv.hpp"
#include "host/report/necessity_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/scenarios_csv.hpp"

namespace qca {

namespace {

using Sink = CsvTable::Sink;

void axes(const SweepResult& result, const Sink& sink) {
    sink("axis,long_name,units,position,value,own\n");
    for (const Axis& axis : result.axes)
        for (std::size_t v = 0; v < axis.size(); ++v)
            sink(fmt::format("{},{},{},{},{},{}\n", quoted(axis.name), quoted(axis.long_name), quoted(axis.units), v,
                             quoted(axis_value(axis, v)), axis.own == v ? 1 : 0));
}

std::string count_rows(const std::string& start, const StateCounts& counts) {
    std::string rows;
    for (std::size_t s = 0; s < counts.size(); ++s) rows += fmt::format("{},{},{}\n", start, survival_names[s], counts[s]);
    return rows;
}

std::string choice(const Axis& axis, std::size_t value) { return quoted(axis.name) + "," + quoted(axis_value(axis, value)); }

void totals(const SweepResult& result, const Sink& sink) {
    sink("path,expression,own,state,count\n");
    for (const PathResult& path : result.paths)
        sink(count_rows(fmt::format("{},{},{}", quoted(path.name), quoted(path.expression),
                                    survival_names[static_cast<std::size_t>(path.own)]),
                        path.total));
}

void maps(const SweepResult& result, const Sink& sink) {
    sink("path,axis,value,state,count\n");
    for (const PathResult& path : result.paths)
        for (std::size_t a = 0; a < result.axes.size(); ++a)
            for (std::size_t v = 0; v < result.axes[a].size(); ++v)
                sink(count_rows(quoted(path.name) + "," + choice(result.axes[a], v), path.axis_maps[a][v]));
}

void pair_maps(const SweepResult& result, const Sink& sink) {
    sink("path,axis_a,value_a,axis_b,value_b,state,count\n");
    const auto pairs = axis_pairs(result.axes.size());
    for (const PathResult& path : result.paths)
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            const Axis& a = result.axes[pairs[p].first];
            const Axis& b = result.axes[pairs[p].second];
            for (std::size_t cell = 0; cell < a.size() * b.size(); ++cell)
                sink(count_rows(quoted(path.name) + "," + choice(a, cell / b.size()) + "," + choice(b, cell % b.size()),
                                path.pair_maps[p][cell]));
        }
}

void cases(const SweepResult& result, const Sink& sink) {
    sink("path,case,count\n");
    for (const PathResult& path : result.paths)
        for (std::size_t c = 0; c < path.case_counts.size(); ++c)
            sink(fmt::format("{},{},{}\n", quoted(path.name), quoted(result.cases[c]), path.case_counts[c]));
}

}  // namespace

std::vector<CsvTable> export_tables(const SweepResult& result) {
    const auto table = [&result](const char* file, void (*rows)(const SweepResult&, const Sink&)) {
        return CsvTable{file, [&result, rows](const Sink& sink) { rows(result, sink); }};
    };
    std::vector<CsvTable> tables{table("axes.csv", axes), table("totals.csv", totals), table("maps.csv", maps),
                                 table("pair_maps.csv", pair_maps), table("cases.csv", cases),
                                 table("census.csv", [](const SweepResult& from, const Sink& sink) { sink(census_csv(from)); })};
    if (!result.necessity.sets.empty())
        tables.push_back(table("necessity.csv", [](const SweepResult& from, const Sink& sink) { sink(necessity_csv(from)); }));
    if (has_scenarios(result)) tables.push_back(table("scenarios.csv", write_scenarios));
    return tables;
}

}  // namespace qca
