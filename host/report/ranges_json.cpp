#include <nlohmann/json.hpp>

#include "host/report/flip_json.hpp"
#include "host/report/names.hpp"
#include "host/report/range_words.hpp"
#include "host/report/ranges_report.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json states_json(const Study& study, const FlipRanges& ranges) {
    Json states = Json::array();
    for (std::size_t s = 0; s < ranges.states.size(); ++s) {
        if (ranges.path) {
            states.push_back({{"state", state_name(ranges, s)}});
            continue;
        }
        Json models = Json::array();
        for (const auto& model : ranges.states[s].models) {
            Json paths = Json::array();
            for (const Implicant& path : model) paths.push_back(to_expression(path, condition_names(study)));
            models.push_back(std::move(paths));
        }
        states.push_back({{"state", state_name(ranges, s)}, {"models", std::move(models)}, {"capped", ranges.states[s].capped}});
    }
    return states;
}

Json flips_json(const Study& study, const StudyData& data, const RangeParameter& parameter,
                const std::vector<RowFlip>& flips) {
    Json list = Json::array();
    for (const RowFlip& flip : flips) {
        Json json = flip_json(study, data, flip);
        for (std::size_t c = 0; c < flip.causes.size(); ++c)
            json["causes"][c]["text"] = cause_text(study, data, parameter, flip, flip.causes[c]);
        list.push_back(std::move(json));
    }
    return list;
}

Json parameter_json(const Study& study, const StudyData& data, const FlipRanges& ranges, const ParameterRange& range) {
    const auto interval_json = [&](std::size_t i) {
        return Json{{"first", range.intervals[i].first},
                    {"last", range.intervals[i].last},
                    {"low_end", range_end_name(range, i, true)},
                    {"high_end", range_end_name(range, i, false)},
                    {"state", state_name(ranges, range.intervals[i].state)}};
    };
    Json intervals = Json::array(), boundaries = Json::array(), touches = Json::array(), cases = Json::array();
    for (std::size_t i = 0; i < range.intervals.size(); ++i) intervals.push_back(interval_json(i));
    for (const RangeBoundary& boundary : range.boundaries)
        boundaries.push_back({{"below", boundary.below},
                              {"above", boundary.above},
                              {"flips", flips_json(study, data, range.parameter, boundary.flips)}});
    for (const RangeTouch& touch : range.touches)
        touches.push_back({{"value", touch.value},
                           {"row", configuration(touch.row, study.conditions.size())},
                           {"statistic", cause_name(touch.statistic)}});
    for (const PathCaseChange& change : range.path_cases)
        cases.push_back({{"before", change.before},
                         {"after", change.after},
                         {"case", data.cases[change.case_number]},
                         {"enters", change.enters},
                         {"text", path_case_text(study, data, range.parameter, *ranges.path, change)}});
    Json report{{"parameter", range.parameter.name},
                {"own", range.own},
                {"same", interval_json(range.own_interval)},
                {"intervals", std::move(intervals)},
                {"boundaries", std::move(boundaries)},
                {"touches", std::move(touches)}};
    if (ranges.path) report["path_cases"] = std::move(cases);
    return report;
}

}  // namespace

std::string ranges_json(const Study& study, const StudyData& data, const FlipRanges& ranges) {
    Json parameters = Json::array();
    for (const ParameterRange& range : ranges.parameters)
        parameters.push_back(parameter_json(study, data, ranges, range));
    Json report{{"study", study.name},
                {"outcome", outcome_name(study)},
                {"solution_type", solution_type_names[static_cast<std::size_t>(study.solution_type)]},
                {"path", ranges.path ? Json(to_expression(*ranges.path, condition_names(study))) : Json(nullptr)},
                {"reach", ranges.reach},
                {"immovable", ranges.immovable},
                {"states", states_json(study, ranges)},
                {"parameters", std::move(parameters)}};
    if (ranges.path) report["path_cases"] = case_names(ranges.path_cases, data);
    return report.dump(2) + "\n";
}

}  // namespace qca
