#include "host/plan/slices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "host/error.hpp"
#include "host/plan/necessity_combinations.hpp"
#include "host/plan/sweep_plan.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

const std::vector<std::string> five{"a", "b", "c", "d", "e"};

Study study_of(std::vector<std::string> conditions) {
    Study study;
    study.file = "s.toml";
    study.outcome.name = "Y";
    for (const std::string& name : conditions) study.conditions.emplace_back().name = name;
    study.sweep.anchors.resize(study.sets());
    return study;
}

TEST(PlanSlices, WithoutAnAxisThereIsOneSliceWithEverything) {
    const SlicePlan plan = plan_slices(study_of({"A", "B"}), five);
    EXPECT_TRUE(plan.axes.empty());
    ASSERT_EQ(plan.slices.size(), 1u);
    EXPECT_EQ(plan.slices[0].conditions, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(plan.slices[0].cases, (CaseSelection{0, 1, 2, 3, 4}));
    EXPECT_FALSE(plan.slices[0].negate);
}

TEST(PlanSlices, SubsetsKeepConditionsThatAreNoCandidates) {
    Study study = study_of({"A", "B", "C"});
    study.sweep.conditions = {{0, 2}, 1, 2};
    const SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.axes.size(), 1u);
    EXPECT_EQ(plan.axes[0].labels, (std::vector<std::string>{"A,B", "B,C", "A,B,C"}));
    EXPECT_EQ(plan.axes[0].own, 2u);
    EXPECT_EQ(plan.slices[1].conditions, (std::vector<std::size_t>{1, 2}));
}

TEST(PlanSlices, EveryCombinationOfCasesIsLeftOut) {
    Study study = study_of({"A"});
    study.sweep.cases.leave_out = {1, 2};
    const SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.slices.size(), 1u + 5u + 10u);
    EXPECT_EQ(plan.axes[0].own, 0u);
    EXPECT_EQ(plan.axes[0].labels[0], "all");
    EXPECT_EQ(plan.axes[0].labels[2], "without b");
    EXPECT_EQ(plan.axes[0].labels[6], "without a, b");
    EXPECT_EQ(plan.axes[0].labels[15], "without d, e");
    EXPECT_EQ(plan.slices[15].cases, (CaseSelection{0, 1, 2}));
    std::set<CaseSelection> different;
    for (const Slice& slice : plan.slices) different.insert(slice.cases);
    EXPECT_EQ(different.size(), 16u);
}

TEST(PlanSlices, TheLastAxisIsFastest) {
    Study study = study_of({"A", "B"});
    study.sweep.negate = {false, true};
    study.sweep.cases.leave_out = {1};
    const SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.slices.size(), 12u);
    EXPECT_EQ(plan.axes[0].labels, (std::vector<std::string>{"Y", "~Y"}));
    EXPECT_EQ(plan.slices[7].at, (std::vector<std::size_t>{1, 1}));
    EXPECT_TRUE(plan.slices[7].negate);
    EXPECT_EQ(plan.slices[7].cases, (CaseSelection{1, 2, 3, 4}));
}

TEST(PlanSlices, ASampleHasDifferentCombinationsAndDependsOnTheSeedAlone) {
    std::vector<std::string> cases(30);
    for (std::size_t c = 0; c < cases.size(); ++c) cases[c] = "case " + std::to_string(c);
    Study study = study_of({"A"});
    study.sweep.cases.leave_out = {3};
    study.sweep.cases.sample = 100;
    study.sweep.cases.seed = 7;
    const SlicePlan plan = plan_slices(study, cases), again = plan_slices(study, cases);
    ASSERT_EQ(plan.slices.size(), 101u);
    std::set<CaseSelection> different;
    std::map<std::size_t, int> times_left_out;
    for (const Slice& slice : plan.slices) {
        different.insert(slice.cases);
        for (std::size_t c = 0; c < 30; ++c) times_left_out[c] += std::count(slice.cases.begin(), slice.cases.end(), c) == 0;
    }
    EXPECT_EQ(different.size(), 101u);
    for (std::size_t c = 0; c < 30; ++c) EXPECT_GT(times_left_out[c], 0) << c;
    EXPECT_EQ(plan.axes[0], again.axes[0]);
    study.sweep.cases.seed = 8;
    EXPECT_NE(plan.axes[0], plan_slices(study, cases).axes[0]);
}

