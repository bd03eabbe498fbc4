#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "host/appendix/figures.hpp"
#include "host/appendix/parts.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {
namespace {

constexpr std::array<const char*, survival_states> meanings{
    "a path of every minimal model", "a path of some minimal models",   "a model has it with more conditions", "a model has it with fewer conditions",
    "several paths of a model cover it", "in none of these ways", "no row is positive, there is no solution", "not evaluated"};

Table states_table(const AppendixSource& source) {
    Table table{"survival", "Survival of the paths by state", fmt::format("Shares of the evaluated scenarios. Own: the state under the study's own choices."),
                {{"path", Format::names}, {"state"}, {"meaning", Format::names}, {"scenarios", Format::plain}, {"share", Format::percent}, {"own"}}, {}};
    for (const PathResult& path : source.result.paths)
        for (int s = 0; s < survival_states; ++s) {
            const auto state = static_cast<std::size_t>(s);
            const bool counted = static_cast<Survival>(s) != Survival::skipped;
            table.rows.push_back({path.expression, survival_names[state], meanings[state], path.total[state],
                                  counted ? Cell{share(path.total[state], evaluated(path.total))} : Cell{}, static_cast<int>(path.own) == s ? "own" : ""});
        }
    return table;
}

Table axis_table(const AppendixSource& source, const PathResult& path, const std::string& id) {
    Table table{"survival-axes-" + id, fmt::format("Survival of {} by every choice", path.expression),
                "The path survives in the states exact_all and exact_some. Shares of the evaluated scenarios with that value; * the study's own choice.",
                {{"axis"}, {"value", Format::names}, {"evaluated", Format::plain}, {"survives", Format::percent}}, {}};
    for (std::size_t s = 0; s + 1 < survival_states; ++s) {
        std::string name = survival_names[s];
        std::replace(name.begin(), name.end(), '_', ' ');
        table.columns.push_back({name, Format::percent});
    }
    for (std::size_t a = 0; a < source.result.axes.size(); ++a) {
        const Axis& axis = source.result.axes[a];
        for (std::size_t v = 0; v < axis.size(); ++v) {
            const StateCounts& counts = path.axis_maps[a][v];
            std::vector<Cell> row{axis.name, axis_value(axis, v) + (axis.own == v ? " *" : ""), evaluated(counts), survival_share(counts)};
            for (std::size_t s = 0; s + 1 < survival_states; ++s) row.emplace_back(share(counts[s], evaluated(counts)));
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

/// The axis of solution types, or nothing.
std::optional<std::size_t> type_axis(const SweepResult& result) {
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        if (result.axes[a].name == solution_type_axis && result.axes[a].size() > 1) return a;
    return std::nullopt;
}

Table type_table(const AppendixSource& source, std::size_t axis) {
    Table table{"survival-types", "Survival of the paths by solution type", "Shares of the evaluated scenarios of that type.",
                {{"path", Format::names}, {"solution type"}, {"state"}, {"scenarios", Format::plain}, {"share", Format::percent}}, {}};
    for (const PathResult& path : source.result.paths)
        for (std::size_t t = 0; t < source.result.axes[axis].size(); ++t)
            for (std::size_t s = 0; s + 1 < survival_states; ++s) {
                const StateCounts& counts = path.axis_maps[axis][t];
                table.rows.push_back({path.expression, source.result.axes[axis].labels[t], survival_names[s], counts[s], share(counts[s], evaluated(counts))});
            }
    return table;
}

Table changes_table(const AppendixSource& source, const PathResult& path, const std::string& id) {
    Table table{"single-changes-" + id, fmt::format("What one changed choice does to {}", path.expression),
                "The study's own scenario with one choice changed, all that lie on the axes; only changes after which the path is in another state.",
                {{"axis"}, {"value", Format::names}, {"state"}, {"effect"}}, {}};
    for (const SingleChange& change : list_single_changes(source.result, path)) {
        if (change.state == path.own) continue;
        table.rows.push_back({source.result.axes[change.to.axis].name, axis_value(source.result.axes[change.to.axis], change.to.value),
                              survival_names[static_cast<std::size_t>(change.state)], change.kills ? "the path is lost" : change.revives ? "the path comes about" : ""});
    }
    return table;
}

}  // namespace

std::vector<Block> survival_blocks(const AppendixSource& source) {
    if (source.result.paths.empty()) return {};
    std::vector<Block> blocks{states_table(source)};
    const auto types = type_axis(source.result);
    if (types) blocks.push_back(type_table(source, *types));
    add_figure(blocks, survival_figure(source.result));
    for (const PathResult& path : source.result.paths) {
        const std::string id = plain_id(path.name);
        blocks.push_back(axis_table(source, path, id));
        const Table changes = changes_table(source, path, id);
        if (!changes.rows.empty()) blocks.push_back(changes);
    }
    return blocks;
}

std::vector<Block> path_case_blocks(const AppendixSource& source) {
    std::vector<Block> blocks;
    for (const PathResult& path : source.result.paths) {
        const std::string id = plain_id(path.name);
        Table table{"path-cases-" + id, fmt::format("Cases of {}", path.expression),
                    "Scenarios in which the path survives with the case in it (membership above 0.5), and their share of all in which it survives. Lowest: the single choice with "
                    "the lowest share.",
                    {{"case"}, {"scenarios", Format::plain}, {"share", Format::percent}, {"lowest", Format::percent}, {"at", Format::names}}, {}};
        for (const CaseRetention& of : case_retention(source.result, path))
            table.rows.push_back({source.result.cases[of.case_number], of.scenarios, of.share, of.lowest ? Cell{of.lowest_share} : Cell{},
                                  of.lowest ? axis_and_value(source.result.axes[of.lowest->axis], of.lowest->value) : ""});
        if (table.rows.empty()) continue;
        blocks.push_back(table);
        add_figure(blocks, case_figure(source.result, path, "cases-" + id));
    }
    return blocks;
}

std::vector<Block> leave_one_out_blocks(const AppendixSource& source) {
    const SweepResult& result = source.result;
    const auto axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& of) { return of.name == cases_axis; });
    if (axis == result.axes.end()) return {};
    const auto a = static_cast<std::size_t>(axis - result.axes.begin());
    std::vector<Block> blocks;
    for (const PathResult& path : result.paths) {
        const std::string id = plain_id(path.name);
        Table table{"leave-out-" + id, fmt::format("Survival of {} by the cases that take part", path.expression),
                    "Shares of the evaluated scenarios with these cases. Alone: the path's state when nothing else is changed from the study's own choices.",
                    {{"cases", Format::names}, {"evaluated", Format::plain}, {"survives", Format::percent}, {"alone"}}, {}};
        for (std::size_t v = 0; v < axis->size(); ++v)
            table.rows.push_back({axis_value(*axis, v), evaluated(path.axis_maps[a][v]), survival_share(path.axis_maps[a][v]),
                                  path.single_changes.empty() || path.single_changes[a].empty() ? Cell{} : Cell{survival_names[path.single_changes[a][v]]}});
        blocks.push_back(table);
        add_figure(blocks, leave_out_figure(result, path, a, "leave-out-figure-" + id));
    }
    return blocks;
}

}  // namespace qca::appendix
