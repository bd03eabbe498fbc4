#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

#include "host/report/analysis_report.hpp"
#include "host/report/assumptions_text.hpp"
#include "host/report/names.hpp"
#include "host/report/quantities.hpp"
#include "host/report/text_table.hpp"
#include "host/study/expression.hpp"

namespace qca {
namespace {

std::string heading(std::string_view words) {
    return fmt::format("\n{}\n\n", words);
}

std::string left_out(std::string_view why, const std::vector<std::string>& cases) {
    if (cases.empty()) return "";
    return fmt::format("Left out {} ({}): {}\n", why, cases.size(), fmt::join(cases, ", "));
}

std::string header_text(const Study& study, const StudyData& data, const Analysis& analysis) {
    std::string text = study.name + "\n";
    if (!study.title.empty()) text += study.title + "\n";
    text += fmt::format("\nOutcome {}; conditions {}\n", outcome_name(study),
                        fmt::join(condition_names(study), ", "));
    text += counted(data.number_of_cases(), "case") + "\n";
    text += left_out("for a missing value", data.incomplete);
    text += left_out("by the study file", data.excluded);
    text += fmt::format("Cutoffs: inclusion {}, PRI {}, frequency {}", study.cutoffs.incl, study.cutoffs.pri,
                        study.cutoffs.n);
    if (study.cutoffs.incl0) text += fmt::format(", contradictions from inclusion {}", *study.cutoffs.incl0);
    text += "\n";
    for (const std::string& warning : analysis.memberships.warnings) text += "Warning: " + warning + "\n";
    return text;
}

std::string memberships_text(const Study& study, const StudyData& data, const Memberships& memberships) {
    std::vector<std::string> header = condition_names(study);
    header.insert(header.begin(), "case");
    header.push_back(outcome_name(study));
    TextTable table(header, "l" + std::string(header.size() - 1, 'r'));
    for (std::size_t i = 0; i < data.number_of_cases(); ++i) {
        std::vector<std::string> cells{data.cases[i]};
        for (const auto& set : memberships.set) cells.push_back(table_number(set[i]));
        table.add(std::move(cells));
    }
    return heading("Calibrated memberships") + table.text();
}

std::string skewness_text(const Study& study, const Memberships& memberships) {
    std::vector<std::string> names = condition_names(study);
    names.push_back(outcome_name(study));
    TextTable table({"set", "cases in", "share"}, "lrr");
    for (std::size_t s = 0; s < names.size(); ++s) {
        const auto& set = memberships.set[s];
        const auto in = std::count_if(set.begin(), set.end(), [](double x) { return x > 0.5; });
        table.add({names[s], std::to_string(in),
                   table_number(static_cast<double>(in) / static_cast<double>(set.size()))});
    }
    return heading("Skewness (cases with a membership above 0.5)") + table.text();
}

std::string necessity_text(const std::vector<Necessity>& necessity) {
    TextTable table({"condition", "inclN", "RoN", "covN"}, "lrrr");
    for (const Necessity& entry : necessity)
        table.add({entry.set, table_number(entry.inclN), table_number(entry.RoN), table_number(entry.covN)});
    return heading("Necessity") + table.text();
}

/// The rows with cases, for reading: positive, contradictory, negative, too few cases; best inclusion first.
std::vector<std::size_t> reading_order(const std::vector<TableRow>& table) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.size(); ++row)
        if (table[row].n > 0) rows.push_back(row);
    const auto place = [&](std::size_t row) { return std::string_view("1C0?").find(table[row].out); };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return place(a) != place(b) ? place(a) < place(b) : table[a].incl > table[b].incl;
    });
    return rows;
}

std::string table_text(const Study& study, const StudyData& data, const std::vector<TableRow>& rows) {
    std::vector<std::string> header = condition_names(study);
    header.insert(header.end(), {"OUT", "n", "incl", "PRI", "cases"});
    TextTable table(header, std::string(header.size() - 1, 'r') + "l");
    const std::vector<std::size_t> order = reading_order(rows);
    bool too_few = false;
    for (const std::size_t row : order) {
        std::vector<std::string> cells;
        for (const char digit : configuration(row, study.conditions.size())) cells.emplace_back(1, digit);
        cells.insert(cells.end(), {std::string(1, rows[row].out), std::to_string(rows[row].n),
                                   table_number(rows[row].incl), table_number(rows[row].pri),
                                   fmt::format("{}", fmt::join(case_names(rows[row].cases, data), ", "))});
        table.add(std::move(cells));
        too_few = too_few || rows[row].out == '?';
    }
    std::string text = heading("Truth table") + table.text();
    text += fmt::format("\n{} of {} rows have cases; the other {} are logical remainders.\n", order.size(),
                        rows.size(), rows.size() - order.size());
    if (too_few)
        text += fmt::format("OUT ?: fewer than {} cases, treated as a remainder.\n", study.cutoffs.n);
    return text;
}