TEST(PlanSlices, BootstrapDrawsAsManyCasesWithReplacement) {
    Study study = study_of({"A"});
    study.sweep.cases.bootstrap = 200;
    const SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.slices.size(), 201u);
    std::map<std::size_t, int> drawn;
    bool repeated = false;
    for (std::size_t s = 1; s < plan.slices.size(); ++s) {
        const CaseSelection& cases = plan.slices[s].cases;
        ASSERT_EQ(cases.size(), 5u);
        EXPECT_TRUE(std::is_sorted(cases.begin(), cases.end()));
        for (const std::size_t c : cases) ++drawn[c];
        repeated = repeated || std::adjacent_find(cases.begin(), cases.end()) != cases.end();
    }
    EXPECT_TRUE(repeated);
    // 1000 draws: 200 of each case, with a standard deviation below 13.
    for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(drawn[c], 200, 60) << c;
}

/// A study of A and B that explains Y, or Z, which is negated.
Study study_of_two_outcomes() {
    Study study = study_of({"A", "B"});
    study.other_outcomes.emplace_back().name = "Z";
    study.other_outcomes[0].negate = true;
    return study;
}

TEST(PlanSlices, EveryOutcomeIsExplainedAsItsDefinitionSaysOrBothWays) {
    Study study = study_of_two_outcomes();
    study.sweep.outcomes = {2, 3};
    const SlicePlan plan = plan_slices(study, five);
    EXPECT_EQ(plan.axes[0].labels, (std::vector<std::string>{"Y", "~Z"}));
    EXPECT_EQ(plan.axes[0].own, 0u);
    EXPECT_EQ(plan.slices[1].outcome, 3u);
    EXPECT_TRUE(plan.slices[1].negate);
    study.sweep.negate = {false, true};
    EXPECT_EQ(plan_slices(study, five).axes[0].labels, (std::vector<std::string>{"Y", "~Y", "Z", "~Z"}));
    study.outcome.negate = true;
    EXPECT_EQ(plan_slices(study, five).axes[0].own, 1u);
    study.sweep.outcomes = {3};
    EXPECT_EQ(plan_slices(study, five).axes[0].own, std::nullopt);
    study.sweep.outcomes = {};
    EXPECT_EQ(plan_slices(study, five).axes[0].labels, (std::vector<std::string>{"Y", "~Y"}));
}

TEST(PlanSlices, CalibrationIsTheStudysOwnWhereAllSetsHaveItInCommon) {
    Study study = study_of_two_outcomes();
    study.sweep.calibration.methods = {CalibrationMethod::logistic, CalibrationMethod::linear};
    study.sweep.calibration.ties = {Ties::largest, Ties::average};
    SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.slices.size(), 4u);
    EXPECT_EQ(plan.axes[0].name, "calibration");
    EXPECT_EQ(plan.axes[0].labels, (std::vector<std::string>{"logistic", "linear"}));
    EXPECT_EQ(plan.axes[0].own, 0u);
    EXPECT_EQ(plan.axes[1].name, "ties");
    EXPECT_EQ(plan.axes[1].own, std::nullopt) << "nothing is ranked";
    EXPECT_EQ(plan.slices[2].method, CalibrationMethod::linear);
    EXPECT_EQ(plan.slices[1].ties, Ties::average);
    study.conditions[0].ranking = study.other_outcomes[0].ranking = Ranking{true, Ties::average};
    study.conditions[0].method = CalibrationMethod::crisp;  // has no anchors, so that it does not count
    plan = plan_slices(study, five);
    EXPECT_EQ(plan.axes[0].own, 0u);
    EXPECT_EQ(plan.axes[1].own, 1u);
    study.other_outcomes[0].method = CalibrationMethod::linear;
    study.other_outcomes[0].ranking->ties = Ties::largest;
    plan = plan_slices(study, five);
    EXPECT_EQ(plan.axes[0].own, std::nullopt);
    EXPECT_EQ(plan.axes[1].own, std::nullopt);
}

TEST(PlanSlices, NoiseComesLastAndNoneIsTheStudysOwn) {
    Study study = study_of({"A"});
    study.sweep.negate = {false, true};
    study.sweep.noise.draws = 3;
    study.sweep.noise.sizes = {1, 0};
    const SlicePlan plan = plan_slices(study, five);
    ASSERT_EQ(plan.slices.size(), 8u);
    EXPECT_EQ(plan.axes[1].labels, (std::vector<std::string>{"none", "draw 1", "draw 2", "draw 3"}));
    EXPECT_EQ(plan.axes[1].own, 0u);
    EXPECT_EQ(plan.slices[6].noise, 2u);
    study.sweep.noise.draws = 65535;
    EXPECT_THROW(plan_slices(study, five), InputError);
}

