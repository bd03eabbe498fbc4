#include <fmt/format.h>

#include "host/appendix/figures.hpp"
#include "host/appendix/parts.hpp"
#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

/// Sections that an appendix commonly has, with what a study or a sweep needs for them.
void say_what_is_missing(const std::vector<Section>& sections, const AppendixSource& source, std::vector<LeftOut>& left_out) {
    const auto there = [&](const std::string& id) {
        for (const Section& section : sections)
            if (section.id == id) return true;
        return false;
    };
    if (!there("survival")) left_out.push_back({"Survival of paths, their cases and stability maps", "the run followed no path (the study names none, and its own choices give no solution)"});
    if (!there("leave-out")) left_out.push_back({"Leave-one-out", "the sweep leaves out no cases (sweep.cases)"});
    if (source.result.necessity.sets.empty()) left_out.push_back({"Necessity and skew over the scenarios", "the sweep did not look for them (it excludes scenarios, or an earlier version wrote the file)"});
    if (source.columns_left_out) left_out.push_back({"Total shares of the choices, and those of the similarity of solutions", fmt::format("the file has {} scenarios, for which they take minutes (--totals; qcasweep importance)", grouped(source.result.counts.scenarios))});
    if (source.data && !source.study.solution.expected) left_out.push_back({"The intermediate solution", "the study file states no directional expectations (solution.expect)"});
}

}  // namespace

Appendix make_appendix(const AppendixSource& source, const Findings& found, const AppendixOptions& options) {
    Appendix appendix;
    const Study& study = source.study;
    appendix.title = "Robustness appendix: " + (study.title.empty() ? study.name : study.title);
    appendix.subtitle = fmt::format("Study {}, outcome {}, {}", study.name, source.result.outcome, counted(source.result.cases.size(), "case"));
    std::vector<Section> sections;
    const auto add = [&](const char* id, const char* title, std::vector<Block> blocks) {
        if (!blocks.empty()) sections.push_back({id, title, std::move(blocks)});
    };
    add("data", "Data and calibration", calibration_blocks(source, found));
    add("necessity", "Necessity", necessity_blocks(source, found));
    add("truth-tables", "Truth tables", truth_table_blocks(source, found));
    add("solutions", "Solutions", solution_blocks(source, found));
    add("scenarios", "Scenario space", scenario_space_blocks(source));
    add("survival", "Survival of the paths", survival_blocks(source));
    add("stability", "Stability maps", stability_blocks(source, found));
    add("curve", "Specification curve", curve_blocks(source, found, options));
    add("cases", "Cases of the paths", path_case_blocks(source));
    add("census", "Census of solutions", census_blocks(source));
    add("importance", "Which choice matters", importance_blocks(source, found));
    add("ranges", "Sensitivity ranges", range_blocks(source, found));
    add("protocol", "Robustness test protocol", protocol_blocks(source, found));
    add("leave-out", "Leave-one-out", leave_one_out_blocks(source));
    add("chance", "Chance", chance_blocks(source, found, options));
    add("provenance", "Provenance", provenance_blocks(source));
    appendix.left_out = found.left_out;
    say_what_is_missing(sections, source, appendix.left_out);
    sections.insert(sections.begin(), methods_section(source, found, sections));
    appendix.sections = std::move(sections);
    return appendix;
}

}  // namespace qca::appendix
