#include "host/robustness/survival.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/robustness/small_sweep.hpp"

namespace qca {
namespace {

class SurvivalOfAPath : public ::testing::Test {
  protected:
    SweepResult result = test::small_sweep();
    PathResult& path = result.paths[0];
};

TEST_F(SurvivalOfAPath, CountsSkippedScenariosOnNeitherSide) {
    EXPECT_EQ(evaluated(path.total), 500u);
    EXPECT_EQ(surviving(path.total), 290u);
    EXPECT_DOUBLE_EQ(survival_share(path.total), 0.58);
    EXPECT_TRUE(std::isnan(survival_share(StateCounts{0, 0, 0, 0, 0, 0, 0, 9})));
}

TEST_F(SurvivalOfAPath, FindsTheMostFrequentOtherFate) {
    EXPECT_EQ(main_other_fate(path.total), Survival::absent);
    EXPECT_EQ(main_other_fate({9, 0, 5, 5, 0, 0, 0, 7}), Survival::narrowed);
    EXPECT_EQ(main_other_fate({9, 9, 0, 0, 0, 0, 0, 7}), std::nullopt);
}

TEST_F(SurvivalOfAPath, ListsTheLowestAxisValuesBelowTheWhole) {
    const std::vector<AxisValue> all{{0, 2}, {0, 0}, {1, 1}};  // 25 %, 40 %, 46.7 %
    EXPECT_EQ(lowest_survival(path, 10), all);
    EXPECT_EQ(lowest_survival(path, 1), std::vector<AxisValue>{all[0]});
}

TEST_F(SurvivalOfAPath, OrdersAxesByTheSpreadTheyMake) {
    const std::vector<AxisInfluence> axes = axis_influence(path);
    ASSERT_EQ(axes.size(), 2u);  // an axis with one value makes none
    EXPECT_EQ(axes[0].axis, 0u);
    EXPECT_EQ(axes[0].worst, 2u);
    EXPECT_EQ(axes[0].best, 1u);
    EXPECT_DOUBLE_EQ(axes[0].spread, 0.75);
    EXPECT_EQ(axes[1].axis, 1u);
    EXPECT_DOUBLE_EQ(axes[1].spread, 0.75 - 140.0 / 300.0);
}

TEST_F(SurvivalOfAPath, AnAxisValueWithNothingEvaluatedHasNoInfluence) {
    path.axis_maps[0][2] = {0, 0, 0, 0, 0, 0, 0, 200};
    EXPECT_EQ(axis_influence(path)[0].worst, 0u);
    EXPECT_EQ(lowest_survival(path, 1), (std::vector<AxisValue>{{0, 0}}));
}

TEST_F(SurvivalOfAPath, SingleChangesLeaveOutTheOwnValueAndSkippedOnes) {
    const std::vector<SingleChange> changes = list_single_changes(result, path);
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_EQ(changes[0].to, (AxisValue{0, 0}));
    EXPECT_EQ(changes[0].state, Survival::absorbed);
    EXPECT_TRUE(changes[0].kills);
    EXPECT_FALSE(changes[0].revives);
    EXPECT_EQ(changes[2].to, (AxisValue{1, 0}));
    EXPECT_FALSE(changes[2].kills);

    path.single_changes[0][0] = static_cast<std::uint8_t>(Survival::skipped);
    EXPECT_EQ(list_single_changes(result, path).size(), 2u);
    result.axes[1].own.reset();
    EXPECT_EQ(list_single_changes(result, path).size(), 3u);
}

TEST_F(SurvivalOfAPath, AChangeRevivesAPathThatTheStudyDoesNotHave) {
    path.own = Survival::absorbed;
    const std::vector<SingleChange> changes = list_single_changes(result, path);
    EXPECT_FALSE(changes[0].revives);
    EXPECT_TRUE(changes[2].revives);
    EXPECT_FALSE(changes[0].kills);
    EXPECT_EQ(most_harmful_change(result, path), std::nullopt);
}

TEST_F(SurvivalOfAPath, TheMostHarmfulChangeHasTheLowestSurvival) {
    EXPECT_EQ(most_harmful_change(result, path)->to, (AxisValue{0, 2}));
}

TEST_F(SurvivalOfAPath, AnotherSolutionTypeIsTheMostHarmfulChangeOnlyWhenAlone) {
    result.axes[2].labels.push_back("parsimonious");
    path.axis_maps[2].push_back({0, 0, 0, 9, 0, 0, 0, 0});
    path.single_changes[2].push_back(static_cast<std::uint8_t>(Survival::absorbed));
    EXPECT_EQ(most_harmful_change(result, path)->to, (AxisValue{0, 2}));
    path.single_changes[0] = {0, 0, 0};
    EXPECT_EQ(most_harmful_change(result, path)->to, (AxisValue{2, 1}));
}

TEST_F(SurvivalOfAPath, RetentionIsAShareOfTheSurvivingScenarios) {
    const std::vector<CaseRetention> cases = case_retention(result, path);
    ASSERT_EQ(cases.size(), 2u);  // Tibet is never in it
    EXPECT_EQ(cases[0].case_number, 1u);
    EXPECT_DOUBLE_EQ(cases[0].share, 1);
    EXPECT_EQ(cases[0].lowest, std::nullopt);
    EXPECT_EQ(cases[1].case_number, 0u);
    EXPECT_DOUBLE_EQ(cases[1].share, 0.5);
    EXPECT_EQ(cases[1].lowest, (AxisValue{0, 0}));
    EXPECT_DOUBLE_EQ(cases[1].lowest_share, 0);
    EXPECT_DOUBLE_EQ(case_share(result, path, 0, {0, 2}), 0.9);
    EXPECT_TRUE(std::isnan(case_share(result, path, 0, {1, 0})));
}

}  // namespace
}  // namespace qca
