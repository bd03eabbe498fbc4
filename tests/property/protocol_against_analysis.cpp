// The extremes over all scenarios of a sweep are those of as many single analyses.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <random>

#include "host/analysis/analysis.hpp"
#include "host/analysis/set_membership.hpp"
#include "host/robustness/protocol.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/own_choices.hpp"
#include "host/sweep/sample_scenario.hpp"

namespace qca {
namespace {

struct Expected {
    std::vector<double> least, most;
    ScenarioCounts counts;
    std::map<std::uint64_t, std::map<std::string, std::vector<double>>> of_scenario;  // [scenario][case] in each of its models
};

Scenario scenario_of_number(const Study& study, const StudyData& data, const SweepPlan& plan, std::uint64_t number) {
    return plan.design.stated() ? scenario_of(sample_point(study, data, plan, number), data)
                                : scenario_at(study, data, plan, coordinates_of(plan, number));
}

Expected by_analyses(const Study& study, const StudyData& data, const SweepPlan& plan, TestModels models) {
    Expected expected;
    expected.least.assign(data.cases.size(), 2);
    expected.most.assign(data.cases.size(), -1);
    expected.counts.scenarios = plan.scenarios;
    for (std::uint64_t number = 0; number < plan.scenarios; ++number) {
        const Scenario scenario = scenario_of_number(study, data, plan, number);
        if (!scenario.is_evaluated()) {
            ++expected.counts.skipped;
            continue;
        }
        if (scenario.study.outcome.name != study.outcome.name || scenario.study.outcome.negate != study.outcome.negate) {
            ++expected.counts.other_outcome;
            continue;
        }
        const Analysis analysis = analyze(scenario.study, scenario.data);
        const Solution& solution = scenario.study.solution_type == SolutionType::conservative   ? analysis.conservative
                                   : scenario.study.solution_type == SolutionType::parsimonious ? analysis.parsimonious
                                                                                                : *analysis.intermediate;
        ++(solution.models.empty() ? expected.counts.no_solution : expected.counts.tested);
        if (solution.models.size() > 1) ++expected.counts.ambiguous;
        if (solution.capped) ++expected.counts.capped;
        for (std::size_t m = 0; m < solution.models.size(); ++m) {
            if (m > 0 && models == TestModels::first) break;
            const std::vector<double> x = expression_memberships(analysis.memberships, solution.models[m].paths);
            for (std::size_t i = 0; i < x.size(); ++i) {
                const auto c = static_cast<std::size_t>(std::find(data.cases.begin(), data.cases.end(), scenario.data.cases[i]) - data.cases.begin());
                expected.least[c] = std::min(expected.least[c], x[i]);
                expected.most[c] = std::max(expected.most[c], x[i]);
                expected.of_scenario[number][data.cases[c]].push_back(x[i]);
            }
        }
    }
    return expected;
}

bool has(const Expected& expected, const ExtremeSource& source, const std::string& name, double membership) {
    const auto scenario = expected.of_scenario.find(source.number);
    if (scenario == expected.of_scenario.end()) return false;
    const std::vector<double>& all = scenario->second.at(name);
    return std::find(all.begin(), all.end(), membership) != all.end();
}

void check(const Study& study, std::uint64_t least_scenarios) {
    const StudyData data = load_study_data(study);
    const SweepPlan plan = plan_sweep(study, data.cases);
    ASSERT_GE(plan.scenarios, least_scenarios);
    for (const TestModels models : {TestModels::all, TestModels::first}) {
        const Expected expected = by_analyses(study, data, plan, models);
        ASSERT_GT(expected.counts.tested, 0u);
        const ScenarioExtremes found = scenario_extremes(study, data, plan, models, 1);
        EXPECT_EQ(found.counts.scenarios, expected.counts.scenarios);
        EXPECT_EQ(found.counts.tested, expected.counts.tested);
        EXPECT_EQ(found.counts.no_solution, expected.counts.no_solution);
        EXPECT_EQ(found.counts.other_outcome, expected.counts.other_outcome);
        EXPECT_EQ(found.counts.skipped, expected.counts.skipped);
        EXPECT_EQ(found.counts.ambiguous, expected.counts.ambiguous);
        EXPECT_EQ(found.counts.capped, expected.counts.capped);
        EXPECT_EQ(found.extremes.least, expected.least);
        EXPECT_EQ(found.extremes.most, expected.most);
        for (std::size_t c = 0; c < data.cases.size(); ++c) {
            EXPECT_TRUE(has(expected, found.extremes.least_from[c], data.cases[c], expected.least[c])) << data.cases[c];
            EXPECT_TRUE(has(expected, found.extremes.most_from[c], data.cases[c], expected.most[c])) << data.cases[c];
        }
        const ScenarioExtremes again = scenario_extremes(study, data, plan, models, 3);
        EXPECT_EQ(again.counts, found.counts);
        EXPECT_EQ(again.extremes.least, found.extremes.least);
        EXPECT_EQ(again.extremes.most, found.extremes.most);
        EXPECT_EQ(again.extremes.least_from, found.extremes.least_from);
        EXPECT_EQ(again.extremes.most_from, found.extremes.most_from);
    }
}

/// A study on random numbers.
Study random_study(const std::string& name, unsigned seed, int conditions, int cases, const std::string& rest) {
    const std::string folder = testing::TempDir();
    std::mt19937 random(seed);
    std::ofstream csv(folder + name + ".csv");
    csv << "case";
    for (int c = 0; c < conditions; ++c) csv << "," << static_cast<char>('A' + c);
    csv << ",Y\n";
    for (int i = 0; i < cases; ++i) {
        csv << "c" << i;
        for (int c = 0; c <= conditions; ++c) csv << "," << static_cast<double>(random() % 1000) * 0.1;
        csv << "\n";
    }
    csv.close();
    std::string text = fmt::format("[study]\nname = \"{0}\"\n[data]\nfile = \"{0}.csv\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\n"
                                   "column = \"Y\"\nanchors = {{ exclusion = 20, crossover = 45.05, inclusion = 80 }}\n", name);
    for (int c = 0; c < conditions; ++c)
        text += fmt::format("[conditions.{0}]\ncolumn = \"{0}\"\nanchors = {{ exclusion = 15, crossover = 50.05, inclusion = 85 }}\n",
                            static_cast<char>('A' + c));
    return parse_study(text + "[cutoffs]\nincl = 0.75\n" + rest, folder + name + ".toml");
}

constexpr const char* grid = R"(
[sweep.anchors.A]
crossover = [35.05, 50.05, 65.05]
[sweep.anchors.B]
exclusion = [15, 55]
crossover = [40.05, 60.05]
[sweep.anchors.Y]
crossover = [35.05, 45.05, 55.05]
[sweep.cutoffs]
incl = { from = 0.6, to = 0.95, step = 0.05 }
pri = [0.0, 0.5]
n = [1, 2]
[sweep.solution]
type = ["conservative", "parsimonious"]
)";

TEST(ProtocolAgainstAnalysis, Grids) {
    for (unsigned seed = 1; seed <= 4; ++seed) check(random_study(fmt::format("protocol_grid{}", seed), seed, 3, 14, std::string("[sweep]\n") + grid), 2000);
}

TEST(ProtocolAgainstAnalysis, ManyChoicesOfTheOutcome) {
    check(random_study("protocol_outcomes", 11, 4, 16, "[sweep.anchors.Y]\ncrossover = { from = 25.05, to = 75.05, step = 5 }\n"
                       "[sweep.anchors.D]\ncrossover = [40.05, 60.05]\n[sweep.cutoffs]\nincl = [0.7, 0.8, 0.9]\n"), 60);
}

TEST(ProtocolAgainstAnalysis, IntermediateSolutionsAndExcludedRows) {
    check(random_study("protocol_intermediate", 21, 4, 15,
                       "[solution]\ntype = \"intermediate\"\nexpect = { A = \"present\", B = \"absent\" }\nexclude = [\"C*D\"]\nmodels = \"all\"\n"
                       "[sweep.solution]\ntype = [\"conservative\", \"parsimonious\", \"intermediate\"]\n"
                       "[sweep.anchors.C]\ncrossover = [35.05, 50.05]\n[sweep.cutoffs]\nincl = { from = 0.6, to = 0.9, step = 0.1 }\n"), 24);
}

TEST(ProtocolAgainstAnalysis, ExcludedScenarios) {
    check(random_study("protocol_excluded", 31, 3, 14, std::string("[sweep]\nexclude = [\"A_crossover < 40 and incl_cut > 0.7\", \"n_cut == 2 and "
                       "solution_type == 'parsimonious'\"]\n") + grid), 2000);
}

TEST(ProtocolAgainstAnalysis, Slices) {
    check(random_study("protocol_slices", 41, 4, 12, R"(
[sweep.anchors.A]
crossover = [40.05, 60.05]
[sweep.anchors.D]
exclusion = [15, 55]
[sweep.cutoffs]
incl = [0.7, 0.8]
[sweep.outcome]
negate = [false, true]
[sweep.conditions]
size = { from = 3, to = 4 }
[sweep.cases]
leave_out = 1
bootstrap = 2
[sweep.linked]
sets = ["B", "C"]
crossover = [-3, 0]
[sweep.noise]
draws = 1
size = { B = 5.0 }
)"), 2000);
}

TEST(ProtocolAgainstAnalysis, Samples) {
    check(random_study("protocol_samples", 51, 3, 14, R"(
[sweep]
design = "sobol"
samples = 400
seed = 5
[sweep.anchors.A]
crossover = { from = 30, to = 70 }
inclusion = { from = 60, to = 90 }
[sweep.cutoffs]
incl = { from = 0.6, to = 0.95 }
[sweep.conditions]
size = { from = 2, to = 3 }
[sweep.outcome]
negate = [false, true]
)"), 400);
}

TEST(ProtocolAgainstAnalysis, NamedAnalysesAreThoseOfStudiesThatSayTheSame) {
    const std::string cutoffs = "[protocol.tests]\nlow = { incl = 0.65, n = 2, pri = 0.4, type = \"parsimonious\" }\n"
                                "moved = { anchors = { A = { crossover = 35.05 }, Y = { inclusion = 70 } } }\n"
                                "given = { solution = \"A*B + ~C\", anchors = { A = { crossover = 35.05 } } }\n";
    const Study study = random_study("protocol_named", 61, 3, 14, cutoffs);
    const StudyData data = load_study_data(study);
    ProtocolRequest request;
    request.tests = study.protocol.tests;
    const Protocol protocol = robustness_protocol(study, data, request);

    std::vector<double> least(data.cases.size(), 2), most(data.cases.size(), -1);
    const auto add = [&](const std::vector<double>& x) {
        for (std::size_t c = 0; c < x.size(); ++c) {
            least[c] = std::min(least[c], x[c]);
            most[c] = std::max(most[c], x[c]);
        }
    };
    Study low = study, moved = study;
    low.cutoffs = {0.65, 0.4, 2, {}};
    moved.conditions[0].anchors.crossover = 35.05;
    const Analysis of_low = analyze(low, data);
    Study given = moved;
    moved.outcome.anchors.inclusion = 70;
    const Analysis of_moved = analyze(moved, data);
    ASSERT_FALSE(of_low.parsimonious.models.empty());
    ASSERT_FALSE(of_moved.conservative.models.empty());
    for (const FittedModel& model : of_low.parsimonious.models) add(expression_memberships(of_low.memberships, model.paths));
    for (const FittedModel& model : of_moved.conservative.models) add(expression_memberships(of_moved.memberships, model.paths));
    add(expression_memberships(calibrate_study(given, data), study.protocol.tests[2].solution->paths));
    EXPECT_EQ(protocol.memberships.least, least);
    EXPECT_EQ(protocol.memberships.most, most);
    const Analysis own = analyze(study, data);
    EXPECT_EQ(protocol.memberships.outcome, own.memberships.set.back());
    EXPECT_EQ(protocol.initial, own.conservative.models.front().paths);
    EXPECT_EQ(protocol.memberships.initial, expression_memberships(own.memberships, protocol.initial));
}

}  // namespace
}  // namespace qca
