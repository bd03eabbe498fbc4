#include "host/report/plan_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "host/plan/necessity_combinations.hpp"
#include "host/report/anchor_sets_text.hpp"
#include "host/report/quantities.hpp"
#include "host/report/sample_text.hpp"
#include "host/report/text_table.hpp"
#include "host/sweep/sample_sweep.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

namespace {

std::string axes_text(const SweepPlan& plan) {
    TextTable table({"axis", "values", "", "own", "units"}, "lrlrl");
    for (const Axis& axis : plan.axes)
        table.add({axis.name, axis_count(axis), axis_values(axis), own_text(axis), axis.units == "1" ? "" : axis.units});
    return table.text() + drawn_text(plan.axes, plan.design);
}

std::string paths_text(const Study& study) {
    if (study.paths.empty())
        return fmt::format("Paths followed: none (the study names none, and {})\n", no_own_solution(study.conditions.size()));
    std::string text = "Paths followed:\n";
    for (const NamedPath& path : study.paths) text += fmt::format("  {} = {}\n", path.name, path.expression);
    return text;
}

std::string column_text(const char* what, ColumnChoice choice, bool stored, double bytes,
                        const ColumnOptions& options) {
    if (choice == ColumnChoice::never)
        return fmt::format("  {:<9} not stored (the study says never)\n", what);
    if (stored) return fmt::format("  {:<9} stored, {}\n", what, mebibytes(bytes));
    return fmt::format(
        "  {:<9} not stored: it would take {}, and all columns together may take {:g} MiB "
        "(limit_mib in [sweep.columns])\n",
        what, mebibytes(bytes), options.limit_mib);
}

std::string columns_text(const Study& study, const SweepPlan& plan, const ColumnPlan& columns) {
    const auto scenarios = static_cast<double>(plan.scenarios);
    const ColumnOptions& options = study.sweep.columns;
    std::string text = "Columns with a value per scenario:\n";
    text += column_text("survival", options.survival, columns.survival && !study.paths.empty(),
                        scenarios * static_cast<double>(study.paths.size()), options);
    text += column_text("solution", options.solution, columns.solution, scenarios * 4, options);
    if (columns.fits) text += column_text("fits", ColumnChoice::always, true, scenarios * 12, options);
    return text;
}

/// How many scenarios each exclusion concerns; some may fall under several.
std::string exclusions_text(const Study& study, const SweepPlan& plan) {
    std::string text;
    if (plan.design.stated()) {
        for (const Exclusion& exclusion : study.sweep.exclude) text += (text.empty() ? "Excluded, skipped and counted as they are drawn:\n  " : "  ") + exclusion.text + "\n";
        return text.empty() ? text : text + "\n";
    }
    for (std::size_t exclusion = 0; exclusion < plan.excluded_boxes.size(); ++exclusion) {
        std::uint64_t scenarios = 1;
        for (const auto& positions : plan.excluded_boxes[exclusion]) scenarios *= positions.size();
        text += fmt::format("{}  {}: {}\n", exclusion == 0 ? "Excluded:\n" : "", study.sweep.exclude[exclusion].text,
                            counted(scenarios, "scenario"));
    }
    if (text.empty()) return text;
    return text + fmt::format("What is left is evaluated in {}.\n\n", counted(plan.parts.size(), "part"));
}

std::string whole_seconds(double seconds) {
    return seconds < 1e15 ? grouped(static_cast<std::uint64_t>(std::llround(seconds)))
                          : fmt::format("{:.1e}", seconds);
}

std::string time_text(const SweepPlan& plan, double calibrations_per_second) {
    if (plan.calibrations == 0)
        return "Expected time: none. Every combination of anchors is out of order: there is nothing to "
               "evaluate.\n";
    const double seconds = static_cast<double>(plan.calibrations) / calibrations_per_second;
    const std::string people = duration(seconds);
    return fmt::format(
        "Expected time: {}{} at the rate just measured here, {} calibrations/s ({} scenarios/s).\n", people,
        seconds < 120 ? "" : fmt::format(" ({} s)", whole_seconds(seconds)), rate(calibrations_per_second),
        rate(calibrations_per_second * (plan.excluded == 0 ? static_cast<double>(plan.cutoff_combinations())
                                                           : static_cast<double>(plan.evaluated) /
                                                                 static_cast<double>(plan.calibrations))));
}

std::string sample_time_text(const SweepPlan& plan, double samples_per_second) {
    return fmt::format("Expected time: {} at the rate just measured here, {} samples/s, and as long as it takes to write the file.\n",
                       duration(static_cast<double>(plan.scenarios) / samples_per_second), rate(samples_per_second));
}

}  // namespace

