// Sweeps over outcomes, conditions and cases say of every scenario what an analysis of that single study says.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "host/analysis/analysis.hpp"
#include "host/plan/slices.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "tests/property/plain_survival.hpp"

namespace qca {
namespace {

using test::judge_plainly;
using test::Literals;
using test::literals_of;
using test::split;

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string base_text() {
    std::ifstream stream(study_file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The single study of a scenario, as a user would write it.
Study single_study(const Study& base, const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
    Study study = base;
    study.sweep = {};
    study.paths.clear();
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const Axis& axis = axes[a];
        const std::string label = axis.labels.empty() ? "" : axis.labels[at[a]];
        if (axis.name == "outcome") {
            study.outcome.negate = label.starts_with("~");
        } else if (axis.name == "conditions") {
            const std::vector<std::string> kept = split(label, ",");
            std::erase_if(study.conditions, [&](const SetDefinition& condition) {
                return std::find(kept.begin(), kept.end(), condition.name) == kept.end();
            });
        } else if (axis.name == "cases") {
            if (label.starts_with("without ")) study.excluded_cases = split(label.substr(8), ", ");
        } else if (axis.name == "solution_type") {
            study.solution_type = label == "conservative" ? SolutionType::conservative : SolutionType::parsimonious;
        } else if (axis.name == "incl_cut") {
            study.cutoffs.incl = axis.values[at[a]];
        } else if (axis.name == "pri_cut" || axis.name == "n_cut") {
            continue;  // not varied here
        } else {
            const std::vector<std::string> parts = split(axis.name, "_");
            for (SetDefinition& condition : study.conditions) {
                if (condition.name != parts[0]) continue;
                (parts[1] == "crossover" ? condition.anchors.crossover : condition.anchors.inclusion) = axis.values[at[a]];
            }
        }
    }
    return parse_study(resolved_study(study), study_file);
}

/// Whether the anchors are in order, of conditions that do not take part, too.
bool in_order(const Study& base, const std::vector<Axis>& axes, const std::vector<std::size_t>& at) {
    for (const SetDefinition& condition : base.conditions) {
        Anchors anchors = condition.anchors;
        for (std::size_t a = 0; a < axes.size(); ++a) {
            if (axes[a].name == condition.name + "_crossover") anchors.crossover = axes[a].values[at[a]];
            if (axes[a].name == condition.name + "_inclusion") anchors.inclusion = axes[a].values[at[a]];
        }
        if (!anchors.in_order()) return false;
    }
    return true;
}

TEST(SlicesAgainstAnalysis, EveryScenarioEveryCountEveryColumn) {
    const Study study = parse_study(base_text() + R"(wide = "UNI*GDP"
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
candidates = ["POW", "ENT", "GDP"]
size = { from = 1, to = 3 }
[sweep.cases]
leave_out = [1, 2]
sample = 3
seed = 11
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
[sweep.anchors.GDP]
crossover = [9.5, 14.5]
inclusion = [6, 10]
[sweep.cutoffs]
incl = [0.75, 0.85]
[sweep.solution]
type = ["conservative", "parsimonious"]
[sweep.columns]
fits = true
)",
                                    study_file);
    const StudyData data = load_study_data(study);
    const SweepResult sweep = run_sweep(study, data);
    const std::vector<Axis>& axes = sweep.axes;
    ASSERT_EQ(axes[0].name, "outcome");
    ASSERT_EQ(axes[1].size(), 7u);
    ASSERT_EQ(axes[2].size(), 7u);

    std::vector<PathResult> wanted = sweep.paths;
    for (PathResult& path : wanted) {
        path.total = {};
        for (auto& map : path.axis_maps) std::fill(map.begin(), map.end(), StateCounts{});
        for (auto& map : path.pair_maps) std::fill(map.begin(), map.end(), StateCounts{});
        std::fill(path.case_counts.begin(), path.case_counts.end(), 0);
        for (auto& counts : path.case_axis_counts) std::fill(counts.begin(), counts.end(), 0);
    }
    std::map<std::string, std::uint64_t> census;
    std::set<int> partial_states;
    std::uint64_t evaluated = 0;
    for (std::size_t id = 0; id < sweep.counts.scenarios; ++id) {
        std::vector<std::size_t> at(axes.size());
        std::size_t rest = id;
        for (std::size_t a = axes.size(); a-- > 0; rest /= axes[a].size()) at[a] = rest % axes[a].size();
        const bool skipped = !in_order(study, axes, at);
        Solution solution;
        std::vector<std::vector<Literals>> models;
        std::vector<std::string> kept;
        Study single;
        StudyData single_data;
        std::string expression;
        Analysis analysis;
        if (!skipped) {
            ++evaluated;
            single = single_study(study, axes, at);
            single_data = load_study_data(single);
            analysis = analyze(single, single_data);
            solution = single.solution_type == SolutionType::conservative ? analysis.conservative : analysis.parsimonious;
            for (const SetDefinition& condition : single.conditions) kept.push_back(condition.name);
            for (const FittedModel& model : solution.models) {
                expression += expression.empty() ? "" : " | ";
                std::vector<Literals>& literals = models.emplace_back();
                for (std::size_t p = 0; p < model.paths.size(); ++p) {
                    expression += (p == 0 ? "" : " + ") + to_expression(model.paths[p], kept);
                    literals.push_back(literals_of(model.paths[p], kept));
                }
            }
            if (!expression.empty()) expression += std::string(" -> ") + (single.outcome.negate ? "~INT" : "INT");
            ++census[expression];
            ASSERT_EQ(sweep.census.at(sweep.solution.at(id)).expression, expression) << id;
            if (!solution.models.empty()) {
                ASSERT_FLOAT_EQ(sweep.fit_inclS.at(id), static_cast<float>(solution.models[0].fit.inclS));
                ASSERT_FLOAT_EQ(sweep.fit_PRI.at(id), static_cast<float>(solution.models[0].fit.pri));
                ASSERT_FLOAT_EQ(sweep.fit_covS.at(id), static_cast<float>(solution.models[0].fit.covS));
            }
        } else {
            ASSERT_EQ(sweep.solution.at(id), no_solution_id);
        }
        for (PathResult& path : wanted) {
            const Literals literals = literals_of(parse_path(path.expression, sweep.conditions, path.name), sweep.conditions);
            const Survival state = skipped ? Survival::skipped : judge_plainly(literals, models, sweep.conditions);
            ASSERT_EQ(survival_names[path.survival.at(id)], std::string(survival_names[static_cast<std::size_t>(state)]))
                << path.expression << " in scenario " << id << ": " << expression;
            const auto s = static_cast<std::size_t>(state);
            const bool whole = std::all_of(literals.begin(), literals.end(), [&](const auto& literal) {
                return std::find(kept.begin(), kept.end(), literal.first) != kept.end();
            });
            if (!skipped && !whole) partial_states.insert(static_cast<int>(state));
            ++path.total[s];
            for (std::size_t a = 0; a < axes.size(); ++a) ++path.axis_maps[a][at[a]][s];
            const auto pairs = axis_pairs(axes.size());
            for (std::size_t p = 0; p < pairs.size(); ++p)
                ++path.pair_maps[p][at[pairs[p].first] * axes[pairs[p].second].size() + at[pairs[p].second]][s];
            if (state != Survival::exact_all && state != Survival::exact_some) continue;
            for (std::size_t c = 0; c < single_data.cases.size(); ++c) {
                bool member = true;
                for (const auto& [name, present] : literals) {
                    const auto set = static_cast<std::size_t>(std::find(kept.begin(), kept.end(), name) - kept.begin());
                    const double m = analysis.memberships.set[set][c];
                    member = member && (present ? m : 1 - m) > 0.5;
                }
                if (!member) continue;
                const auto number = static_cast<std::size_t>(
                    std::find(sweep.cases.begin(), sweep.cases.end(), single_data.cases[c]) - sweep.cases.begin());
                ++path.case_counts[number];
                for (std::size_t a = 0; a < axes.size(); ++a)
                    if (!path.case_axis_counts[a].empty()) ++path.case_axis_counts[a][at[a] * sweep.cases.size() + number];
            }
        }
    }
    EXPECT_GT(partial_states.size(), 2u) << "paths that lost conditions meet too few fates to test anything";
    EXPECT_EQ(sweep.counts.evaluated, evaluated);
    EXPECT_LT(evaluated, sweep.counts.scenarios);
    for (std::size_t p = 0; p < wanted.size(); ++p) {
        EXPECT_TRUE(sweep.paths[p].pair_maps == wanted[p].pair_maps);
        EXPECT_TRUE(sweep.paths[p].axis_maps == wanted[p].axis_maps);
        EXPECT_TRUE(sweep.paths[p].total == wanted[p].total);
        EXPECT_TRUE(sweep.paths[p].case_counts == wanted[p].case_counts);
        EXPECT_TRUE(sweep.paths[p].case_axis_counts == wanted[p].case_axis_counts);
    }
    std::map<std::string, std::uint64_t> found;
    for (const CensusEntry& entry : sweep.census)
        for (const std::uint64_t count : entry.counts) found[entry.expression] += count;
    EXPECT_TRUE(found == census);
}

TEST(SlicesAgainstAnalysis, LinkedAnchorsMoveBySharesOfTheirDistances) {
    const Study study = parse_study(base_text() + R"(
[sweep.linked]
sets = ["ENT", "INT", "GDP"]
crossover = [-10, 0, 10]
inclusion = [0, 20]
[sweep.anchors.UNI]
crossover = [12.5, 14.5]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cutoffs]
incl = [0.75, 0.8, 0.85, 0.9]
)",
                                    study_file);
    const StudyData data = load_study_data(study);
    const SweepResult sweep = run_sweep(study, data);
    ASSERT_EQ(sweep.axes[1].name, "linked_crossover");
    ASSERT_EQ(sweep.axes[1].own, 1u);
    ASSERT_EQ(sweep.axes[2].name, "linked_inclusion");
    std::set<std::string> solutions;
    for (std::size_t id = 0; id < sweep.counts.scenarios; ++id) {
        std::vector<std::size_t> at(sweep.axes.size());
        std::size_t rest = id;
        for (std::size_t a = at.size(); a-- > 0; rest /= sweep.axes[a].size()) at[a] = rest % sweep.axes[a].size();
        // Anchors 25 / 14.5 / 6 are 19 apart, downwards; INT's 2 / 12.5 / 25 are 23 apart.
        Study single = single_study(study, {sweep.axes[0], sweep.axes[3], sweep.axes[4]}, {at[0], at[3], at[4]});
        const double crossover = sweep.axes[1].values[at[1]] / 100, inclusion = sweep.axes[2].values[at[2]] / 100;
        for (SetDefinition& condition : single.conditions)
            if (condition.name == "ENT" || condition.name == "GDP") condition.anchors = {25, 14.5 - 19 * crossover, 6 - 19 * inclusion};
        single.outcome.anchors = {2, 12.5 + 23 * crossover, 25 + 23 * inclusion};
        const Analysis analysis = analyze(single, load_study_data(single));
        std::vector<std::string> kept;
        for (const SetDefinition& condition : single.conditions) kept.push_back(condition.name);
        std::string expression;
        for (const FittedModel& model : analysis.conservative.models) {
            expression += expression.empty() ? "" : " | ";
            for (std::size_t p = 0; p < model.paths.size(); ++p)
                expression += (p == 0 ? "" : " + ") + to_expression(model.paths[p], kept);
        }
        ASSERT_EQ(sweep.census.at(sweep.solution.at(id)).expression, expression) << id;
        solutions.insert(expression);
    }
    EXPECT_GT(solutions.size(), 10u);
}