TEST(PlanSlices, RefusesWhatCannotBe) {
    Study study = study_of({"A"});
    study.sweep.cases.leave_out = {4};  // one stays
    EXPECT_NO_THROW(plan_slices(study, five));
    study.sweep.cases.leave_out = {5};
    EXPECT_THROW(plan_slices(study, five), InputError);
    study.sweep.cases.leave_out = {8};
    EXPECT_THROW(plan_slices(study, std::vector<std::string>(60, "x")), InputError);
    Study many = study_of({"A", "B", "C", "D", "E", "F", "G", "H"});
    many.sweep.conditions = {{0, 1, 2, 3, 4, 5, 6, 7}, 1, 8};
    many.sweep.cases.bootstrap = 1000;
    EXPECT_THROW(plan_slices(many, five), InputError);
}

TEST(PlanSweep, ScenariosAreThoseOfAllSlicesAndCalibrationsThoseToEvaluate) {
    Study study = study_of({"A", "B"});
    for (SetDefinition* set : {&study.conditions[0], &study.conditions[1], &study.outcome}) set->anchors = {1, 5, 9};
    study.sweep.anchors[0].crossover = {4, 5, 6};
    study.sweep.anchors[1].inclusion = {3, 7, 9};  // 3 is out of order
    study.sweep.conditions = {{0, 1}, 1, 2};
    study.sweep.cases.leave_out = {1};
    const SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.slice_axes, 2u);
    EXPECT_EQ(plan.axes[2].name, "A_crossover");
    EXPECT_EQ(plan.incl_axis, 4u);
    EXPECT_EQ(plan.scenarios, 3u * 6 * 3 * 3);
    EXPECT_EQ(plan.evaluated, 3u * 6 * 3 * 2);
    EXPECT_EQ(plan.calibrations, 6u * (3 + 2 + 6));  // A alone, B alone, both
}

TEST(PlanSweep, CalibrationsCountTheOutcomesAnchorsForTheStudysOwnAlone) {
    Study study = study_of_two_outcomes();
    for (std::size_t set = 0; set < 4; ++set)
        (set < 2    ? study.conditions[set]
         : set == 2 ? study.outcome
                    : study.other_outcomes[0])
            .anchors = {1, 5, 9};
    study.sweep.anchors[2].crossover = {4, 5, 6};
    study.sweep.outcomes = {2, 3};
    const SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.scenarios, 6u);
    EXPECT_EQ(plan.calibrations, 4u);
}

/// A, B and Y with the anchors 1, 5, 9.
Study study_of_anchors() {
    Study study = study_of({"A", "B"});
    for (SetDefinition* set : {&study.conditions[0], &study.conditions[1], &study.outcome}) set->anchors = {1, 5, 9};
    return study;
}

TEST(PlanSweep, LinkedAnchorsOutOfOrderAreSkipped) {
    Study study = study_of_anchors();
    study.sweep.linked = {{0, 1, 2}, {{}, {-10, 0, 10}, {}}};
    SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.scenarios, 3u);
    EXPECT_EQ(plan.evaluated, 3u);
    EXPECT_EQ(plan.axes[0].values, (std::vector<double>{-10, 0, 10}));
    EXPECT_EQ(shifted({9, 5, 1}, {0, 25, -50}), (Anchors{9, 3, 5}));
    study.sweep.linked.percent.crossover = {0, 10, 50};
    study.sweep.incl = {0.7, 0.8};
    study.sweep.anchors[1].crossover = {5, 6};
    study.sweep.linked.sets = {0, 2};
    plan = plan_sweep(study, five);
    EXPECT_EQ(plan.scenarios, 12u);
    EXPECT_EQ(plan.evaluated, 8u);
    EXPECT_EQ(plan.calibrations, 4u);
    EXPECT_TRUE(plan.slices[1].in_order);
    EXPECT_FALSE(plan.slices[2].in_order);
    study.sweep.linked.percent.crossover = {50, -60};
    EXPECT_THROW(plan_sweep(study, five), InputError) << "nothing is left";
}

TEST(PlanSweep, OnlySlicesInOrderCountForNecessity) {
    Study study = study_of_anchors();
    study.sweep.linked = {{0, 2}, {{}, {0, 10, 50}, {}}};
    study.sweep.anchors[1].crossover = {5, 6};
    study.sweep.incl = {0.7, 0.8};
    study.necessity.expressions = {{"A + B", {{0b10, 0b10}, {0b01, 0b01}}}, {"A", {{0b10, 0b10}}}};
    const SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.slices_in_order, 2u);
    EXPECT_EQ(plan.evaluated_of_slice(), 4u);
    EXPECT_EQ(necessity_combinations(study, plan), 2 * 2 + 2);
}