std::string model_text(const FittedModel& model, const Study& study, const StudyData& data) {
    const std::vector<std::string> conditions = condition_names(study);
    TextTable table({"path", "inclS", "PRI", "covS", "covU", "cases"}, "lrrrrl");
    for (std::size_t p = 0; p < model.paths.size(); ++p) {
        const Fit& fit = model.path_fits[p];
        table.add({to_expression(model.paths[p], conditions), table_number(fit.inclS), table_number(fit.pri),
                   table_number(fit.covS), table_number(fit.covU),
                   fmt::format("{}", fmt::join(case_names(fit.cases, data), ", "))});
    }
    table.add({"model", table_number(model.fit.inclS), table_number(model.fit.pri),
               table_number(model.fit.covS), "", ""});
    return table.text();
}

std::string ambiguity_text(SolutionType type, const Solution& solution, const Study& study) {
    const std::size_t models = solution.models.size();
    std::string what;
    if (type == SolutionType::intermediate)
        what = fmt::format("from {} {} of a conservative and a parsimonious model", solution.pairs.size(),
                           solution.pairs.size() == 1 ? "pair" : "pairs");
    else if (study.solution.models == ModelChoice::all)
        what = "of which no path can be left out";
    else
        what = "are equally short";
    if (solution.capped && type == SolutionType::intermediate)
        return fmt::format("Model ambiguity: {} models {}; not all were looked at, so there may be more.\n\n",
                           models, what);
    if (solution.capped)
        return fmt::format("Model ambiguity: more than {0} models {1}; the first {0} are listed.\n\n", models, what);
    return models > 1 ? fmt::format("Model ambiguity: {} models {}.\n\n", models, what) : "";
}

std::string solution_text(SolutionType type, const Solution& solution, const Study& study,
                          const StudyData& data) {
    std::string name = solution_type_names[static_cast<std::size_t>(type)];
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    std::string text = heading(name + " solution");
    if (solution.models.empty())
        return text + "No row of the truth table is positive, so there is no model.\n";
    const std::vector<std::string> conditions = condition_names(study);
    text += ambiguity_text(type, solution, study);
    for (std::size_t m = 0; m < solution.models.size(); ++m) {
        if (m > 0) text += "\n";
        text += fmt::format("M{}: {} => {}\n\n", m + 1,
                            model_expression(solution.models[m].paths, conditions), outcome_name(study));
        text += model_text(solution.models[m], study, data);
        if (type != SolutionType::conservative) text += "\n" + assumptions_text(solution.models[m], study);
    }
    return type == SolutionType::intermediate ? text + pairs_text(solution, study) : text;
}

std::string solutions_text(const Study& study, const StudyData& data, const Analysis& analysis) {
    return table_text(study, data, analysis.table) + exclusions_text(analysis, study) +
           solution_text(SolutionType::conservative, analysis.conservative, study, data) +
           solution_text(SolutionType::parsimonious, analysis.parsimonious, study, data) +
           (analysis.intermediate
                ? solution_text(SolutionType::intermediate, *analysis.intermediate, study, data)
                : "") +
           both_outcomes_text(analysis.both, study);
}

/// What is there in place of a truth table and solutions.
std::string too_many_text(const Study& study) {
    return heading("Truth table") +
           fmt::format("None, and no solutions: {} conditions are too many for one truth table (at most {}). Leave some out of the\n"
                       "study file, or sweep choices of them: [sweep.conditions] with size = {{ from = 3, to = 5 }}.\n",
                       study.conditions.size(), max_conditions);
}

}  // namespace

std::string analysis_text(const Study& study, const StudyData& data, const Analysis& analysis) {
    return header_text(study, data, analysis) + memberships_text(study, data, analysis.memberships) +
           skewness_text(study, analysis.memberships) + necessity_text(analysis.necessity) +
           (analysis.table.empty() ? too_many_text(study) : solutions_text(study, data, analysis));
}

}  // namespace qca
