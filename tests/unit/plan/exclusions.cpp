// What exclusions leave of a sweep.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/exclusion.hpp"

namespace qca {
namespace {

/// 3 x 2 anchors of A (8 beside 7 is out of order) and 2 of B, 3 inclusion cutoffs, 2 types: 72 scenarios, 60 in order.
Study study_of(const std::vector<std::string>& exclusions) {
    Study study;
    study.file = "s.toml";
    for (const char* name : {"A", "B"}) {
        study.conditions.emplace_back().name = name;
        study.conditions.back().anchors = {1, 5, 9};
    }
    study.outcome.name = "Y";
    study.outcome.anchors = {0, 1, 2};
    study.sweep.anchors.resize(3);
    study.sweep.anchors[0].crossover = {3, 5, 8};
    study.sweep.anchors[0].inclusion = {7, 9};
    study.sweep.anchors[1].crossover = {4, 5};
    study.sweep.incl = {0.7, 0.8, 0.9};
    study.sweep.solution_types = {SolutionType::conservative, SolutionType::parsimonious};
    for (const std::string& text : exclusions) study.sweep.exclude.push_back(parse_exclusion(text, "s.toml:3:4"));
    return study;
}

std::string complaint(const Study& study, const std::vector<std::string>& cases = {}) {
    try {
        plan_sweep(study, cases);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(PlanExclusions, NoneLeaveOnePart) {
    const SweepPlan plan = plan_sweep(study_of({}));
    EXPECT_EQ(plan.scenarios, 72u);
    EXPECT_EQ(plan.evaluated, 60u);
    EXPECT_EQ(plan.excluded, 0u);
    ASSERT_EQ(plan.parts.size(), 1u);
    EXPECT_EQ(plan.parts[0].calibrations, 10u);
}

TEST(PlanExclusions, CountApartFromAnchorsOutOfOrder) {
    const SweepPlan plan = plan_sweep(study_of({"A_crossover == 8 and incl_cut > 0.8"}));
    EXPECT_EQ(plan.excluded, 2u * 2 * 2);  // of which half are out of order
    EXPECT_EQ(plan.evaluated, 60u - 4u);
    EXPECT_EQ(plan.parts.size(), 2u);
    EXPECT_EQ(plan.calibrations, 10u);
    EXPECT_EQ(excluded_by(plan, {2, 1, 0, 2, 0, 0, 1}), 0u);
    EXPECT_EQ(excluded_by(plan, {2, 1, 0, 1, 0, 0, 1}), std::nullopt);
    EXPECT_EQ(excluded_by(plan, {2, 1, 0, std::nullopt, 0, 0, 1}), std::nullopt);
}

TEST(PlanExclusions, NumbersAreThoseOfTheAxisToNineDigits) {
    Study study = study_of({"incl_cut < 0.8"});
    study.sweep.incl = {0.7, 0.8000000000000002, 0.9};
    EXPECT_EQ(plan_sweep(study).excluded, 24u);
    EXPECT_EQ(plan_sweep(study_of({"incl_cut != 0.8", "incl_cut >= 0.8 and incl_cut <= 0.7"})).excluded, 48u);
    EXPECT_EQ(plan_sweep(study_of({"A_crossover in [3, 8]", "A_crossover == 3"})).excluded, 48u);
}

TEST(PlanExclusions, SlicesAreDropped) {
    Study study = study_of({"conditions == 'A'", "conditions == 'A, B' and cases in ['without c', 'without b']"});
    study.sweep.conditions = {{0, 1}, 1, 2};
    study.sweep.cases.leave_out = {1};
    const SweepPlan plan = plan_sweep(study, {"a", "b", "c"});
    EXPECT_EQ(plan.slices.size(), 12u);
    EXPECT_EQ(plan.parts.size(), 6u);
    EXPECT_EQ(plan.excluded, 72u * 6);
    EXPECT_EQ(plan.evaluated, 60u * 6);
}

// Boxes that differ in a set that does not take part only are evaluated once.
TEST(PlanExclusions, AnchorsOfSetsThatDoNotTakePartCostNothing) {
    Study study = study_of({"A_crossover == 3 and A_inclusion == 9"});
    study.sweep.conditions = {{0}, 0, 0};
    const SweepPlan plan = plan_sweep(study, {});
    ASSERT_EQ(plan.parts.size(), 1u);
    EXPECT_EQ(plan.parts[0].boxes.size(), 2u);
    EXPECT_EQ(plan.calibrations, 2u);
    EXPECT_EQ(plan.evaluated, 4u * 2 * 3 * 2);
}

// Both types of a scenario are evaluated together, so that what depends on both is seen.
TEST(PlanExclusions, SolutionTypesStayTogether) {
    const SweepPlan plan = plan_sweep(study_of({"solution_type == 'parsimonious' and incl_cut == 0.8"}));
    ASSERT_EQ(plan.boxes.size(), 2u);
    for (const Box& box : plan.boxes)
        EXPECT_EQ(box[plan.type_axis].size(), box[plan.incl_axis].size() == 2 ? 2u : 1u);
}

TEST(PlanExclusions, ErrorsSayWhereAndWhat) {
    const std::pair<const char*, const char*> wrong[] = {
        {"A_crosover < 3", "there is no axis 'A_crosover' to exclude values of"},
        {"A_crosover < 3", "did you mean 'A_crossover'?"},
        {"A_crossover == 6", "6 is not on the axis A_crossover"},
        {"A_crossover == 6", "(its values are 3, 5, 8) take the nearest, 5, or compare by < or >"},
        {"incl_cut in [0.7, 0.75]", "0.75 is not on the axis incl_cut"},
        {"solution_type == 'parsimonius'", "did you mean 'parsimonious'?"},
        {"solution_type == 1", "a number for the axis solution_type"},
        {"incl_cut == '0.8'", "a name for the axis incl_cut"},
        {"incl_cut <= 0.9", "nothing is left to evaluate (all 72 scenarios are excluded) exclude less"},
    };
    for (const auto& [text, said] : wrong) {
        const std::string message = complaint(study_of({text}));
        EXPECT_TRUE(message.starts_with("s.toml:3:4: ")) << message;
        EXPECT_NE(message.find(said), std::string::npos) << message;
    }
    EXPECT_NE(complaint(study_of({"A_crossover <= 5", "A_inclusion == 9"})).find("in the others anchors are out of order"),
              std::string::npos);
}

TEST(PlanExclusions, TooManyPartsAreAnError) {
    Study study = study_of({});
    study.sweep.incl.clear();
    study.sweep.conditions = {{0, 1}, 1, 2};
    study.sweep.cases.bootstrap = 30000;
    for (int cut = 0; cut < 8; ++cut) {
        study.sweep.incl.push_back(0.6 + 0.05 * cut);
        study.sweep.pri.push_back(0.05 * cut);
        study.sweep.exclude.push_back(parse_exclusion(fmt::format("incl_cut == {} and pri_cut == {}", study.sweep.incl.back(), study.sweep.pri.back()), "s.toml:3:4"));
    }
    const std::string message = complaint(study, {"a", "b", "c"});
    EXPECT_NE(message.find("more than 100000 parts"), std::string::npos) << message;
}

}  // namespace
}  // namespace qca
