#include <array>

#include <fmt/format.h>

#include "host/appendix/parts.hpp"
#include "host/build_info.hpp"
#include "host/report/names.hpp"
#include "host/report/quantities.hpp"
#include "host/robustness/survival.hpp"

namespace qca::appendix {
namespace {

bool has(const std::vector<Section>& sections, const std::string& table) {
    for (const Section& section : sections)
        for (const Block& block : section.blocks)
            if (const Table* of = std::get_if<Table>(&block); of != nullptr && of->id == table) return true;
    return false;
}

std::string swept_text(const AppendixSource& source) {
    const SweepResult& result = source.result;
    std::size_t varied = 0;
    for (const Axis& axis : result.axes) varied += axis.size() > 1;
    std::string text = fmt::format("We varied {} ({}) ", counted(varied, "choice"), table_reference("scenario-space"));
    text += result.design.stated() ? fmt::format("and evaluated {} samples of their combinations", grouped(result.counts.evaluated))
                                   : fmt::format("and evaluated all {} combinations", grouped(result.counts.evaluated));
    if (result.counts.skipped > 0) text += fmt::format(", but for {} skipped ones", grouped(result.counts.skipped));
    return text + fmt::format(" ({}), with qcasweep {} (commit {}), a program for the robustness of fuzzy-set qualitative comparative analysis. ", table_reference("counts"),
                              result.provenance.version, result.provenance.commit);
}

/// By Survival.
constexpr std::array<const char*, survival_states> fate_words{"", "", "some model has it with more conditions", "some model has it with fewer conditions",
                                                              "several paths together cover it", "no model has it in any form", "there is no solution", ""};

std::string path_text(const SweepResult& result, const PathResult& path) {
    const std::uint64_t all = evaluated(path.total), lives = surviving(path.total);
    std::string text = fmt::format("The path {} is in the solution of {} of {} scenarios ({}), in {} of them in every minimal model", path.expression, grouped(lives), grouped(all),
                                   percent(lives, all), grouped(path.total[0]));
    if (const auto fate = main_other_fate(path.total))
        text += fmt::format("; otherwise, most often, {} ({})", fate_words[static_cast<std::size_t>(*fate)], percent(path.total[static_cast<std::size_t>(*fate)], all));
    text += fmt::format(" ({}). ", table_reference("survival"));
    const auto influence = axis_influence(path);
    if (!influence.empty() && influence.front().spread > 0) {
        const AxisInfluence& most = influence.front();
        const Axis& axis = result.axes[most.axis];
        text += fmt::format("Of all choices, {} makes the largest difference: {} at {}, {} at {} ({}). ", axis.long_name, percent(survival_share(path.axis_maps[most.axis][most.worst])),
                            axis_value(axis, most.worst), percent(survival_share(path.axis_maps[most.axis][most.best])), axis_value(axis, most.best),
                            table_reference("survival-axes-" + plain_id(path.name)));
    }
    return text;
}

}  // namespace

Section methods_section(const AppendixSource& source, const Findings& found, const std::vector<Section>& rest) {
    const SweepResult& result = source.result;
    const Study& study = source.study;
    Section section{"methods", "Methods", {}};
    std::string text = fmt::format("We explain {} by {} ({}) in {}. ", result.outcome, counted(study.conditions.size(), "condition"),
                                   fmt::join(condition_names(study), ", "), counted(result.cases.size(), "case"));
    text += fmt::format("Sets are calibrated as in {}. The study's own cutoffs are {} for inclusion, {} for PRI and {} for the frequency; its solution is the {} one. ",
                        table_reference("calibration"), study.cutoffs.incl, study.cutoffs.pri, study.cutoffs.n, solution_type_names[static_cast<std::size_t>(study.solution_type)]);
    if (has(rest, "models")) text += fmt::format("{} has all models. ", table_reference("models"));
    section.blocks.push_back(Paragraph{text});
    if (result.counts.evaluated > 0) {
        text = result.counts.scenarios > 1 ? swept_text(source) : std::string();
        for (const PathResult& path : result.paths) text += path_text(result, path);
        section.blocks.push_back(Paragraph{text});
    }
    text.clear();
    if (found.protocol)
        text += fmt::format("Against these test solutions the robustness test protocol (Oana & Schneider 2021) gives RF_cov {:.3f}, RF_cons {:.3f} and RCC_Rank {} ({}; cases in {}). ",
                            found.protocol->measures.rf_cov, found.protocol->measures.rf_cons, found.protocol->measures.rank, table_reference("protocol"), table_reference("case-register"));
    if (has(rest, "ranges")) text += fmt::format("How far each number can be moved alone, exactly, is in {}. ", table_reference("ranges"));
    if (has(rest, "permutations")) text += fmt::format("{} tests inclusion against permutations of the outcome. ", table_reference("permutations"));
    if (!text.empty()) section.blocks.push_back(Paragraph{text});
    section.blocks.push_back(Paragraph{fmt::format("Citation of the software: qcasweep, version {}, commit {}. Files and their SHA-256 sums: {}.", result.provenance.version,
                                                   result.provenance.commit, table_reference("provenance"))});
    return section;
}

}  // namespace qca::appendix