// A bootstrap draw is the study of a file in which a drawn case has as many lines as it was drawn.
TEST(SlicesAgainstAnalysis, ABootstrapDrawIsAFileWithRepeatedLines) {
    const Study study = parse_study(base_text() + "[sweep.cases]\nbootstrap = 12\nseed = 5\n[sweep.cutoffs]\nincl = [0.75, 0.85, 0.9]\n",
                                    study_file);
    const StudyData data = load_study_data(study);
    const SweepResult sweep = run_sweep(study, data);
    const SlicePlan plan = plan_slices(study, data.cases);
    ASSERT_EQ(plan.slices.size(), 13u);
    std::vector<std::string> lines;
    std::ifstream file(study.data_file);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    std::set<std::string> solutions;
    std::size_t drawn_twice = 0;
    for (std::size_t slice = 1; slice < plan.slices.size(); ++slice) {
        ASSERT_EQ(plan.slices[slice].cases.size(), data.cases.size());
        const std::string name = testing::TempDir() + fmt::format("bootstrap{}.csv", slice);
        std::ofstream out(name);
        out << lines[0] << "\n";
        for (std::size_t i = 0; i < plan.slices[slice].cases.size(); ++i) {
            const std::string& drawn = data.cases[plan.slices[slice].cases[i]];
            const auto line = std::find_if(lines.begin(), lines.end(), [&](const std::string& l) { return l.starts_with(drawn + ","); });
            ASSERT_NE(line, lines.end());
            out << "draw" << i << line->substr(drawn.size()) << "\n";
        }
        out.close();
        for (std::size_t cut = 0; cut < 3; ++cut) {
            Study single = study;
            single.data_file = name;
            single.cutoffs.incl = sweep.axes[1].values[cut];
            const Analysis analysis = analyze(single, load_study_data(single));
            std::string expression;
            for (const FittedModel& model : analysis.conservative.models) {
                expression += expression.empty() ? "" : " | ";
                for (std::size_t p = 0; p < model.paths.size(); ++p)
                    expression += (p == 0 ? "" : " + ") + to_expression(model.paths[p], sweep.conditions);
            }
            EXPECT_EQ(sweep.census.at(sweep.solution.at(slice * 3 + cut)).expression, expression);
            solutions.insert(expression);
        }
        // A case that was drawn twice is in a path once.
        const PathResult& path = sweep.paths.at(0);
        const StateCounts& states = path.axis_maps[0][slice];
        for (std::size_t c = 0; c < data.cases.size(); ++c) {
            const std::uint64_t kept = path.case_axis_counts[0][slice * data.cases.size() + c];
            EXPECT_LE(kept, states[0] + states[1]);
            drawn_twice += kept > 0 && std::count(plan.slices[slice].cases.begin(), plan.slices[slice].cases.end(), c) > 1;
        }
    }
    EXPECT_GT(drawn_twice, 0u);
    EXPECT_GT(solutions.size(), 5u);
}

}  // namespace
}  // namespace qca
