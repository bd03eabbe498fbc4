#include "host/sweep/scenario.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/study/read_study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca {
namespace {

using test::message_of;

constexpr const char* study_file = QCA_SOURCE_DIR "/configs/khanal2024-intensity.toml";

std::string study_text() {
    std::ifstream stream(study_file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The published study (own choices: ENT 25 / 14.5 / 6, INT 2 / 12.5 / 25, incl 0.85, conservative) with a sweep.
struct Swept {
    explicit Swept(const std::string& sweep, const std::string& text = study_text())
        : study(parse_study(text + sweep, study_file)), data(load_study_data(study)),
          plan(plan_sweep(study, data.cases)) {}

    Coordinates find(const std::string& scenario) const { return find_scenario(plan, scenario); }
    Scenario at(const std::string& scenario) const { return scenario_at(study, data, plan, find(scenario)); }
    std::string complaint(const std::string& scenario) const {
        return message_of([&] { find(scenario); });
    }

    Study study;
    StudyData data;
    SweepPlan plan;
};

/// 2 x 3 x 2 x 1 x 1 x 2 scenarios; the study's own crossover of INT lies on no axis.
constexpr const char* small_sweep = R"(
[sweep.anchors.ENT]
inclusion = [6, 15]
[sweep.anchors.INT]
crossover = [11, 12, 13]
[sweep.cutoffs]
incl = [0.8, 0.85]
[sweep.solution]
type = ["conservative", "parsimonious"]
)";

TEST(Scenario, NumbersCountTheLastAxisFastest) {
    const Swept swept(small_sweep);
    ASSERT_EQ(swept.plan.scenarios, 24u);
    EXPECT_EQ(coordinates_of(swept.plan, 0), (Coordinates{0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(coordinates_of(swept.plan, 1), (Coordinates{0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(coordinates_of(swept.plan, 2), (Coordinates{0, 0, 1, 0, 0, 0}));
    EXPECT_EQ(coordinates_of(swept.plan, 23), (Coordinates{1, 2, 1, 0, 0, 1}));
    for (std::uint64_t id = 0; id < swept.plan.scenarios; ++id)
        EXPECT_EQ(scenario_id(swept.plan, coordinates_of(swept.plan, id)), id);
}

TEST(Scenario, IsFoundByItsNumber) {
    const Swept swept(small_sweep);
    EXPECT_EQ(swept.find("23"), (Coordinates{1, 2, 1, 0, 0, 1}));
    EXPECT_EQ(swept.find(" 0 "), (Coordinates{0, 0, 0, 0, 0, 0}));
}

TEST(Scenario, IsFoundByItsChoices) {
    const Swept swept(small_sweep);
    EXPECT_EQ(swept.find("INT_crossover=13"), (Coordinates{0, 2, 1, 0, 0, 0})) << "the others are the study's own";
    EXPECT_EQ(swept.find("incl_cut=0.80, solution_type = parsimonious,INT_crossover=11"),
              (Coordinates{0, 0, 0, 0, 0, 1}));
}

TEST(Scenario, MayLieBesideTheAxes) {
    const Swept swept(small_sweep);
    EXPECT_EQ(swept.find("own"), (Coordinates{0, std::nullopt, 1, 0, 0, 0}));
    EXPECT_EQ(scenario_id(swept.plan, swept.find("own")), std::nullopt);
    const Scenario own = swept.at("own");
    EXPECT_EQ(own.study, swept.study);
    const Scenario beside = swept.at("incl_cut=0.8");
    EXPECT_EQ(beside.study.outcome.anchors, (Anchors{2, 12.5, 25}));
    EXPECT_EQ(beside.study.cutoffs.incl, 0.8);
}

TEST(Scenario, NamesHoldCommas) {
    const Swept swept("[sweep.conditions]\nsize = { from = 2, to = 3 }\n[sweep.cases]\nleave_out = 2\n");
    const Coordinates at = swept.find("conditions=ENT,GDP,cases=without Anhui, Beijing,incl_cut=0.85");
    ASSERT_TRUE(at[0] && at[1]);
    EXPECT_EQ(swept.plan.axes[0].labels[*at[0]], "ENT,GDP");
    EXPECT_EQ(swept.plan.axes[1].labels[*at[1]], "without Anhui, Beijing");
}

TEST(Scenario, WhatIsNotThereIsSaid) {
    const Swept swept(small_sweep);
    EXPECT_EQ(swept.complaint("24"),
              "scenario: there is no scenario 24 (the sweep has 24, numbered from 0) choose one of 0 to 23");
    EXPECT_NE(swept.complaint("99999999999999999999999").find("the sweep has 24"), std::string::npos);
    EXPECT_NE(swept.complaint("ENT_inklusion=6").find("did you mean 'ENT_inclusion'?"), std::string::npos);
    EXPECT_NE(swept.complaint("incl_cut=0.81").find("its values are 0.8, 0.85) take the nearest, 0.8,"),
              std::string::npos)
        << swept.complaint("incl_cut=0.81");
    EXPECT_NE(swept.complaint("incl_cut=0,8").find("its values are 0.8, 0.85)"), std::string::npos);
    EXPECT_NE(swept.complaint("incl_cut=nan").find("its values are 0.8, 0.85)"), std::string::npos);
    EXPECT_NE(swept.complaint("solution_type=parsimonius").find("did you mean 'parsimonious'?"), std::string::npos);
    EXPECT_NE(swept.complaint("incl_cut=0.8,incl_cut=0.85").find("two values of incl_cut"), std::string::npos);
    for (const char* nothing : {"", "ours", "-1", "1.5", "=", "incl_cut"})
        EXPECT_TRUE(swept.complaint(nothing).starts_with("scenario: ")) << nothing;
}

TEST(Scenario, IsSkippedWhenAnchorsAreOutOfOrder) {
    const Swept swept(small_sweep);
    const Scenario scenario = swept.at("ENT_inclusion=15");
    ASSERT_EQ(scenario.out_of_order.size(), 1u);
    EXPECT_EQ(scenario.out_of_order[0].name, "ENT");
    EXPECT_EQ(scenario.out_of_order[0].anchors, (Anchors{25, 14.5, 15}));
    EXPECT_EQ(path_states(scenario), std::vector<Survival>{Survival::skipped});
    EXPECT_TRUE(swept.at("ENT_inclusion=6").out_of_order.empty());
}

TEST(Scenario, CountsAnchorsOfConditionsThatDoNotTakePart) {
    const Swept swept(std::string("[sweep.conditions]\nsize = 3\n") + (small_sweep + 1));
    const Scenario scenario = swept.at("conditions=UNI,GDP,POW,ENT_inclusion=15");
    EXPECT_EQ(scenario.study.conditions.size(), 3u);
    ASSERT_EQ(scenario.out_of_order.size(), 1u);
    EXPECT_EQ(scenario.out_of_order[0].name, "ENT");
}

TEST(Scenario, HasItsOwnCases) {
    const Swept swept("[sweep.cases]\nleave_out = 1\nbootstrap = 2\nseed = 7\n");
    const Scenario without = swept.at("cases=without Anhui");
    EXPECT_EQ(without.data.number_of_cases(), swept.data.number_of_cases() - 1);
    EXPECT_NE(without.data.cases.front(), "Anhui");
    const Scenario drawn = swept.at("cases=bootstrap 2");
    EXPECT_EQ(drawn.data.number_of_cases(), swept.data.number_of_cases());
    EXPECT_LT(std::set<std::string>(drawn.data.cases.begin(), drawn.data.cases.end()).size(), drawn.data.cases.size());
}

struct Sweep {
    const char* name;
    std::string text, sweep;
    bool sometimes_skipped;
};

std::ostream& operator<<(std::ostream& stream, const Sweep& sweep) {
    return stream << sweep.name;
}

class EveryScenario : public testing::TestWithParam<Sweep> {};

TEST_P(EveryScenario, IsWhatTheSweepSays) {
    const Swept swept(GetParam().sweep, GetParam().text);
    const SweepResult result = run_sweep(swept.study, swept.data);
    ASSERT_EQ(result.axes, swept.plan.axes);
    ASSERT_GE(swept.plan.scenarios, 400u);
    std::map<Survival, int> met;
    for (std::uint64_t id = 0; id < swept.plan.scenarios; ++id) {
        const Scenario scenario = scenario_at(swept.study, swept.data, swept.plan, coordinates_of(swept.plan, id));
        const std::vector<Survival> states = path_states(scenario);
        ASSERT_EQ(states.size(), result.paths.size());
        for (std::size_t p = 0; p < states.size(); ++p) {
            ASSERT_EQ(result.paths[p].survival.size(), swept.plan.scenarios);
            EXPECT_EQ(static_cast<int>(states[p]), result.paths[p].survival[id]) << "path " << p << ", scenario " << id;
            ++met[states[p]];
        }
    }
    EXPECT_GE(met.size(), 4u) << "a sweep in which little happens tests little";
    EXPECT_EQ(met.contains(Survival::skipped), GetParam().sometimes_skipped);
}

/// With directional expectations and rows that are not to be assumed.
std::string text_with_expectations() {
    std::string text = study_text();
    const std::string type = "type = \"conservative\"\n";
    text.insert(text.find(type) + type.size(), "expect = { ENT = \"present\", POW = \"present\" }\n"
                                               "exclude = [\"~ENT*UNI*~GDP\", \"0001\"]\n"
                                               "necessary = [\"GDP + UNI\"]\n");
    return text;
}

constexpr const char* more_paths = "wide = \"GDP*POW\"\nnarrow = \"~ENT*UNI*~GDP*POW\"\n";
constexpr const char* cutoffs = "\n[sweep.cutoffs]\nincl = { from = 0.75, to = 0.95, step = 0.05 }\nn = [1, 2]\n";
constexpr const char* both_types = "[sweep.solution]\ntype = [\"conservative\", \"parsimonious\"]\n";

const Sweep sweeps[] = {
    {"Anchors", study_text() + more_paths,
     std::string(small_sweep) + "[sweep.anchors.GDP]\ncrossover = [12.5, 13.5, 14.5]\nexclusion = [14, 25]\n"
                                "[sweep.anchors.POW]\ncrossover = [12.5, 13.5, 14.5]\n",
     true},
    {"Conditions", study_text() + more_paths,
     std::string(cutoffs) + both_types +
         "[sweep.conditions]\nsize = { from = 2, to = 4 }\n[sweep.anchors.ENT]\ninclusion = [6, 15]\n",
     true},
    {"CasesAndOutcome", study_text() + more_paths,
     std::string(cutoffs) + both_types +
         "[sweep.outcome]\nnegate = [false, true]\n[sweep.cases]\nleave_out = 1\nbootstrap = 5\n",
     false},
    {"FallingOutcomes", study_text() + more_paths,
     std::string(cutoffs) + both_types +
         "[sweep.anchors.INT]\nexclusion = [2, 30]\ncrossover = [11, 12.5, 13]\ninclusion = [1, 25]\n"
         "[sweep.anchors.ENT]\ncrossover = [12.5, 13.5, 14.5]\n",
     true},
    {"LinkedAnchors", study_text() + more_paths,
     std::string(cutoffs) + both_types +
         "[sweep.linked]\ncrossover = { around = 0, by = 5, steps = 1 }\ninclusion = [5, 10]\n"
         "[sweep.conditions]\nsize = { from = 3, to = 4 }\n[sweep.anchors.ENT]\nexclusion = [25, 40]\n",
     false},
    {"Intermediate", text_with_expectations() + more_paths,
     std::string(cutoffs) +
         "[sweep.solution]\ntype = [\"conservative\", \"parsimonious\", \"intermediate\"]\n"
         "[sweep.conditions]\nsize = { from = 3, to = 4 }\n[sweep.anchors.GDP]\ncrossover = [12.5, 13.5, 14.5]\n",
     false},
};

INSTANTIATE_TEST_SUITE_P(Sweeps, EveryScenario, testing::ValuesIn(sweeps),
                         [](const auto& sweep) { return std::string(sweep.param.name); });

}  // namespace
}  // namespace qca
