#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/report/quantities.hpp"
#include "host/report/sample_text.hpp"

namespace qca::appendix {

std::vector<Block> scenario_space_blocks(const AppendixSource& source) {
    const SweepResult& result = source.result;
    if (result.counts.scenarios == 1) return {Paragraph{"The study varies nothing: there is one scenario, its own."}};
    Table table{"scenario-space", "What was varied", "", {{"axis"}, {"meaning", Format::names}, {"values", Format::plain}, {"from all these", Format::names}, {"own choice", Format::text}}, {}};
    for (const Axis& axis : result.axes) {
        std::string values = axis_values(axis);
        constexpr std::size_t longest = 200;
        if (values.size() > longest) values = axis_value(axis, 0) + ", " + axis_value(axis, 1) + ", ..., " + axis_value(axis, axis.size() - 1);
        table.rows.push_back({axis.name, axis.long_name + (axis.units.empty() || axis.units == "1" ? "" : " (" + axis.units + ")"), axis.size(), values, own_text(axis)});
    }
    table.columns[3].name = "tried";
    table.note = result.design.stated() ? sample_note(result.design)
                                        : fmt::format("All {} combinations of these values were evaluated{} ({}).", grouped(result.counts.scenarios),
                                                      result.counts.skipped > 0 ? fmt::format(", but for {} skipped ones", grouped(result.counts.skipped)) : "",
                                                      table_reference("counts"));
    std::vector<Block> blocks{table};
    if (!source.study.sweep.exclude.empty()) {
        std::string text = "Excluded by the study file:";
        for (const Exclusion& exclusion : source.study.sweep.exclude) text += " " + exclusion.text + ";";
        text.back() = '.';
        blocks.push_back(Paragraph{text});
    }
    return blocks;
}

}  // namespace qca::appendix
