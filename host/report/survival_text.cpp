#include <algorithm>

#include <fmt/format.h>

#include "host/report/path_company_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/sample_text.hpp"
#include "host/report/survival_report.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

constexpr std::size_t most_lowest = 8;

constexpr std::array<const char*, survival_states> meanings{
    "a path of every minimal model",
    "of some, not all, of several models",
    "a model has it with further conditions",
    "a model has it with fewer conditions",
    "other paths together cover all its rows",
    "in none of these ways",
    "no row is positive, there is no solution",
    "not evaluated"};

const char* state_name(Survival state) {
    return survival_names[static_cast<std::size_t>(state)];
}

std::string heading(std::string_view words) {
    return fmt::format("\n{}\n\n", words);
}

/// One share over different questions says little.
std::string by_question(const SweepResult& result, const PathResult& path) {
    std::string text;
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        const Axis& axis = result.axes[a];
        if (!is_question(axis) || axis.size() < 2 || axis.size() > most_listed_values) continue;
        std::vector<std::string> parts;
        for (std::size_t v = 0; v < axis.size(); ++v)
            parts.push_back(fmt::format("{} {}", percent(survival_share(path.axis_maps[a][v])), axis_value(axis, v)));
        text += fmt::format("By {}: {}.\n", question_name(axis), fmt::join(parts, ", "));
    }
    return text;
}

std::string verdict(const SweepResult& result, const PathResult& path) {
    const std::uint64_t all = evaluated(path.total), stays = surviving(path.total);
    if (all == 0) return "No scenario was evaluated: the anchors are out of order in every combination.\n";
    const std::string own = fmt::format("Under the study's own choices: {} ({}).\n", state_name(path.own),
                                        meanings[static_cast<std::size_t>(path.own)]);
    if (stays == 0)
        return fmt::format("Survives nowhere: in none of the {} is it a path of a solution.\n{}",
                           counted(all, "evaluated scenario"), own);
    const StateCounts& n = path.total;
    std::string text =
        fmt::format("Survives in {} of {} (exact_all {}, exact_some {}).\n", percent(stays, all),
                    counted(all, "evaluated scenario"), percent(n[0], all), percent(n[1], all));
    return text + by_question(result, path) + own;
}

/// With intervals of the shares, where samples are independent.
std::string states_with_intervals(const PathResult& path) {
    const std::uint64_t all = evaluated(path.total);
    TextTable table({"state", "samples", "share", "95 % interval", "", "meaning"}, "lrrrll");
    for (std::size_t s = 0; s < survival_states; ++s) {
        if (static_cast<Survival>(s) == Survival::skipped) continue;
        const ShareInterval interval = wilson_interval(path.total[s], all);
        table.add({survival_names[s], grouped(path.total[s]), percent(path.total[s], all),
                   fmt::format("{:.1f} to {:.1f}", 100 * interval.low, 100 * interval.high), bar(path.total[s], all), meanings[s]});
    }
    return heading("What becomes of it") + table.text();
}

std::string states_text(const PathResult& path) {
    const std::uint64_t all = evaluated(path.total);
    TextTable table({"state", "scenarios", "share", "", "meaning"}, "lrrll");
    for (std::size_t s = 0; s < survival_states; ++s) {
        if (static_cast<Survival>(s) == Survival::skipped) continue;
        table.add({survival_names[s], grouped(path.total[s]), percent(path.total[s], all),
                   bar(path.total[s], all), meanings[s]});
    }
    return heading("What becomes of it") + table.text();
}

std::string influence_text(const SweepResult& result, const PathResult& path) {
    const std::vector<AxisInfluence> axes = axis_influence(path);
    if (axes.empty()) return "";
    TextTable table({"choice", "spread", "worst at", "", "best at", ""}, "lrrrrr");
    for (const AxisInfluence& entry : axes) {
        const Axis& axis = result.axes[entry.axis];
        const auto at = [&](std::size_t v) { return percent(survival_share(path.axis_maps[entry.axis][v])); };
        table.add({axis.name, fmt::format("{:.1f}", 100 * entry.spread), axis_value(axis, entry.worst),
                   at(entry.worst), axis_value(axis, entry.best), at(entry.best)});
    }
    return heading("Which choices matter (spread of the survival share, in percentage points)") +
           table.text();
}

std::string axis_text(const Axis& axis, const std::vector<StateCounts>& map) {
    const std::vector<std::string> values = aligned_values(axis);
    TextTable table({"", axis.name, "survives", "", "otherwise mostly"}, "rrrll");
    for (std::size_t v = 0; v < axis.size(); ++v) {
        const std::uint64_t all = evaluated(map[v]);
        const std::optional<Survival> fate = main_other_fate(map[v]);
        const std::string otherwise = all == 0 ? "(all skipped)"
                                      : fate
                                          ? fmt::format("{} {}", state_name(*fate),
                                                        percent(map[v][static_cast<std::size_t>(*fate)], all))
                                          : "";
        table.add({axis.own == v ? "*" : "", values[v], percent(surviving(map[v]), all),
                   bar(surviving(map[v]), all), otherwise});
    }
    std::string title = axis.long_name;
    if (axis.units != "1" && !axis.units.empty()) title += fmt::format(" ({})", axis.units);
    if (!axis.edges.empty()) title += fmt::format("; middles of {} bins", axis.size());
    if (!axis.own) title += axis.edges.empty() ? "; the study's own value is not on this axis" : "; the study's own value is in none";
    return heading(title) + table.text();
}