TEST(PlanSweep, ADesignSkipsSampleBySample) {
    Study study = study_of_anchors();
    study.sweep.sampling = {Design::sobol, 16, 1, std::vector<AnchorRanges>(3), {}, {}};
    study.sweep.linked = {{0, 1}, {{}, {0, 50}, {}}};
    study.sweep.anchors[0].inclusion = {5.5, 9};
    study.sweep.anchors[1].exclusion = {0, 1};
    const SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.slices_in_order, 2u) << "A and B have axes of their own";
    EXPECT_EQ(plan.scenarios, 16u);
    study.sweep.linked.sets = {2};
    EXPECT_EQ(plan_sweep(study, five).slices_in_order, 1u);
}

void expect_bad_name(const Study& study, const std::string& name, const std::string& why) {
    try {
        plan_sweep(study, five);
        FAIL() << name;
    } catch (const InputError& error) {
        EXPECT_NE(std::string(error.what()).find("'" + name + "' cannot be the name of a set"), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
    }
}

TEST(PlanSweep, SetsMayNotBeTakenForAxes) {
    Study study = study_of_anchors();
    study.conditions[1].name = "linked";
    study.sweep.anchors[1].crossover = {4, 5};
    EXPECT_EQ(plan_sweep(study, five).axes[0].name, "linked_crossover") << "of the set; there is no other";
    study.sweep.linked = {{0}, {{}, {0, 10}, {}}};
    expect_bad_name(study, "linked", "two axes would be called linked_crossover");
    study.sweep.linked.percent = {{0, 10}, {}, {}};
    EXPECT_EQ(plan_sweep(study, five).scenarios, 4u);
    study.conditions[1].name = "anchors";
    EXPECT_EQ(plan_sweep(study, five).scenarios, 4u);
    study.sweep.anchor_sets = {{"wide", {{0, {0, 4, 10}}}}};
    expect_bad_name(study, "anchors", "the anchors axis has this name");
    study.conditions[1].name = "n_cut";
    expect_bad_name(study, "n_cut", "the n_cut axis has this name");
}

TEST(PlanSweep, LinkedAnchorsMayNotComePastValuesOfSingleOnes) {
    Study study = study_of_anchors();
    study.sweep.linked = {{0, 1, 2}, {{}, {0, 10}, {}}};
    study.sweep.anchors[0].inclusion = {5.5, 9};
    EXPECT_THROW(plan_sweep(study, five), InputError);
    study.sweep.anchors[0].inclusion = {6, 9};
    EXPECT_EQ(plan_sweep(study, five).evaluated, 4u);
}

TEST(PlanSweep, AnchorSetsReplaceAnchorsBeforeTheyAreShifted) {
    Study study = study_of_anchors();
    study.sweep.anchor_sets = {{"wide", {{0, {0, 4, 10}}, {2, {9, 5, 1}}}}, {"odd", {{1, {1, 1, 9}}}}};
    study.sweep.linked = {{0, 1}, {{}, {}, {0, 10}}};
    study.sweep.cases.leave_out = {1};
    const SweepPlan plan = plan_sweep(study, five);
    EXPECT_EQ(plan.axes[1].name, "anchors");
    EXPECT_EQ(plan.axes[1].labels, (std::vector<std::string>{"own", "wide", "odd"}));
    EXPECT_EQ(plan.axes[1].own, 0u);
    EXPECT_EQ(plan.scenarios, 36u);
    EXPECT_EQ(plan.evaluated, 24u);
    const Slice& shifted_wide = plan.slices[3];
    EXPECT_EQ(shifted_wide.at, (std::vector<std::size_t>{0, 1, 1}));
    EXPECT_EQ(set_of_slice(study, shifted_wide, 0).anchors, (Anchors{0, 4, 11}));
    EXPECT_EQ(set_of_slice(study, shifted_wide, 1).anchors, (Anchors{1, 5, 9.8}));
    EXPECT_EQ(set_of_slice(study, shifted_wide, 2).anchors, (Anchors{9, 5, 1}));
    EXPECT_FALSE(plan.slices[4].in_order);
}

TEST(SeededRandom, IsTheSameEverywhereAndEven) {
    // The first numbers of SplitMix64 from 0, as published with it.
    SeededRandom random(0);
    EXPECT_EQ(random.next(), 0xE220A8397B1DCDAFu);
    EXPECT_EQ(random.next(), 0x6E789E6AA1B965F4u);
    EXPECT_EQ(random.next(), 0x06C45D188009454Fu);
    std::map<std::uint64_t, int> drawn;
    for (int i = 0; i < 7000; ++i) ++drawn[random.below(7)];
    ASSERT_EQ(drawn.size(), 7u);
    for (const auto& [number, times] : drawn) EXPECT_NEAR(times, 1000, 150) << number;
}

}  // namespace
}  // namespace qca