std::string plan_text(const Study& study, const SweepPlan& plan, const ColumnPlan& columns,
                      double calibrations_per_second) {
    std::string text =
        study.name + (study.title.empty() ? "" : ": " + study.title) + "\n\n" + axes_text(plan) + "\n";
    if (!study.sweep.anchor_sets.empty()) text += anchor_sets_text(study) + "\n";
    for (const std::string& note : study.notes) text += note + "\n";
    if (!study.notes.empty()) text += "\n";
    if (!study.sweep.stated) text += "The study has no [sweep]: a run evaluates its own choices only.\n\n";
    if (plan.design.stated()) {
        text += fmt::format("Scenarios:    {}; those with anchors out of order are skipped and counted\nMemory:       {} at most, "
                            "beside the tables of memberships\n\n",
                            design_text(plan.design), mebibytes(static_cast<double>(sample_memory(plan, columns))));
        if (study.sweep.simultaneous)
            text += "Simultaneous subsets: two more passes over the samples (the time below leaves them out)\n\n";
    } else {
        text += fmt::format("Calibrations: {} (combinations of anchors, in order), each with {}{}\n",
                            grouped(plan.calibrations), plan.excluded == 0 ? "" : "at most ",
                            counted(plan.cutoff_combinations(), "combination") + " of cutoffs and type");
        text += fmt::format("Scenarios:    {}: {} to evaluate, {}\n\n", grouped(plan.scenarios), grouped(plan.evaluated),
                            skipped_scenarios(plan.scenarios - plan.evaluated, plan.excluded));
        if (!study.necessity.expressions.empty())
            text += fmt::format("Necessity of {}: {:.0f} combinations of anchors and slices\n\n",
                                counted(study.necessity.expressions.size(), "expression"), necessity_combinations(study, plan));
        if (study.sweep.simultaneous)
            text += fmt::format("Simultaneous subsets: two more passes over the {}, on the CPU in double (the time below leaves them out)\n\n",
                                counted(plan.calibrations, "calibration"));
    }
    text += exclusions_text(study, plan) + paths_text(study) + "\n" + columns_text(study, plan, columns);
    const double maps = map_bytes(study, plan);
    const double stored = study.paths.empty() && columns.survival
                              ? static_cast<double>(columns.bytes) - static_cast<double>(plan.scenarios)
                              : static_cast<double>(columns.bytes);
    text += fmt::format(
        "Result file: {} at most, before compression (columns {}, maps {}) and the list of solutions.\n",
        mebibytes(stored + maps), mebibytes(stored), mebibytes(maps));
    if (plan.design.stated()) return text + sample_time_text(plan, calibrations_per_second);
    return text + time_text(plan, calibrations_per_second);
}

std::string forecast_text(const RunForecast& forecast) {
    if (forecast.shards == 1) return fmt::format("Memory: {} at most. One shard: nothing is saved before the end.\n", mebibytes(forecast.memory_bytes));
    return fmt::format("Memory: {} at most. Saved in about {}, which take {} of disk at most until the result file is written.\n",
                       mebibytes(forecast.memory_bytes), counted(forecast.shards, "shard"), mebibytes(forecast.shard_bytes));
}

}  // namespace qca
