#include "host/plan/sweep_plan.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/error.hpp"

namespace qca {
namespace {

/// Conditions A (1 / 5 / 9, varied) and B (crisp), outcome Y (descending 9 / 5 / 1, crossover varied).
Study swept_study() {
    Study study;
    study.file = "s.toml";
    study.conditions.resize(2);
    study.conditions[0].name = "A";
    study.conditions[0].column = "wealth";
    study.conditions[0].anchors = {1, 5, 9};
    study.conditions[1].name = "B";
    study.conditions[1].method = CalibrationMethod::crisp;
    study.outcome.name = "Y";
    study.outcome.column = "y";
    study.outcome.ranking = Ranking{};
    study.outcome.anchors = {9, 5, 1};
    study.cutoffs.incl = 0.85;
    study.sweep.stated = true;
    study.sweep.anchors.resize(3);
    study.sweep.anchors[0].crossover = {3, 5, 8};
    study.sweep.anchors[0].inclusion = {7, 9};
    study.sweep.anchors[2].crossover = {4, 6};
    study.sweep.incl = {0.8, 0.85, 0.9};
    study.sweep.solution_types = {SolutionType::parsimonious, SolutionType::conservative};
    return study;
}

TEST(PlanSweep, AxesAreAnchorsInStudyOrderThenCutoffsThenType) {
    const SweepPlan plan = plan_sweep(swept_study());
    std::vector<std::string> names;
    for (const Axis& axis : plan.axes) names.push_back(axis.name);
    EXPECT_EQ(names, (std::vector<std::string>{"A_crossover", "A_inclusion", "Y_crossover", "incl_cut",
                                               "pri_cut", "n_cut", "solution_type"}));
    EXPECT_EQ(plan.incl_axis, 3u);
    EXPECT_EQ(plan.pri_axis, 4u);
    EXPECT_EQ(plan.n_axis, 5u);
    EXPECT_EQ(plan.type_axis, 6u);
    EXPECT_EQ(plan.axes[0].values, (std::vector<double>{3, 5, 8}));
    EXPECT_EQ(plan.axes[0].units, "wealth");
    EXPECT_EQ(plan.axes[2].units, "rank of y");
    EXPECT_EQ(plan.axes[6].labels, (std::vector<std::string>{"parsimonious", "conservative"}));
}

TEST(PlanSweep, MarksTheStudysOwnChoices) {
    const SweepPlan plan = plan_sweep(swept_study());
    EXPECT_EQ(plan.axes[0].own, 1u);
    EXPECT_EQ(plan.axes[1].own, 1u);
    EXPECT_EQ(plan.axes[2].own, std::nullopt);  // 5 is neither 4 nor 6
    EXPECT_EQ(plan.axes[3].own, 1u);
    EXPECT_EQ(plan.axes[4].own, 0u);
    EXPECT_EQ(plan.axes[6].own, 1u);
}

TEST(PlanSweep, ChoicesAreTheCombinationsInOrder) {
    const SweepPlan plan = plan_sweep(swept_study());
    ASSERT_EQ(plan.sets.size(), 3u);
    const SetPlan& a = plan.sets[0];
    EXPECT_EQ(a.axes, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(a.combinations, 6u);
    EXPECT_EQ(a.choices, (std::vector<Anchors>{{1, 3, 7}, {1, 3, 9}, {1, 5, 7}, {1, 5, 9}, {1, 8, 9}}));
    EXPECT_EQ(a.coordinates, (std::vector<std::int32_t>{0, 0, 0, 1, 1, 0, 1, 1, 2, 1}));
    EXPECT_EQ(plan.sets[1].choices.size(), 1u);  // a crisp set has no anchors to be out of order
    EXPECT_TRUE(plan.sets[1].axes.empty());
    EXPECT_EQ(plan.sets[2].choices, (std::vector<Anchors>{{9, 4, 1}, {9, 6, 1}}));
}

TEST(PlanSweep, CountsWhatIsSkipped) {
    const SweepPlan plan = plan_sweep(swept_study());
    EXPECT_EQ(plan.cutoff_combinations(), 6u);
    EXPECT_EQ(plan.calibrations, 10u);
    EXPECT_EQ(plan.scenarios, 72u);
    EXPECT_EQ(plan.evaluated, 60u);
}

TEST(PlanSweep, WithoutASweepThereIsOneScenario) {
    Study study = swept_study();
    study.sweep = {};
    const SweepPlan plan = plan_sweep(study);
    EXPECT_EQ(plan.scenarios, 1u);
    EXPECT_EQ(plan.evaluated, 1u);
    EXPECT_EQ(plan.axes.size(), 4u);
    EXPECT_EQ(plan.incl, (std::vector<double>{0.85}));
}

/// What plan_sweep() says of a study that it refuses; empty when it does not.
std::string complaint_about(const Study& study) {
    try {
        plan_sweep(study);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(PlanSweep, RefusesMoreScenariosThanCanBeNumbered) {
    Study study = swept_study();
    study.sweep.solution_types.clear();
    study.sweep.incl.clear();
    study.sweep.anchors[0] = {std::vector<double>(1000, 1), std::vector<double>(1000, 5), {}};
    study.sweep.anchors[1].crossover.assign(1'000'000, 3);
    study.sweep.anchors[2].crossover.assign(1'000'000, 5);
    EXPECT_EQ(plan_sweep(study).scenarios, std::uint64_t{1'000'000'000'000'000'000});
    study.sweep.incl = {0.8, 0.9};
    EXPECT_NE(complaint_about(study).find("s.toml: [sweep]: 2e+18 scenarios"), std::string::npos) << complaint_about(study);
}

TEST(PlanSweep, RefusesMoreAnchorsOfASetThanCanBeTabulated) {
    Study study = swept_study();
    study.sweep.anchors[2] = {std::vector<double>(1001, 9), std::vector<double>(1000, 5), {}};
    EXPECT_NE(complaint_about(study).find("s.toml: [sweep.anchors.Y]: 1001000 combinations of anchors"), std::string::npos)
        << complaint_about(study);
}

TEST(PlanSweep, RefusesMoreCutoffsThanCanBeCounted) {
    Study study = swept_study();
    study.sweep.incl.assign(4369, 0.8);
    study.sweep.pri.assign(5, 0.5);
    study.sweep.n.assign(3, 1);
    EXPECT_EQ(plan_sweep(study).cutoff_combinations(), 2u * 65535u);
    study.sweep.n.assign(4, 1);
    EXPECT_NE(complaint_about(study).find("s.toml: [sweep]: 87380 combinations of cutoffs (4369 of inclusion x 5 of PRI x 4 of "
                                          "frequency; the limit is 65535)"), std::string::npos)
        << complaint_about(study);
}

TEST(AxisStrides, TheLastAxisIsFastest) {
    EXPECT_EQ(axis_strides(plan_sweep(swept_study()).axes), (std::vector<std::size_t>{24, 12, 6, 2, 2, 2, 1}))
        << "sizes are 3, 2, 2, 3, 1, 1, 2";
}

}  // namespace
}  // namespace qca
