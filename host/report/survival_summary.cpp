#include <numeric>

#include <fmt/format.h>

#include "host/report/census_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/sample_text.hpp"
#include "host/report/survival_report.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

constexpr std::size_t most_cases = 6;

const char* state_name(Survival state) {
    return survival_names[static_cast<std::size_t>(state)];
}

std::string counts_text(const SweepResult& result) {
    const SweepCounts& counts = result.counts;
    const Provenance& from = result.provenance;
    std::string text = fmt::format("{}: outcome {}, {}\n", from.study_name, result.outcome,
                                   counted(result.cases.size(), "case"));
    text += fmt::format("  scenarios     {}: {} evaluated, {}\n", grouped(counts.scenarios), grouped(counts.evaluated),
                        skipped_scenarios(counts.skipped, counts.excluded));
    if (result.design.stated()) text += fmt::format("  design        {}\n", design_text(result.design));
    text += fmt::format("  calibrations  {}\n", grouped(counts.calibrations));
    text += fmt::format("  solutions     {} distinct, from {}\n", grouped(result.census.size()),
                        counted(result.provenance.distinct_tables, "truth table"));
    text += census_summary(result);
    text += fmt::format("  time          {}, {} scenarios/s ({}{})\n", duration(from.seconds),
                        rate(from.seconds > 0 ? static_cast<double>(counts.evaluated) / from.seconds : 0),
                        from.backend, from.threads > 0 ? ", " + counted(from.threads, "thread") : "");
    return text;
}

/// What is not complete, in words.
std::string limits_text(const SweepCounts& counts) {
    std::string text;
    if (counts.capped > 0)
        text += fmt::format(
            "Note: {} ({}) have more models than were enumerated; states there are "
            "judged by those enumerated.\n",
            counted(counts.capped, "scenario"), percent(counts.capped, counts.evaluated));
    if (counts.census_overflow > 0)
        text += fmt::format(
            "Note: the census is full: {} ({}) have solutions that it does not list; the counts of "
            "the paths include them.\n",
            counted(counts.census_overflow, "scenario"), percent(counts.census_overflow, counts.evaluated));
    return text;
}

std::string by_question(const SweepResult& result, const PathResult& path) {
    std::string text;
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        const Axis& axis = result.axes[a];
        if (!is_question(axis) || axis.size() < 2 || axis.size() > most_listed_values) continue;
        for (std::size_t v = 0; v < axis.size(); ++v)
            text += fmt::format("{}{} {}", v == 0 ? fmt::format("  by {}: ", question_name(axis)) : ", ", axis_value(axis, v),
                                percent(survival_share(path.axis_maps[a][v])));
        text += "\n";
    }
    return text;
}

std::string fate_text(const SweepResult& result, const PathResult& path) {
    const std::uint64_t all = evaluated(path.total), stays = surviving(path.total);
    if (all == 0) return "  no scenario was evaluated\n";
    const std::optional<Survival> other = main_other_fate(path.total);
    const std::string otherwise =
        other ? fmt::format("{} {}", state_name(*other),
                            percent(path.total[static_cast<std::size_t>(*other)], all))
              : "";
    if (stays == 0)
        return fmt::format("  survives in none of {}; mostly {}\n", counted(all, "scenario"), otherwise);
    return fmt::format("  survives in {} of {} (exact_all {}, exact_some {}){}\n", percent(stays, all),
                       counted(all, "scenario"), percent(path.total[0], all), percent(path.total[1], all),
                       otherwise.empty() ? "" : "; otherwise mostly " + otherwise) +
           by_question(result, path);
}

std::string harm_text(const SweepResult& result, const PathResult& path) {
    if (!survives(path.own) || list_single_changes(result, path).empty()) return "";
    const std::optional<SingleChange> worst = most_harmful_change(result, path);
    if (!worst) return "  no single change kills it\n";
    const Axis& axis = result.axes[worst->to.axis];
    const StateCounts& there = path.axis_maps[worst->to.axis][worst->to.value];
    return fmt::format(
        "  most harmful single change: {} {}-> {}: {} (survives in {} of the scenarios there)\n", axis.name,
        axis.own ? axis_value(axis, *axis.own) + " " : "", axis_value(axis, worst->to.value),
        state_name(worst->state), percent(surviving(there), evaluated(there)));
}

std::string cases_text(const SweepResult& result, const PathResult& path) {
    const std::vector<CaseRetention> cases = case_retention(result, path);
    if (cases.empty()) return "";
    std::string text = "  cases kept where it survives: ";
    for (std::size_t i = 0; i < cases.size() && i < most_cases; ++i)
        text += fmt::format("{}{} {}", i == 0 ? "" : ", ", result.cases[cases[i].case_number],
                            percent(cases[i].scenarios, surviving(path.total)));
    return text +
           (cases.size() > most_cases ? fmt::format(" and {} more\n", cases.size() - most_cases) : "\n");
}

}  // namespace

std::string survival_summary(const SweepResult& result) {
    std::string text = counts_text(result) + limits_text(result.counts);
    for (const PathResult& path : result.paths)
        text +=
            fmt::format("\n{} ({})\n  own choices: {}\n", path.expression, path.name, state_name(path.own)) +
            fate_text(result, path) + harm_text(result, path) + cases_text(result, path);
    if (result.paths.empty())
        text += fmt::format("\nNo path was followed: the study names none, and {}.\n", no_own_solution(result.conditions.size()));
    return text;
}

}  // namespace qca
