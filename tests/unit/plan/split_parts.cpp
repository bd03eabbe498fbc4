#include "host/plan/split_parts.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca {
namespace {

/// 3 x 2 anchors of ENT, two of them out of order, 3 of the outcome, 2 x 3 cutoffs, 2 types.
SweepPlan small_plan(const std::string& more = "") {
    const std::string anchors = "[sweep.anchors.OUT]\ncrossover = [1.5, 2, 2.5]\n[sweep.anchors.ENT]\ncrossover = [18, 22, 26]\ninclusion = [10, 20]\n";
    std::string text = test::changed("[sweep.anchors.ENT]\ncrossover = [18, 22]\n", anchors);
    text = test::changed("incl = [0.8, 0.9]", "incl = [0.8, 0.9]\nn = [1, 2, 3]", text);
    if (!more.empty()) text = test::changed("design = \"grid\"", "design = \"grid\"\n" + more, text);
    return plan_sweep(parse_study(text, "s.toml"));
}

std::vector<std::uint64_t> all_parts(const SweepPlan& plan, std::uint64_t most) { return std::vector<std::uint64_t>(plan.parts.size(), most); }

/// Every combination of positions on the axes that lies in a box.
std::vector<std::vector<std::size_t>> points(const Box& box) {
    std::vector<std::vector<std::size_t>> all{{}};
    for (const std::vector<std::size_t>& values : box) {
        std::vector<std::vector<std::size_t>> longer;
        for (const auto& point : all)
            for (const std::size_t value : values) {
                longer.push_back(point);
                longer.back().push_back(value);
            }
        all = std::move(longer);
    }
    return all;
}

std::set<std::vector<std::size_t>> points(const SweepPlan& plan) {
    std::set<std::vector<std::size_t>> all;
    for (const SweepPart& part : plan.parts)
        for (const std::size_t box : part.boxes)
            for (const auto& point : points(plan.boxes[box])) EXPECT_TRUE(all.insert(point).second) << "in two parts";
    return all;
}

/// Crossover 18 and inclusion 20 of ENT, by position. @pre a point of small_plan()
bool is_out_of_order(const std::vector<std::size_t>& point) { return point[0] == 0 && point[1] == 1; }

TEST(WithSmallParts, PiecesAreTheWholeAndNotLargerThanTheLimit) {
    for (const std::string exclude : {"", "exclude = [\"ENT_crossover < 20 and incl_cut > 0.85\"]"}) {
        const SweepPlan plan = small_plan(exclude);
        ASSERT_EQ(plan.axes[0].name, "ENT_crossover");
        ASSERT_EQ(plan.axes[1].name, "ENT_inclusion");
        ASSERT_EQ(plan.calibrations, exclude.empty() ? 15u : plan.calibrations);
        const auto before = points(plan);
        for (const std::uint64_t most : {1u, 2u, 3u, 4u, 7u}) {
            const SweepPlan cut = with_small_parts(plan, all_parts(plan, most));
            EXPECT_GT(cut.parts.size(), plan.parts.size());
            std::uint64_t calibrations = 0, evaluated = 0, whole = 0;
            for (const SweepPart& part : cut.parts) {
                EXPECT_GE(part.calibrations, 1u);
                EXPECT_LE(part.calibrations, most);
                calibrations += part.calibrations;
                evaluated += part.evaluated;
            }
            for (const SweepPart& part : plan.parts) whole += part.calibrations;
            EXPECT_EQ(calibrations, whole);
            EXPECT_EQ(evaluated, plan.evaluated);
            const auto after = points(cut);
            for (const auto& point : after) ASSERT_TRUE(before.contains(point));
            for (const auto& point : before) ASSERT_TRUE(after.contains(point) || is_out_of_order(point)) << "a scenario is lost";
        }
    }
}

TEST(WithSmallParts, WhatIsSmallEnoughStaysAsItIs) {
    const SweepPlan plan = small_plan();
    const SweepPlan same = with_small_parts(plan, all_parts(plan, plan.calibrations));
    ASSERT_EQ(same.parts.size(), plan.parts.size());
    EXPECT_EQ(same.boxes, plan.boxes);
    EXPECT_EQ(same.parts[0].calibrations, plan.parts[0].calibrations);
    EXPECT_EQ(same.parts[0].evaluated, plan.parts[0].evaluated);
}

TEST(WithSmallParts, PiecesWithoutAnchorsInOrderAreLeftOut) {
    const std::string anchors = "[sweep.anchors.ENT]\ncrossover = [8, 9, 18, 22]\n";
    const SweepPlan plan = plan_sweep(parse_study(test::changed("[sweep.anchors.ENT]\ncrossover = [18, 22]\n", anchors), "s.toml"));
    ASSERT_EQ(plan.calibrations, 2u) << "8 and 9 lie beyond the inclusion anchor 10";
    const SweepPlan cut = with_small_parts(plan, all_parts(plan, 1));
    ASSERT_EQ(cut.parts.size(), 2u);
    for (const auto& point : points(cut)) EXPECT_GE(point[0], 2u);
}

TEST(WithSmallParts, WithoutAnchorsToCutAPartStaysLarge) {
    const std::string text = test::changed("[sweep.anchors.ENT]\ncrossover = [18, 22]\n", "");
    const SweepPlan plan = plan_sweep(parse_study(text, "s.toml"));
    const SweepPlan cut = with_small_parts(plan, all_parts(plan, 1));
    ASSERT_EQ(cut.parts.size(), 1u);
    EXPECT_EQ(cut.parts[0].evaluated, 4u) << "cutoffs and types are never cut";
}

}  // namespace
}  // namespace qca
