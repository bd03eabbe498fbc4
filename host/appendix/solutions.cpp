#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/appendix/parts.hpp"
#include "host/report/names.hpp"
#include "host/study/expression.hpp"

namespace qca::appendix {
namespace {

constexpr std::size_t most_charts = 4, most_models = 200;

struct Named {
    const char* name;
    const Solution* solution;
};

std::vector<Named> solutions_of(const Analysis& analysis) {
    std::vector<Named> all{{"conservative", &analysis.conservative}};
    if (analysis.intermediate) all.push_back({"intermediate", &*analysis.intermediate});
    all.push_back({"parsimonious", &analysis.parsimonious});
    return all;
}

/// A literal is core when some path of every parsimonious model contains the path and has it.
bool is_core(const Implicant& path, std::uint32_t literal, const Solution& parsimonious) {
    return std::all_of(parsimonious.models.begin(), parsimonious.models.end(), [&](const FittedModel& model) {
        return std::any_of(model.paths.begin(), model.paths.end(), [&](const Implicant& p) { return (p.literals & literal) != 0 && p.contains(path); });
    });
}

Table chart(const AppendixSource& source, const Analysis& analysis, const Named& of, std::size_t m, const std::string& id, const std::string& outcome) {
    const FittedModel& model = of.solution->models[m];
    const std::string which = of.solution->models.size() > 1 ? fmt::format(", model {} of {}", m + 1, of.solution->models.size()) : "";
    Table table{fmt::format("chart-{}-{}{}", of.name, m + 1, id), fmt::format("Configurations of the {} solution for {}{}", of.name, outcome, which),
                "● present, ⊗ negated; large: core (in the parsimonious paths that contain the path, in every parsimonious model), small: peripheral. "
                "Empty: does not matter.",
                {{""}}, {}};
    for (std::size_t p = 0; p < model.paths.size(); ++p) table.columns.push_back({fmt::format("path {}", p + 1), Format::mark});
    table.columns.push_back({"model", Format::mark});
    const int k = static_cast<int>(source.study.conditions.size());
    for (int c = 0; c < k; ++c) {
        std::vector<Cell> row{source.study.conditions[static_cast<std::size_t>(c)].name};
        const std::uint32_t bit = condition_bit(c, k);
        for (const Implicant& path : model.paths) {
            if ((path.literals & bit) == 0) row.emplace_back();
            else {
                const bool present = (path.values & bit) != 0, core = is_core(path, bit, analysis.parsimonious);
                row.emplace_back(core ? present ? Mark::core_present : Mark::core_negated : present ? Mark::peripheral_present : Mark::peripheral_negated);
            }
        }
        row.emplace_back();
        table.rows.push_back(std::move(row));
    }
    const auto fits = [&](const char* name, double Fit::*part, bool of_model) {
        std::vector<Cell> row{name};
        for (const Fit& fit : model.path_fits) row.emplace_back(fit.*part);
        row.push_back(of_model ? Cell{model.fit.*part} : Cell{});
        table.rows.push_back(std::move(row));
    };
    fits("inclusion", &Fit::inclS, true);
    fits("PRI", &Fit::pri, true);
    fits("raw coverage", &Fit::covS, true);
    if (model.paths.size() > 1) fits("unique coverage", &Fit::covU, false);
    return table;
}

void add_tables(std::vector<Block>& blocks, const AppendixSource& source, const Analysis& analysis, bool negation) {
    const std::vector<std::string> names = condition_names(source.study);
    const std::string outcome = outcome_name(negation ? negated_study(source.study) : source.study), id = negation ? "-negation" : "";
    Table models{"models" + id, "All models for " + outcome, "", {{"solution"}, {"model"}, {"expression", Format::names}, {"inclS", Format::three},
                 {"PRI", Format::three}, {"covS", Format::three}}, {}};
    Table paths{"paths" + id, "All paths for " + outcome, "covU in the first model that has the path; of a model with one path there is none.",
                {{"solution"}, {"path", Format::names}, {"models", Format::names}, {"inclS", Format::three}, {"PRI", Format::three}, {"covS", Format::three},
                 {"covU", Format::three}, {"cases", Format::names}}, {}};
    Table assumptions{"assumptions" + id, "Simplifying assumptions for " + outcome,
                      "Rows without enough cases that a model covers, as configurations of the conditions in their order (1 present, 0 negated).",
                      {{"solution"}, {"model"}, {"rows", Format::plain}, {"configurations", Format::names}}, {}};
    std::vector<Block> charts;
    for (const Named& of : solutions_of(analysis)) {
        const auto& all = of.solution->models;
        if (all.empty()) {
            models.rows.push_back({of.name, "none", "no row of the truth table is positive", Cell{}, Cell{}, Cell{}});
            continue;
        }
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> seen;
        for (std::size_t m = 0; m < std::min(all.size(), most_models); ++m) {
            const FittedModel& model = all[m];
            const std::string name = fmt::format("M{}", m + 1);
            models.rows.push_back({of.name, name, model_expression(model.paths, names), model.fit.inclS, model.fit.pri, model.fit.covS});
            for (std::size_t p = 0; p < model.paths.size(); ++p) {
                const auto [at, is_new] = seen.try_emplace({model.paths[p].literals, model.paths[p].values}, paths.rows.size());
                const Fit& fit = model.path_fits[p];
                if (is_new)
                    paths.rows.push_back({of.name, to_expression(model.paths[p], names), name, fit.inclS, fit.pri, fit.covS,
                                          model.paths.size() > 1 ? Cell{fit.covU} : Cell{}, fmt::format("{}", fmt::join(case_names(fit.cases, *source.data), ", "))});
                else
                    std::get<std::string>(paths.rows[at->second][2]) += ", " + name;
            }
            if (of.solution != &analysis.conservative)
                assumptions.rows.push_back({of.name, name, static_cast<std::uint64_t>(model.assumptions.size()),
                                            fmt::format("{}", fmt::join(configurations(model.assumptions, names.size()), ", "))});
            if (m < most_charts && !negation && of.solution != &analysis.parsimonious) charts.push_back(chart(source, analysis, of, m, id, outcome));
        }
        if (of.solution->capped || all.size() > most_models)
            models.note += fmt::format("The {} solution has more models than the {} listed{}. ", of.name, std::min(all.size(), most_models),
                                       of.solution->capped ? "; not all were enumerated" : "");
    }
    blocks.push_back(models);
    if (!paths.rows.empty()) blocks.push_back(paths);
    blocks.insert(blocks.end(), charts.begin(), charts.end());
    if (!assumptions.rows.empty()) blocks.push_back(assumptions);
}

}  // namespace

std::vector<Block> solution_blocks(const AppendixSource& source, const Findings& found) {
    if (!found.own || found.own->table.empty()) return {};
    std::vector<Block> blocks;
    add_tables(blocks, source, *found.own, false);
    add_tables(blocks, source, *found.negation, true);
    const std::size_t k = source.study.conditions.size();
    const auto rows = [&](const RowSet& set) { return set.empty() ? std::string("none") : fmt::format("{}", fmt::join(configurations(set, k), ", ")); };
    blocks.push_back(Paragraph{fmt::format("Rows coded 1 both for the outcome and for its negation (simultaneous subsets): {}. Rows assumed by parsimonious models of both "
                                           "(contradictory simplifying assumptions): {}.{}",
                                           rows(found.own->both.simultaneous), rows(found.own->both.contradictory),
                                           found.own->both.capped ? " Not every parsimonious model was looked at." : "")});
    return blocks;
}

}  // namespace qca::appendix
