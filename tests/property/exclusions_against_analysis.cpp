// A sweep from which scenarios are excluded says of every other one what an analysis of that single scenario says, and
// counts nothing else.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "host/analysis/analysis.hpp"
#include "host/error.hpp"
#include "host/study/expression.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/scenario.hpp"

namespace qca {
namespace {

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string base_text() {
    std::ifstream stream(study_file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Anchors of sets that take part and of some that do not, always and sometimes; anchors out of order; three solution types.
constexpr const char* rest_of_sweep = R"(
[sweep.conditions]
candidates = ["POW", "ENT", "GDP"]
size = { from = 2, to = 3 }
[sweep.cases]
leave_out = 1
sample = 2
seed = 11
[sweep.anchors.ENT]
crossover = [12.5, 14.5]
[sweep.anchors.GDP]
crossover = [9.5, 12.5, 14.5]
inclusion = [6, 10]
[sweep.anchors.INT]
crossover = [11, 12.5]
[sweep.cutoffs]
incl = [0.75, 0.8, 0.85]
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
[sweep.columns]
fits = true
)";

Study swept_study(const std::vector<std::string>& exclusions) {
    std::string texts;
    for (const std::string& text : exclusions) texts += fmt::format("\"{}\", ", text);
    return parse_study(base_text() + "wide = \"UNI*GDP\"\n[sweep]\nexclude = [" + texts + "]\n" + rest_of_sweep, study_file);
}

Study swept_study() {
    return parse_study(base_text() + "wide = \"UNI*GDP\"\n[sweep]\n" + rest_of_sweep, study_file);
}

/// What a single analysis says.
struct Facts {
    bool in_order = false;
    std::vector<Survival> states;
    std::string expression;
    bool fitted = false;
    float inclS = 0, pri = 0, covS = 0;
    std::vector<std::vector<std::size_t>> cases;  ///< [path] of the study, in the path where it is exact
};

Facts facts_of(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t id) {
    Facts facts;
    const Scenario scenario = scenario_at(study, data, plan, coordinates_of(plan, id));
    facts.states = path_states(scenario);
    facts.in_order = scenario.out_of_order.empty();
    facts.cases.resize(study.paths.size());
    if (!facts.in_order) return facts;
    const Analysis analysis = analyze(scenario.study, scenario.data);
    const Solution& solution =
        scenario.study.solution_type == SolutionType::conservative ? analysis.conservative : analysis.parsimonious;
    std::vector<std::string> names;
    for (const SetDefinition& condition : scenario.study.conditions) names.push_back(condition.name);
    for (const FittedModel& model : solution.models)
        facts.expression += (facts.expression.empty() ? "" : " | ") + to_expression(model.paths, names);
    if (!solution.models.empty()) {
        const Fit& fit = solution.models[0].fit;
        facts.fitted = true;
        facts.inclS = static_cast<float>(fit.inclS);
        facts.pri = static_cast<float>(fit.pri);
        facts.covS = static_cast<float>(fit.covS);
    }
    for (std::size_t p = 0; p < study.paths.size(); ++p) {
        if (facts.states[p] != Survival::exact_all && facts.states[p] != Survival::exact_some) continue;
        for (std::size_t c = 0; c < scenario.data.cases.size(); ++c) {
            bool member = true;
            const auto k = static_cast<int>(names.size());
            for (int condition = 0; condition < k; ++condition) {
                const std::uint32_t bit = condition_bit(condition, k);
                const Implicant& path = scenario.study.paths[p].implicant;
                if ((path.literals & bit) == 0) continue;
                const double m = analysis.memberships.set[static_cast<std::size_t>(condition)][c];
                member = member && ((path.values & bit) != 0 ? m : 1 - m) > 0.5;
            }
            const auto name = std::find(data.cases.begin(), data.cases.end(), scenario.data.cases[c]);
            if (member) facts.cases[p].push_back(static_cast<std::size_t>(name - data.cases.begin()));
        }
    }
    return facts;
}

/// A constraint as the user writes it, and what it means.
struct Constraint {
    std::string text;
    std::map<std::size_t, std::set<std::size_t>> values;  ///< axis -> positions that it names

    bool holds(const std::vector<std::size_t>& at) const {
        return std::all_of(values.begin(), values.end(), [&](const auto& of) { return of.second.contains(at[of.first]); });
    }
};

Constraint random_constraint(const std::vector<Axis>& axes, std::mt19937& random) {
    Constraint constraint;
    for (std::size_t part = 0, parts = 1 + random() % 3; part < parts; ++part) {
        const std::size_t a = random() % axes.size();
        const Axis& axis = axes[a];
        const std::size_t value = random() % axis.size();
        std::set<std::size_t> named;
        std::string text;
        const auto shown = [&](std::size_t v) {
            return axis.labels.empty() ? fmt::format("{}", axis.values[v]) : fmt::format("'{}'", axis.labels[v]);
        };
        const std::vector<std::string> signs = axis.labels.empty()
                                                   ? std::vector<std::string>{"==", "!=", "in", "<", "<=", ">", ">="}
                                                   : std::vector<std::string>{"==", "!=", "in"};
        const std::string sign = signs[random() % signs.size()];
        for (std::size_t v = 0; v < axis.size(); ++v) {
            const bool is = v == value;
            if (sign == "==" ? is : sign == "!=" ? !is : sign == "<" ? v < value : sign == "<=" ? v <= value
                : sign == ">" ? v > value : sign == ">=" ? v >= value : is || v == (value + 2) % axis.size())
                named.insert(v);
        }
        text = fmt::format("{} {} {}", axis.name, sign, shown(value));
        if (sign == "in") text = fmt::format("{} in [{}, {}]", axis.name, shown(value), shown((value + 2) % axis.size()));
        constraint.text += (constraint.text.empty() ? "" : " and ") + text;
        std::set<std::size_t>& both = constraint.values.try_emplace(a, named).first->second;
        std::erase_if(both, [&](std::size_t v) { return !named.contains(v); });
    }
    return constraint;
}

class ExclusionsAgainstAnalysis : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        study = new Study(swept_study());
        data = new StudyData(load_study_data(*study));
        plan = new SweepPlan(plan_sweep(*study, data->cases));
        facts = new std::vector<Facts>;
        for (std::uint64_t id = 0; id < plan->scenarios; ++id) facts->push_back(facts_of(*study, *data, *plan, id));
    }

