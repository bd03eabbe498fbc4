#include <fmt/format.h>

#include "host/report/csv.hpp"
#include "host/report/names.hpp"
#include "host/report/range_words.hpp"
#include "host/report/ranges_report.hpp"

namespace qca {
namespace {

std::string models_text(const Study& study, const RangeState& state) {
    std::vector<std::string> models;
    for (const auto& model : state.models) models.push_back(model_expression(model, condition_names(study)));
    return fmt::format("{}{}", fmt::join(models, " | "), state.capped ? " | ..." : "");
}

}  // namespace

std::string ranges_csv(const Study& study, const StudyData& data, const FlipRanges& ranges) {
    std::string text = "parameter,own,first,last,low_end,high_end,state,solution,because_low,because_high\n";
    for (const ParameterRange& range : ranges.parameters) {
        const auto because = [&](std::size_t boundary) {
            std::vector<std::string> flips;
            for (const RowFlip& flip : range.boundaries[boundary].flips)
                flips.push_back(flip_text(study, data, range.parameter, flip));
            return quoted(fmt::format("{}", fmt::join(flips, "; ")));
        };
        for (std::size_t i = 0; i < range.intervals.size(); ++i) {
            const RangeInterval& at = range.intervals[i];
            text += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", quoted(range.parameter.name),
                                i == range.own_interval ? fmt::format("{}", range.own) : "", at.first, at.last,
                                range_end_name(range, i, true), range_end_name(range, i, false),
                                state_name(ranges, at.state), quoted(models_text(study, ranges.states[at.state])),
                                i > 0 ? because(i - 1) : "", i + 1 < range.intervals.size() ? because(i) : "");
        }
    }
    return text;
}

}  // namespace qca
