#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/appendix/figures.hpp"
#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"
#include "host/report/range_words.hpp"
#include "host/study/expression.hpp"

namespace qca::appendix {
namespace {

Table table_of(const AppendixSource& source, const FlipRanges& ranges, const std::string& id, const std::string& of) {
    Table table{id, "Sensitivity ranges: " + of,
                fmt::format("Each number is moved alone, all else as the study says; between lower and upper bound nothing changes (exact bounds, to the double). Anchors are "
                            "searched to {} times their distance beyond the data.", ranges.reach),
                {{"number", Format::names}, {"lower", Format::plain}, {"own", Format::plain}, {"upper", Format::plain}, {"beyond", Format::names}}, {}};
    for (const ParameterRange& range : ranges.parameters) {
        const RangeInterval& at = range.intervals[range.own_interval];
        std::string beyond;
        const auto side = [&](bool low) {
            const std::string end = range_end_name(range, range.own_interval, low);
            beyond += beyond.empty() ? "" : "; ";
            beyond += low ? "below: " : "above: ";
            if (end != "changed") {
                beyond += end == "search_edge" ? "unchanged as far as searched" : "not feasible";
                return;
            }
            const auto& boundary = range.boundaries[low ? range.own_interval - 1 : range.own_interval];
            std::vector<std::string> flips;
            for (const RowFlip& flip : boundary.flips) flips.push_back(flip_text(source.study, *source.data, range.parameter, flip));
            beyond += fmt::format("{}, {}", state_name(ranges, range.intervals[low ? range.own_interval - 1 : range.own_interval + 1].state), fmt::join(flips, ", "));
        };
        side(true);
        side(false);
        const auto bound = [&](bool low) {
            if (range.parameter.is_whole()) return low ? at.first : at.last;
            return low ? boundary_value(value_before(range.parameter, at.first), at.first) : boundary_value(at.last, value_after(range.parameter, at.last));
        };
        table.rows.push_back({range.parameter.name, bound(true), range.own, bound(false), beyond});
    }
    if (!ranges.immovable.empty()) table.note += fmt::format(" Without anchors: {}.", fmt::join(ranges.immovable, ", "));
    if (!ranges.path && ranges.states.size() > 1) {
        table.note += " Solutions:";
        for (std::size_t s = 0; s < ranges.states.size() && s < 12; ++s) {
            std::vector<std::string> models;
            for (std::size_t m = 0; m < ranges.states[s].models.size() && m < 3; ++m)
                models.push_back(model_expression(ranges.states[s].models[m], condition_names(source.study)));
            table.note += fmt::format(" {}: {}{}.", state_name(ranges, s), models.empty() ? "none" : fmt::format("{}", fmt::join(models, " or ")),
                                      ranges.states[s].models.size() > models.size() ? " and more" : "");
        }
        if (ranges.states.size() > 12) table.note += fmt::format(" {} more are not named here.", ranges.states.size() - 12);
    }
    return table;
}

}  // namespace

std::vector<Block> range_blocks(const AppendixSource& source, const Findings& found) {
    if (!found.solution_ranges) return {};
    const std::string type = solution_type_names[static_cast<std::size_t>(source.study.solution_type)];
    std::vector<Block> blocks{table_of(source, *found.solution_ranges, "ranges", fmt::format("the {} solution", type))};
    add_figure(blocks, range_figure(*found.solution_ranges, "ranges-figure", fmt::format("the {} solution", type)));
    for (std::size_t p = 0; p < found.path_ranges.size(); ++p) {
        const std::string id = plain_id(source.result.paths[p].name), of = fmt::format("the path {} in the {} solution", source.result.paths[p].expression, type);
        blocks.push_back(table_of(source, found.path_ranges[p], "ranges-" + id, of));
        add_figure(blocks, range_figure(found.path_ranges[p], "ranges-figure-" + id, of));
    }
    return blocks;
}

}  // namespace qca::appendix