std::string axes_text(const SweepResult& result, const PathResult& path) {
    std::string text;
    std::vector<std::string> fixed;
    for (std::size_t a = 0; a < result.axes.size(); ++a) {
        if (result.axes[a].size() > 1)
            text += axis_text(result.axes[a], path.axis_maps[a]);
        else
            fixed.push_back(axis_and_value(result.axes[a], 0));
    }
    if (!fixed.empty()) text += fmt::format("\nNot varied: {}.\n", fmt::join(fixed, ", "));
    return text;
}

std::string lowest_text(const SweepResult& result, const PathResult& path) {
    const std::vector<AxisValue> lowest = lowest_survival(path, most_lowest);
    if (lowest.empty()) return "";
    TextTable table({"choice", "value", "survives", "scenarios"}, "lrrr");
    for (const AxisValue& at : lowest) {
        const StateCounts& counts = path.axis_maps[at.axis][at.value];
        table.add({result.axes[at.axis].name, axis_value(result.axes[at.axis], at.value),
                   percent(surviving(counts), evaluated(counts)), grouped(evaluated(counts))});
    }
    return heading("Lowest survival (of the scenarios with this one choice)") + table.text();
}

/// `incl_cut 0.85 -> 0.92 to 0.95: no_solution (4 values)`: neighbours with the same fate are one line.
std::string changes_lines(const SweepResult& result, const std::vector<SingleChange>& changes) {
    std::string text;
    for (std::size_t first = 0, last = 0; first < changes.size(); first = last + 1) {
        last = first;
        while (last + 1 < changes.size() && changes[last + 1].state == changes[first].state &&
               changes[last + 1].to == AxisValue{changes[last].to.axis, changes[last].to.value + 1})
            ++last;
        const Axis& axis = result.axes[changes[first].to.axis];
        text += fmt::format("  {} {} -> {}", axis.name, axis.own && axis.edges.empty() ? axis_value(axis, *axis.own) : "(own)",
                            axis_value(axis, changes[first].to.value));
        if (last > first) text += " to " + axis_value(axis, changes[last].to.value);
        text += fmt::format(": {}", state_name(changes[first].state));
        if (last > first) text += fmt::format(" ({} values)", last - first + 1);
        text += "\n";
    }
    return text;
}

std::string changes_text(const SweepResult& result, const PathResult& path) {
    if (path.own == Survival::skipped)
        return heading("Single changes from the study's own choices") +
               "The study's own choices are not evaluated: there is nothing to compare a change with.\n";
    std::vector<SingleChange> changes = list_single_changes(result, path);
    const std::size_t tried = changes.size();
    const bool holds = survives(path.own);
    std::erase_if(changes, [](const SingleChange& change) { return !change.kills && !change.revives; });
    const std::string title = holds ? "Single changes from the study's own choices that kill it"
                                    : "Single changes from the study's own choices that bring it about";
    if (tried == 0) return heading(title) + "No single change could be tried.\n";
    const std::string count =
        fmt::format("{} of the {} tried {}\n", changes.empty() ? "None" : grouped(changes.size()),
                    counted(tried, "single change"), changes.empty() ? "does." : "do:");
    return heading(title) + count + changes_lines(result, changes);
}

std::string cases_text(const SweepResult& result, const PathResult& path) {
    if (surviving(path.total) == 0) return "";
    const std::vector<CaseRetention> cases = case_retention(result, path);
    const std::string title =
        heading("Its cases (share of the scenarios in which it survives that keep the case)");
    if (cases.empty()) return title + "No case is in it in any scenario.\n";
    TextTable table({"case", "kept", "", "lowest", "at"}, "lrlrl");
    for (const CaseRetention& entry : cases)
        table.add({result.cases[entry.case_number], percent(entry.scenarios, surviving(path.total)),
                   bar(entry.scenarios, surviving(path.total)),
                   entry.lowest ? percent(entry.lowest_share) : "",
                   entry.lowest ? axis_and_value(result.axes[entry.lowest->axis], entry.lowest->value) : ""});
    const std::size_t others = result.cases.size() - cases.size();
    return title + table.text() +
           (others == 0 ? "" : fmt::format("\nNever in it: {}.\n", counted(others, "other case")));
}

}  // namespace

std::string survival_text(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where) {
    const SweepCounts& counts = result.counts;
    std::string text = fmt::format(
        "{} -> {}\npath {} of {}; {}: {} evaluated, {}\n\n", path.expression,
        result.outcome, path.name, result.provenance.study_name, counted(counts.scenarios, "scenario"),
        grouped(counts.evaluated), skipped_scenarios(counts.skipped, counts.excluded));
    if (where) text += fmt::format("Only the scenarios with {}.\n\n", axis_and_value(result.axes[*where], 0));
    text += verdict(result, path);
    if (evaluated(path.total) == 0) return text;
    text += result.design.design == Design::random ? states_with_intervals(path) : states_text(path);
    if (result.design.stated()) text += "\n" + sample_note(result.design);
    if (surviving(path.total) > 0)
        text += influence_text(result, path) + axes_text(result, path) + lowest_text(result, path);
    // Two choices at once were changed from the study's own in no single change.
    if (!where || result.axes[*where].own) text += changes_text(result, path);
    if (where && path.case_counts.empty()) text += "\nIts cases were not counted by this choice.\n";
    else text += cases_text(result, path);
    return where ? text : text + company_text(result, path) + roles_text(result, path);
}

}  // namespace qca
