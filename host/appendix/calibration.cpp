#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"
#include "host/sweep/necessity_result.hpp"

namespace qca::appendix {
namespace {

std::string function_text(const SetDefinition& set) {
    std::string text;
    if (set.ranking)
        text = fmt::format("rank (1: {}; ties: {}), ", set.ranking->best_is_smallest ? "smallest" : "largest",
                           ties_names[static_cast<std::size_t>(set.ranking->ties)]);
    if (set.method == CalibrationMethod::codes) {
        std::vector<std::string> codes;
        for (const auto& [raw, membership] : set.codes) codes.push_back(fmt::format("{} is {}", raw, membership));
        return text + fmt::format("codes: {}", fmt::join(codes, ", "));
    }
    if (set.method == CalibrationMethod::crisp) return text + fmt::format("crisp: in from {}", set.threshold);
    if (set.method == CalibrationMethod::none) return text + "memberships as given";
    if (set.method == CalibrationMethod::linear) return text + "linear";
    return text + fmt::format("logistic (membership {} at the inclusion anchor)", set.idm);
}

Table calibration_table(const Study& study) {
    Table table{"calibration", "Calibration", "", {{"set"}, {"role"}, {"column of the data", Format::text}, {"function", Format::names},
                {"exclusion", Format::plain}, {"crossover", Format::plain}, {"inclusion", Format::plain}, {"rationale", Format::names}}, {}};
    bool rationale = false;
    for (std::size_t s = 0; s < study.all_sets(); ++s) {
        const SetDefinition& set = study.set(s);
        std::vector<Cell> row{set.name, s < study.conditions.size() ? "condition" : s == study.conditions.size() ? "outcome" : "other outcome", set.column,
                              function_text(set)};
        if (set.has_anchors()) row.insert(row.end(), {set.anchors.exclusion, set.anchors.crossover, set.anchors.inclusion});
        else row.insert(row.end(), 3, Cell{});
        row.emplace_back(set.rationale);
        rationale = rationale || !set.rationale.empty();
        table.rows.push_back(std::move(row));
    }
    table.note = "Anchors in raw units, of ranked sets in ranks.";
    if (study.outcome.negate) table.note += fmt::format(" The outcome that is explained is the negation, ~{}.", study.outcome.name);
    if (!rationale) {
        table.columns.pop_back();
        for (auto& row : table.rows) row.pop_back();
        table.note += " The study file states no rationale for the anchors (key rationale).";
    }
    return table;
}

Table data_table(const AppendixSource& source, bool raw, const Findings& found) {
    const Study& study = source.study;
    Table table{raw ? "raw-data" : "memberships", raw ? "Raw data" : "Calibrated data", "", {{"case"}}, {}};
    const std::size_t sets = raw ? study.all_sets() : study.sets();
    bool ranked = false;
    for (std::size_t s = 0; s < sets; ++s) {
        const bool outcome = s == study.conditions.size();
        table.columns.push_back({!raw && outcome ? outcome_name(study) : study.set(s).name, raw ? Format::plain : Format::three});
        ranked = ranked || study.set(s).ranking;
    }
    for (std::size_t c = 0; c < source.data->cases.size(); ++c) {
        std::vector<Cell> row{source.data->cases[c]};
        for (std::size_t s = 0; s < sets; ++s) row.emplace_back(raw ? source.data->values[s][c] : found.own->memberships.set[s][c]);
        table.rows.push_back(std::move(row));
    }
    if (raw && ranked) table.note = "As in the data file; ranks are computed from these values.";
    if (!raw) table.note = fmt::format("{}", fmt::join(found.own->memberships.warnings, " "));
    return table;
}

Table skew_table(const AppendixSource& source, const Findings& found) {
    const NecessityResult& swept = source.result.necessity;
    Table table{"skew", "Skew: cases with a membership above 0.5", "A set is called skewed with fewer than 20 % or more than 80 % of the cases in it (Oana & Schneider 2018).",
                {{"set"}}, {}};
    if (found.own) table.columns.insert(table.columns.end(), {{"cases in the set", Format::plain}, {"share of the cases", Format::percent}});
    if (!swept.skew.empty())
        table.columns.insert(table.columns.end(), {{"smallest share", Format::percent}, {"largest share", Format::percent}, {"skewed in scenarios", Format::percent}});
    std::vector<std::string> names = condition_names(source.study);
    names.push_back(outcome_name(source.study));
    for (const SetSkew& skew : swept.skew)
        if (std::find(names.begin(), names.end(), skew.set) == names.end()) names.push_back(skew.set);
    for (std::size_t s = 0; s < names.size(); ++s) {
        std::vector<Cell> row{names[s]};
        if (found.own && s < found.own->memberships.set.size()) {
            const auto& set = found.own->memberships.set[s];
            const auto in = static_cast<std::uint64_t>(std::count_if(set.begin(), set.end(), [](double x) { return x > 0.5; }));
            row.insert(row.end(), {in, static_cast<double>(in) / static_cast<double>(set.size())});
        }
        row.resize(found.own ? 3 : 1);
        const auto skew = std::find_if(swept.skew.begin(), swept.skew.end(), [&](const SetSkew& of) { return of.set == names[s]; });
        if (skew != swept.skew.end())
            row.insert(row.end(), {skew->share.minimum, skew->share.maximum, static_cast<double>(skew->skewed) / static_cast<double>(skew->scenarios)});
        row.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
    if (!swept.skew.empty()) table.note += " The last three columns are over the evaluated scenarios in which the set takes part.";
    return table;
}

}  // namespace

std::vector<Block> calibration_blocks(const AppendixSource& source, const Findings& found) {
    std::vector<Block> blocks{calibration_table(source.study)};
    if (source.data && found.own) {
        blocks.push_back(data_table(source, true, found));
        blocks.push_back(data_table(source, false, found));
    }
    if (found.own || !source.result.necessity.skew.empty()) blocks.push_back(skew_table(source, found));
    return blocks;
}

}  // namespace qca::appendix