    static std::vector<std::size_t> positions(std::uint64_t id) {
        std::vector<std::size_t> at;
        for (const auto& value : coordinates_of(*plan, id)) at.push_back(*value);
        return at;
    }

    static void expect_same(const SweepResult& sweep, const std::vector<Constraint>& constraints);

    static Study* study;
    static StudyData* data;
    static SweepPlan* plan;
    static std::vector<Facts>* facts;
};

Study* ExclusionsAgainstAnalysis::study = nullptr;
StudyData* ExclusionsAgainstAnalysis::data = nullptr;
SweepPlan* ExclusionsAgainstAnalysis::plan = nullptr;
std::vector<Facts>* ExclusionsAgainstAnalysis::facts = nullptr;

void ExclusionsAgainstAnalysis::expect_same(const SweepResult& sweep, const std::vector<Constraint>& constraints) {
    const std::vector<Axis>& axes = plan->axes;
    ASSERT_EQ(sweep.axes, axes);
    std::vector<PathResult> wanted = sweep.paths;
    for (PathResult& path : wanted) {
        path.total = {};
        for (auto& map : path.axis_maps) std::fill(map.begin(), map.end(), StateCounts{});
        for (auto& map : path.pair_maps) std::fill(map.begin(), map.end(), StateCounts{});
        std::fill(path.case_counts.begin(), path.case_counts.end(), 0);
        for (auto& counts : path.case_axis_counts) std::fill(counts.begin(), counts.end(), 0);
    }
    std::map<std::string, std::vector<std::uint64_t>> census;
    SweepCounts counts;
    const auto pairs = axis_pairs(axes.size());
    for (std::size_t id = 0; id < facts->size(); ++id) {
        const Facts& fact = (*facts)[id];
        const std::vector<std::size_t> at = positions(id);
        const bool excluded = std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& c) { return c.holds(at); });
        const bool evaluated = fact.in_order && !excluded;
        ++counts.scenarios;
        counts.evaluated += evaluated;
        counts.skipped += !evaluated;
        counts.excluded += excluded;
        const std::uint32_t solution = sweep.solution.at(id);
        if (evaluated) {
            std::vector<std::uint64_t>& of_types = census[fact.expression];
            of_types.resize(2);
            ++of_types[at[plan->type_axis]];
            ASSERT_NE(solution, no_solution_id);
            ASSERT_EQ(sweep.census.at(solution).expression, fact.expression);
        } else {
            ASSERT_EQ(solution, no_solution_id);
        }
        if (evaluated && fact.fitted) {
            ASSERT_FLOAT_EQ(sweep.fit_inclS.at(id), fact.inclS);
            ASSERT_FLOAT_EQ(sweep.fit_PRI.at(id), fact.pri);
            ASSERT_FLOAT_EQ(sweep.fit_covS.at(id), fact.covS);
        } else {
            ASSERT_TRUE(std::isnan(sweep.fit_inclS.at(id)));
        }
        for (std::size_t p = 0; p < wanted.size(); ++p) {
            PathResult& path = wanted[p];
            const Survival state = evaluated ? fact.states[p] : Survival::skipped;
            ASSERT_EQ(path.survival.at(id), static_cast<std::uint8_t>(state));
            const auto s = static_cast<std::size_t>(state);
            ++path.total[s];
            for (std::size_t a = 0; a < axes.size(); ++a) ++path.axis_maps[a][at[a]][s];
            for (std::size_t i = 0; i < pairs.size(); ++i)
                ++path.pair_maps[i][at[pairs[i].first] * axes[pairs[i].second].size() + at[pairs[i].second]][s];
            if (!evaluated) continue;
            for (const std::size_t c : fact.cases[p]) {
                ++path.case_counts[c];
                for (std::size_t a = 0; a < axes.size(); ++a)
                    if (!path.case_axis_counts[a].empty()) ++path.case_axis_counts[a][at[a] * sweep.cases.size() + c];
            }
        }
        // A single change is that scenario of the sweep.
        std::size_t changed = axes.size();
        bool single = true;
        for (std::size_t a = 0; a < axes.size(); ++a)
            if (axes[a].own != at[a]) {
                single = single && changed == axes.size();
                changed = a;
            }
        if (single && std::all_of(axes.begin(), axes.end(), [](const Axis& axis) { return axis.own.has_value(); })) {
            for (std::size_t p = 0; p < wanted.size(); ++p) {
                const std::uint8_t state = sweep.paths[p].survival[id];
                if (changed < axes.size()) {
                    ASSERT_EQ(sweep.paths[p].single_changes[changed][at[changed]], state);
                } else {
                    ASSERT_EQ(static_cast<std::uint8_t>(sweep.paths[p].own), state);
                }
            }
        }
    }
    EXPECT_EQ(sweep.counts.scenarios, counts.scenarios);
    EXPECT_EQ(sweep.counts.evaluated, counts.evaluated);
    EXPECT_EQ(sweep.counts.skipped, counts.skipped);
    EXPECT_EQ(sweep.counts.excluded, counts.excluded);
    for (std::size_t p = 0; p < wanted.size(); ++p) EXPECT_TRUE(sweep.paths[p] == wanted[p]) << sweep.paths[p].expression;
    std::map<std::string, std::vector<std::uint64_t>> found;
    for (const CensusEntry& entry : sweep.census) found[entry.expression] = entry.counts;
    EXPECT_TRUE(found == census);
}

