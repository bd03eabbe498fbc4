// A sweep over choices of more conditions than a truth table has says of every scenario what an analysis of the study
// with these conditions alone says.
#include <unistd.h>

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>

#include "host/analysis/analysis.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {
namespace {

constexpr int conditions = 12;

std::string name_of(int condition) { return fmt::format("C{}", condition + 1); }

/// Conditions that hang together, and an outcome that follows from some.
std::string write_data() {
    const std::string file = testing::TempDir() + fmt::format("many_conditions{}.csv", getpid());
    std::ofstream out(file);
    std::mt19937 random(1);
    out << "case";
    for (int c = 0; c < conditions; ++c) out << "," << name_of(c);
    out << ",Y\n";
    for (int i = 0; i < 24; ++i) {
        std::vector<double> values;
        const int common = static_cast<int>(random() % 40);
        for (int c = 0; c < conditions; ++c) values.push_back((common + static_cast<int>(random() % 61)) / 100.0);
        const double y = std::max(std::min(values[0], values[4]), std::min(values[7], 1 - values[10]));
        out << "case" << i;
        for (const double value : values) out << fmt::format(",{:.2f}", value);
        out << fmt::format(",{:.2f}\n", std::min(1.0, y + static_cast<double>(random() % 10) / 100));
    }
    return file;
}

constexpr const char* anchors = "anchors = { exclusion = 0.1, crossover = 0.505, inclusion = 0.9 }";

std::string study_text(const std::vector<int>& kept, const std::string& solution, const std::string& rest) {
    std::string text = "[study]\nname = \"many\"\n[data]\nfile = \"" + write_data() + "\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\n" +
                       "column = \"Y\"\n" + anchors + "\n";
    for (const int c : kept) text += fmt::format("[conditions.{0}]\ncolumn = \"{0}\"\n{1}\n", name_of(c), anchors);
    return text + "[cutoffs]\nincl = 0.8\n[solution]\n" + solution + rest;
}

const std::vector<std::string> excluded{"C1*~C5", "C2*C3 + C2*~C3*C8 + ~C8*C2", "~C11*~C12"};
const std::vector<std::string> necessary{"C1 + C8", "C5 + ~C11"};

std::vector<int> all_conditions() {
    std::vector<int> all;
    for (int c = 0; c < conditions; ++c) all.push_back(c);
    return all;
}

std::vector<std::string> names_of(const std::vector<int>& kept) {
    std::vector<std::string> names;
    for (const int c : kept) names.push_back(name_of(c));
    return names;
}

/// The rows over some conditions all of whose rows over all conditions satisfy the sum, or none; as a sum.
std::string rows_that(const std::string& sum, bool satisfy, const std::vector<int>& kept) {
    const std::vector<Implicant> products = parse_sum(sum, names_of(all_conditions()), "test");
    std::vector<std::vector<bool>> seen(1u << kept.size(), std::vector<bool>(2));
    for (std::uint32_t world = 0; world < 1u << conditions; ++world) {
        std::uint32_t row = 0;
        for (const int c : kept) row = 2 * row + ((world & condition_bit(c, conditions)) != 0 ? 1 : 0);
        bool holds = false;
        for (const Implicant& product : products) holds = holds || product.covers_row(world);
        seen[row][holds ? 1 : 0] = true;
    }
    std::vector<Implicant> rows;
    const auto every = static_cast<std::uint32_t>(seen.size() - 1);
    for (std::uint32_t row = 0; row <= every; ++row)
        if (!seen[row][satisfy ? 0 : 1]) rows.push_back({every, row});
    return rows.empty() ? "" : to_expression(rows, names_of(kept));
}

/// The same claims about the conditions that take part, as rows that must not be assumed.
std::string solution_of(const std::vector<int>& kept, const std::string& type) {
    std::vector<std::string> rows;
    for (const std::string& sum : excluded) rows.push_back(rows_that(sum, true, kept));
    for (const std::string& sum : necessary) rows.push_back(rows_that(sum, false, kept));
    std::erase(rows, "");
    std::vector<std::string> expected;
    for (const int c : kept)
        if (c == 0 || c == 10) expected.push_back(fmt::format("{} = \"{}\"", name_of(c), c == 0 ? "present" : "absent"));
    std::string text = fmt::format("type = \"{}\"\nexpect = {{ {} }}\n", type, fmt::join(expected, ", "));
    if (!rows.empty()) text += fmt::format("exclude = [\"{}\"]\n", fmt::join(rows, "\", \""));
    return text;
}

TEST(ManyConditions, EveryScenarioIsAnAnalysisOfItsConditions) {
    const Study study = parse_study(
        study_text(all_conditions(),
                   fmt::format("expect = {{ C1 = \"present\", C11 = \"absent\" }}\nexclude = [\"{}\"]\nnecessary = [\"{}\"]\n",
                               fmt::join(excluded, "\", \""), fmt::join(necessary, "\", \"")),
                   "[paths]\nlong = \"C1*C2*C3*C4*C5*C6*C7*C8*C9*C10*~C11\"\nshort = \"C1*C5\"\n[sweep]\n"
                   "[sweep.conditions]\n"
                   "candidates = [\"C2\", \"C3\", \"C4\", \"C5\", \"C8\", \"C11\", \"C12\", \"C1\"]\nsize = 3\n"
                   "[sweep.cutoffs]\nincl = [0.7, 0.9]\n[sweep.solution]\ntype = [\"conservative\", \"parsimonious\", \"intermediate\"]\n"),
        "s.toml");
    // 4 of the 12 always take part.
    const StudyData data = load_study_data(study);
    const SweepResult sweep = run_sweep(study, data);
    ASSERT_EQ(sweep.axes[0].name, "conditions");
    ASSERT_EQ(sweep.axes[0].size(), 56u);
    EXPECT_FALSE(sweep.axes[0].own);
    EXPECT_EQ(sweep.paths[0].own, Survival::skipped);
    std::set<std::string> solutions;
    for (std::size_t value = 0; value < sweep.axes[0].size(); ++value) {
        std::vector<int> kept;
        for (int c = 0; c < conditions; ++c)
            if (("," + sweep.axes[0].labels[value] + ",").find("," + name_of(c) + ",") != std::string::npos) kept.push_back(c);
        ASSERT_EQ(kept.size(), 7u);
        for (std::size_t cut = 0; cut < 2; ++cut)
            for (std::size_t type = 0; type < 3; ++type) {
                const std::size_t id = (value * 2 + cut) * 3 + type;
                Study single = parse_study(study_text(kept, solution_of(kept, "intermediate"), ""), "s.toml");
                single.cutoffs.incl = sweep.axes[1].values[cut];
                const Analysis analysis = analyze(single, load_study_data(single));
                const Solution& solution = type == 0 ? analysis.conservative : type == 1 ? analysis.parsimonious : *analysis.intermediate;
                std::string expression;
                for (const FittedModel& model : solution.models)
                    expression += (expression.empty() ? "" : " | ") + to_expression(model.paths, names_of(kept));
                ASSERT_EQ(sweep.census.at(sweep.solution.at(id)).expression, expression) << sweep.axes[0].labels[value] << " type " << type;
                ASSERT_FALSE(sweep.paths[0].survival[id] < static_cast<std::uint8_t>(Survival::narrowed)) << "11 literals of 7 conditions";
                solutions.insert(expression);
            }
        // The state under this choice of conditions and the study's own otherwise.
        ASSERT_NE(sweep.paths[1].single_changes[0][value], static_cast<std::uint8_t>(Survival::skipped));
    }
    for (const std::uint8_t state : sweep.paths[1].single_changes[1]) EXPECT_EQ(state, static_cast<std::uint8_t>(Survival::skipped));
    EXPECT_GT(solutions.size(), 40u);
}

}  // namespace
}  // namespace qca
