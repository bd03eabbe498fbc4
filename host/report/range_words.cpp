#include "host/report/range_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/report/names.hpp"

namespace qca {
namespace {

using Kind = FlipCause::Kind;

/// More cases that jump at once (they have the same raw value) are counted.
constexpr std::size_t most_named_jumps = 3;

std::string moving_set_name(const Study& study, const RangeParameter& parameter) {
    return parameter.set == study.conditions.size() ? outcome_name(study) : study.set(parameter.set).name;
}

/// A membership passes 0.5, or comes to lie on it.
std::string passing_text(const std::string& case_name, const std::string& set, double membership, bool from_above) {
    const char* where = membership > 0.5 ? "rises above 0.5" : membership < 0.5 ? "falls below 0.5"
                        : from_above     ? "falls to 0.5"
                                         : "rises to 0.5";
    return fmt::format("{}'s membership in {} {}", case_name, set, where);
}

std::string statistic_text(const char* statistic, const std::string& row, double value, double cutoff, bool moves,
                           bool meets) {
    if (moves)
        return fmt::format("{} of row {}, {:.9f}, {}", statistic, row, value,
                           meets ? "meets the cutoff" : "lies below the cutoff");
    return fmt::format("{} of row {} {} {}", statistic, row, meets ? "reaches" : "falls below", cutoff);
}

bool literal_present(const Study& study, std::size_t set, std::uint32_t row) {
    return (row & condition_bit(static_cast<int>(set), static_cast<int>(study.conditions.size()))) != 0;
}

}  // namespace

const char* cause_name(Kind kind) {
    constexpr const char* names[] = {"membership", "jump", "n", "incl", "pri", "incl0"};
    return names[static_cast<std::size_t>(kind)];
}

std::string range_end_name(const ParameterRange& range, std::size_t interval, bool low) {
    if (low ? interval > 0 : interval + 1 < range.intervals.size()) return "changed";
    return (low ? range.searched.low_end : range.searched.high_end) == SearchEnd::edge ? "search_edge" : "infeasible";
}

std::string state_name(const FlipRanges& ranges, std::size_t state) {
    const std::optional<Survival>& survival = ranges.states[state].survival;
    return survival ? survival_names[static_cast<std::size_t>(*survival)] : fmt::format("S{}", state + 1);
}

double boundary_value(double below, double above) {
    return fmt::format("{}", below).size() < fmt::format("{}", above).size() ? below : above;
}

std::string range_number(const RangeParameter& parameter, double value) {
    return parameter.is_whole() ? fmt::format("{}", value) : fmt::format("{:.9f}", value);
}

std::string cause_text(const Study& study, const StudyData& data, const RangeParameter& parameter, const RowFlip& flip,
                       const FlipCause& cause) {
    using Parameter = RangeParameter::Kind;
    const std::string row = configuration(flip.row, study.conditions.size());
    const Cutoffs& cutoffs = study.cutoffs;
    switch (cause.kind) {
        case Kind::membership:
            return passing_text(data.cases[cause.case_number], moving_set_name(study, parameter), cause.membership,
                                cause.rises != literal_present(study, parameter.set, flip.row));
        case Kind::jump:
            return fmt::format("{}'s membership in {} jumps to {:.4g}", data.cases[cause.case_number],
                               moving_set_name(study, parameter), cause.membership);
        case Kind::n:
            if (parameter.kind == Parameter::n)
                return fmt::format("n of row {}, {}, {}", row, flip.n_to,
                                   cause.rises ? "meets the cutoff" : "lies below the cutoff");
            return fmt::format("n of row {} {} {}", row, cause.rises ? "rises to" : "falls to", flip.n_to);
        case Kind::incl:
            return statistic_text("inclusion", row, flip.incl, cutoffs.incl, parameter.kind == Parameter::incl, cause.rises);
        case Kind::pri:
            return statistic_text("PRI", row, flip.pri, cutoffs.pri, parameter.kind == Parameter::pri, cause.rises);
        case Kind::incl0:
            break;
    }
    return statistic_text("inclusion", row, flip.incl, cutoffs.incl0.value_or(0), parameter.kind == Parameter::incl0,
                          cause.rises);
}

std::string flip_text(const Study& study, const StudyData& data, const RangeParameter& parameter, const RowFlip& flip) {
    const auto jumps = static_cast<std::size_t>(std::count_if(
        flip.causes.begin(), flip.causes.end(), [](const FlipCause& cause) { return cause.kind == Kind::jump; }));
    std::vector<std::string> causes;
    if (jumps > most_named_jumps)
        causes.push_back(fmt::format("memberships of {} cases in {} jump", jumps, moving_set_name(study, parameter)));
    for (const FlipCause& cause : flip.causes)
        if (cause.kind != Kind::jump || jumps <= most_named_jumps)
            causes.push_back(cause_text(study, data, parameter, flip, cause));
    return fmt::format("row {}: {} -> {} ({})", configuration(flip.row, study.conditions.size()), flip.from, flip.to,
                       fmt::join(causes, "; "));
}

std::string path_case_text(const Study& study, const StudyData& data, const RangeParameter& parameter,
                           const Implicant& path, const PathCaseChange& change) {
    return passing_text(data.cases[change.case_number], moving_set_name(study, parameter), change.membership,
                        change.enters != literal_present(study, parameter.set, path.values));
}

}  // namespace qca