TEST_F(ExclusionsAgainstAnalysis, RandomConstraints) {
    std::mt19937 random(7);
    std::size_t ran = 0, refused = 0, several_parts = 0, excluded_in_order = 0;
    for (int round = 0; round < 40; ++round) {
        std::vector<Constraint> constraints;
        std::vector<std::string> texts;
        for (std::size_t i = 0, n = 1 + random() % 4; i < n; ++i) {
            constraints.push_back(random_constraint(plan->axes, random));
            texts.push_back(constraints.back().text);
        }
        SCOPED_TRACE(fmt::format("{}", fmt::join(texts, "; ")));
        std::uint64_t left = 0;
        for (std::size_t id = 0; id < facts->size(); ++id) {
            const std::vector<std::size_t> at = positions(id);
            const bool excluded = std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& c) { return c.holds(at); });
            left += (*facts)[id].in_order && !excluded;
            excluded_in_order += (*facts)[id].in_order && excluded;
        }
        const Study constrained = swept_study(texts);
        if (left == 0) {
            EXPECT_THROW(plan_sweep(constrained, data->cases), InputError);
            ++refused;
            continue;
        }
        const SweepPlan planned = plan_sweep(constrained, data->cases);
        EXPECT_EQ(planned.evaluated, left);
        several_parts += planned.parts.size() > planned.slices.size();
        std::uint64_t last = 0, calibrations = 0;
        SweepOptions options;
        options.backend = BackendChoice::cpu;
        options.progress = [&](const SweepProgress& progress) {
            last = progress.scenarios_done;
            calibrations = progress.calibrations_done;
        };
        const SweepResult sweep = run_sweep(constrained, *data, options);
        EXPECT_EQ(last, left);
        EXPECT_EQ(calibrations, planned.calibrations);
        EXPECT_EQ(sweep.counts.calibrations, planned.calibrations);
        expect_same(sweep, constraints);
        if (HasFatalFailure()) return;
        ++ran;
    }
    EXPECT_GT(ran, 25u);
    EXPECT_GT(several_parts, 5u);
    EXPECT_GT(excluded_in_order, 10000u);
    RecordProperty("refused", static_cast<int>(refused));
}

TEST_F(ExclusionsAgainstAnalysis, AnExclusionThatConcernsNoScenarioChangesNothing) {
    const SweepResult plain = run_sweep(*study, *data);
    SweepResult sweep = run_sweep(swept_study({"GDP_crossover < 9.5 and incl_cut > 0.8"}), *data);
    EXPECT_EQ(sweep.counts, plain.counts);
    EXPECT_EQ(sweep.paths, plain.paths);
    EXPECT_EQ(sweep.solution, plain.solution);
    expect_same(sweep, {});
}

}  // namespace
}  // namespace qca
