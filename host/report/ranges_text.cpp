#include <fmt/format.h>

#include <algorithm>

#include "host/report/names.hpp"
#include "host/report/range_words.hpp"
#include "host/report/ranges_report.hpp"
#include "host/report/text_table.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

class Writer {
  public:
    Writer(const Study& study, const StudyData& data, const FlipRanges& ranges)
        : study_(study), data_(data), ranges_(ranges) {}

    std::string text() const {
        std::string text = head() + table();
        for (const ParameterRange& range : ranges_.parameters) text += changes(range);
        if (ranges_.path) text += cases();
        return text + solutions();
    }

  private:
    std::string head() const {
        const char* type = solution_type_names[static_cast<std::size_t>(study_.solution_type)];
        std::string text = fmt::format("{}\n", study_.name);
        if (ranges_.path)
            text += fmt::format("Sensitivity ranges of the path {} in the {} solution of {}: {}\n",
                                to_expression(*ranges_.path, condition_names(study_)), type, outcome_name(study_),
                                state_name(ranges_, 0));
        else
            text += fmt::format("Sensitivity ranges of the {} solution of {}\n", type, outcome_name(study_));
        return text + fmt::format("Each number is moved alone, all else as the study says; anchors as far as {} times their "
                                  "distance beyond the data and each other.\n", ranges_.reach) +
               (ranges_.immovable.empty() ? ""
                                          : fmt::format("No anchors: {}.\n", fmt::join(ranges_.immovable, ", ")));
    }

    std::string table() const {
        TextTable table({"number", "own", "same from", "to", "below", "above"}, "lrrrll");
        for (const ParameterRange& range : ranges_.parameters) {
            const std::size_t own = range.own_interval;
            table.add({range.parameter.name, fmt::format("{}", range.own), end(range, own, true), end(range, own, false),
                       beyond(range, own, true), beyond(range, own, false)});
        }
        return "\n" + table.text();
    }

    /// Where an interval ends, by the neater of the neighbouring doubles; where values would not be feasible, by the bound.
    std::string end(const ParameterRange& range, std::size_t interval, bool low) const {
        const RangeInterval& at = range.intervals[interval];
        if (range.parameter.is_whole()) return range_number(range.parameter, low ? at.first : at.last);
        const double value = low ? boundary_value(value_before(range.parameter, at.first), at.first)
                                 : boundary_value(at.last, value_after(range.parameter, at.last));
        return range_number(range.parameter, value);
    }

    std::string beyond(const ParameterRange& range, std::size_t interval, bool low) const {
        const std::string name = range_end_name(range, interval, low);
        if (name != "changed") return name == "search_edge" ? "search edge" : name;
        return "changed: " + state_name(ranges_, range.intervals[low ? interval - 1 : interval + 1].state);
    }

    std::string changes(const ParameterRange& range) const {
        if (range.boundaries.empty() && range.touches.empty()) return "";
        std::string text = fmt::format("\n{} {}\n", range.parameter.name, range.own);
        for (std::size_t i = range.own_interval; i-- > 0;) text += change(range, i, true);
        for (std::size_t i = range.own_interval; i < range.boundaries.size(); ++i) text += change(range, i, false);
        for (const RangeTouch& touch : range.touches)
            text += fmt::format("  near {} the {} of row {} lies on its cutoff; changes within 1e-10 of the anchors' distance are not told apart\n",
                                range_number(range.parameter, touch.value), cause_name(touch.statistic),
                                configuration(touch.row, study_.conditions.size()));
        return text;
    }

    /// One boundary, seen from the study's value.
    std::string change(const ParameterRange& range, std::size_t boundary, bool downward) const {
        const RangeBoundary& at = range.boundaries[boundary];
        const std::size_t inner = downward ? boundary + 1 : boundary, outer = downward ? boundary : boundary + 1;
        const double beyond = downward ? at.below : at.above;
        std::string text = fmt::format("  {:<38} {} -> {}\n", place(range.parameter, at.below, at.above, beyond, downward),
                                       state_name(ranges_, range.intervals[inner].state),
                                       state_name(ranges_, range.intervals[outer].state));
        for (const RowFlip& flip : at.flips)
            text += "      " + flip_text(study_, data_, range.parameter, flip) + "\n";
        return text;
    }

    /// `below 14.5`, `at 14.5 and below`.
    static std::string place(const RangeParameter& parameter, double below, double above, double beyond, bool downward) {
        const double value = parameter.is_whole() ? beyond : boundary_value(below, above);
        const std::string number = range_number(parameter, value);
        const char* direction = downward ? "below" : "above";
        return value == beyond ? fmt::format("at {} and {}", number, direction) : fmt::format("{} {}", direction, number);
    }

    std::string cases() const {
        const std::vector<std::string> own = case_names(ranges_.path_cases, data_);
        std::string text = fmt::format("\nCases of the path: {}\n", own.empty() ? "none" : fmt::format("{}", fmt::join(own, ", ")));
        for (const ParameterRange& range : ranges_.parameters) {
            const auto& all = range.path_cases;
            const auto first_above = std::find_if(all.begin(), all.end(), [](const auto& c) { return c.after > c.before; });
            for (auto at = first_above; at != all.begin();) text += case_change(range, *--at);
            for (auto at = first_above; at != all.end(); ++at) text += case_change(range, *at);
        }
        return text;
    }

    std::string case_change(const ParameterRange& range, const PathCaseChange& change) const {
        const bool downward = change.after < change.before;
        const double below = std::min(change.before, change.after), above = std::max(change.before, change.after);
        return fmt::format("  {} {}: {} {} ({})\n", range.parameter.name,
                           place(range.parameter, below, above, change.after, downward), data_.cases[change.case_number],
                           change.enters ? "enters" : "leaves",
                           path_case_text(study_, data_, range.parameter, *ranges_.path, change));
    }

    std::string solutions() const {
        if (ranges_.path) return "";
        std::string text = "\nSolutions (S1: the study's own)\n";
        for (std::size_t s = 0; s < ranges_.states.size(); ++s) {
            const RangeState& state = ranges_.states[s];
            const std::string name = state_name(ranges_, s);
            if (state.models.empty()) text += fmt::format("  {:<4} no row is positive, no model\n", name);
            for (std::size_t m = 0; m < std::min(state.models.size(), most_models); ++m)
                text += fmt::format("  {:<4} {}\n", m == 0 ? name : "", model_expression(state.models[m], condition_names(study_)));
            if (state.models.size() > most_models)
                text += fmt::format("       and {} more models (--format json has them)\n", state.models.size() - most_models);
            if (state.capped) text += "       and further models, which were not compared\n";
        }
        return text;
    }

    static constexpr std::size_t most_models = 5;

    const Study& study_;
    const StudyData& data_;
    const FlipRanges& ranges_;
};

}  // namespace

std::string ranges_text(const Study& study, const StudyData& data, const FlipRanges& ranges) {
    return Writer(study, data, ranges).text();
}

}  // namespace qca
