#include "host/report/result_info.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "host/report/anchor_sets_text.hpp"
#include "host/report/quantities.hpp"
#include "host/report/sample_text.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/survival.hpp"
#include "host/study/read_study.hpp"

namespace qca {

namespace {

constexpr std::size_t most_solutions = 5;

std::string heading(std::string_view words) {
    return fmt::format("\n{}\n\n", words);
}

/// Lines `label  value`; those without a value are left out.
class Facts {
  public:
    void add(const std::string& label, const std::string& value) {
        if (!value.empty()) text_ += fmt::format("  {:<13} {}\n", label, value);
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

std::string provenance_text(const Provenance& from) {
    Facts facts;
    facts.add("study file", from.study_file);
    facts.add("  sha256", from.study_sha256);
    facts.add("data file", from.data_file);
    facts.add("  sha256", from.data_sha256);
    facts.add("program", fmt::format("qcasweep {}, commit {}, {}", from.version,
                                     from.commit.empty() ? "unknown" : from.commit, from.compiler));
    facts.add("backend", fmt::format("{} ({}{})", from.backend, from.device,
                                     from.threads > 0 ? ", " + counted(from.threads, "thread") : ""));
    facts.add("precision", from.precision == "certified"
                               ? fmt::format("certified, {} decided again in double", counted(from.flagged, "calibration"))
                               : from.precision);
    facts.add("host", from.host);
    facts.add("started", from.started);
    facts.add("finished",
              from.finished.empty() ? "" : fmt::format("{} ({})", from.finished, duration(from.seconds)));
    return facts.text();
}

std::string counts_text(const SweepCounts& counts, const Provenance& from) {
    Facts facts;
    facts.add("scenarios",
              fmt::format("{}: {} evaluated, {}", grouped(counts.scenarios), grouped(counts.evaluated),
                          skipped_scenarios(counts.skipped, counts.excluded)));
    facts.add("calibrations", grouped(counts.calibrations));
    facts.add("truth tables", grouped(from.distinct_tables));
    if (counts.capped > 0)
        facts.add("capped", grouped(counts.capped) + " scenarios with incomplete lists of models");
    if (counts.census_overflow > 0)
        facts.add("overflow",
                  grouped(counts.census_overflow) + " scenarios with solutions outside the census");
    return facts.text();
}

std::string axes_text(const SweepResult& result) {
    TextTable table({"axis", "values", "", "own", "units"}, "lrlrl");
    for (const Axis& axis : result.axes)
        table.add({axis.name, axis_count(axis), axis_values(axis), own_text(axis), axis.units == "1" ? "" : axis.units});
    const bool named = std::any_of(result.axes.begin(), result.axes.end(), [](const Axis& axis) { return axis.name == anchors_axis; });
    return heading("Axes") + table.text() + drawn_text(result.axes, result.design) +
           (named ? heading("Anchors") + anchor_sets_text(parse_study(result.provenance.study_resolved, "study_resolved")) : "");
}

std::string paths_text(const std::vector<PathResult>& paths) {
    if (paths.empty()) return heading("Paths") + "none\n";
    TextTable table({"name", "path", "own choices", "survives"}, "lllr");
    for (const PathResult& path : paths)
        table.add({path.name, path.expression, survival_names[static_cast<std::size_t>(path.own)],
                   percent(surviving(path.total), evaluated(path.total))});
    return heading("Paths") + table.text();
}

std::string columns_text(const SweepResult& result) {
    std::vector<std::string> stored;
    for (const PathResult& path : result.paths)
        if (!path.survival.empty()) stored.push_back("survival_" + path.name);
    if (!result.solution.empty()) stored.emplace_back("solution");
    if (!result.fit_inclS.empty()) stored.emplace_back("fit_inclS, fit_PRI, fit_covS");
    return fmt::format("\nColumns with a value per scenario: {}\n",
                       stored.empty() ? "none" : fmt::format("{}", fmt::join(stored, ", ")));
}

std::uint64_t total(const CensusEntry& entry) {
    return std::accumulate(entry.counts.begin(), entry.counts.end(), std::uint64_t{0});
}

std::string census_text(const SweepResult& result) {
    TextTable table({"share", "scenarios", "models", "solution"}, "rrrl");
    for (std::size_t i = 0; i < result.census.size() && i < most_solutions; ++i) {
        const CensusEntry& entry = result.census[i];
        table.add({percent(total(entry), result.counts.evaluated), grouped(total(entry)),
                   grouped(entry.models) + (entry.capped ? "+" : ""),
                   entry.expression.empty() ? "(none: no row is positive)" : entry.expression});
    }
    return heading(fmt::format("Solutions: {} distinct, the most frequent", grouped(result.census.size()))) +
           table.text();
}

std::string names_text(std::string_view what, const std::vector<std::string>& names) {
    if (names.empty()) return "";
    return fmt::format("{} ({}): {}\n", what, names.size(), fmt::join(names, ", "));
}

}  // namespace

std::string info_text(const SweepResult& result) {
    std::string text = fmt::format("{}: outcome {}, conditions {}\n\n", result.provenance.study_name,
                                   result.outcome, fmt::join(result.conditions, ", "));
    text += provenance_text(result.provenance) + "\n" + counts_text(result.counts, result.provenance);
    if (result.design.stated()) text += fmt::format("  {:<13} {}\n", "design", design_text(result.design));
    text +=
        axes_text(result) + paths_text(result.paths) + columns_text(result) + census_text(result) + "\n";
    text += names_text("Cases", result.cases);
    text += names_text("Left out for a missing value", result.incomplete);
    text += names_text("Left out by the study file", result.excluded);
    return text;
}

}  // namespace qca
