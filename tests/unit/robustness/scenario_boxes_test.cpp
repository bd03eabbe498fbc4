#include "host/robustness/scenario_boxes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

using Interesting = std::function<bool(const std::vector<std::size_t>&)>;

ScenarioTable grid(const std::vector<std::size_t>& sizes, const Interesting& interesting) {
    ScenarioTable table;
    std::uint64_t scenarios = 1;
    for (std::size_t c = sizes.size(); c-- > 0; scenarios *= sizes[c]) table.columns.insert(table.columns.begin(), {sizes[c], true, {}, scenarios});
    for (std::uint32_t s = 0; s < scenarios; ++s) {
        std::vector<std::size_t> at;
        for (std::size_t c = 0; c < sizes.size(); ++c) at.push_back(table.position(c, s));
        table.scenarios.push_back(s);
        table.interesting.push_back(interesting(at) ? 1 : 0);
    }
    return table;
}

std::vector<std::uint8_t> range(std::size_t size, std::size_t first, std::size_t last) {
    std::vector<std::uint8_t> in(size);
    for (std::size_t p = first; p <= last; ++p) in[p] = 1;
    return in;
}

const BoxRestriction* restriction(const ScenarioBox& box, std::size_t column) {
    for (const BoxRestriction& of : box.restrictions)
        if (of.column == column) return &of;
    return nullptr;
}

TEST(ScenarioBoxes, FindAPlantedBox) {
    const ScenarioTable table = grid({20, 20, 10}, [](const std::vector<std::size_t>& at) { return at[0] >= 12 && at[0] <= 16 && at[1] < 6; });
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {1.0, 0.01, 4});
    ASSERT_EQ(boxes.size(), 1u);
    const ScenarioBox& box = boxes[0];
    EXPECT_EQ(box.coverage, 1);
    EXPECT_EQ(box.density, 1);
    EXPECT_EQ(box.scenarios, 300u);
    ASSERT_EQ(box.restrictions.size(), 2u);
    EXPECT_EQ(restriction(box, 0)->in, range(20, 12, 16));
    EXPECT_EQ(restriction(box, 1)->in, range(20, 0, 5));
    EXPECT_EQ(restriction(box, 0)->density_without, 0.25);  // 5 of 20
    EXPECT_EQ(restriction(box, 1)->density_without, 0.3);   // 6 of 20
    EXPECT_EQ(restriction(box, 0)->coverage_without, 1);
    EXPECT_EQ(box.restrictions[0].column, 0u);
    EXPECT_FALSE(box.restrictions[0].quasi_p);
}

/// So many scenarios at each combination of two positions, of which so many are of interest.
struct Cell {
    std::uint32_t a, b, all, interesting;
};
ScenarioTable of_cells(std::size_t size_a, std::size_t size_b, const std::vector<Cell>& cells) {
    ScenarioTable table;
    table.columns = {{size_a, true, {}, 1}, {size_b, true, {}, 1}};
    for (const Cell& cell : cells)
        for (std::uint32_t i = 0; i < cell.all; ++i) {
            table.scenarios.push_back(static_cast<std::uint32_t>(table.interesting.size()));
            table.columns[0].at.push_back(cell.a);
            table.columns[1].at.push_back(cell.b);
            table.interesting.push_back(i < cell.interesting ? 1 : 0);
        }
    return table;
}

TEST(ScenarioBoxes, PeelWhatRaisesTheDensityMostForEachScenario) {
    // Taking off the first position alone leaves 37 of 40, which is dense enough; taking off two at once leaves 20 of 20, but for twice as many.
    const std::vector<ScenarioBox> boxes = scenario_boxes(of_cells(3, 1, {{0, 0, 20, 0}, {1, 0, 20, 17}, {2, 0, 20, 20}}), {0.9, 0.01, 1});
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_EQ(restriction(boxes[0], 0)->in, range(3, 1, 2));
    EXPECT_EQ(boxes[0].density, 37.0 / 40);
}

TEST(ScenarioBoxes, WhatWasPeeledTooSoonIsPastedBack) {
    // The first peeling takes off a = 0 (0.233 for 100 scenarios, against 0.433 for 190), the second b = 1; then a = 0 is as dense as the box.
    const ScenarioTable table = of_cells(2, 2, {{0, 0, 10, 10}, {0, 1, 90, 0}, {1, 0, 100, 100}, {1, 1, 100, 60}});
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {1.0, 0.01, 1});
    ASSERT_EQ(boxes.size(), 1u);
    ASSERT_EQ(boxes[0].restrictions.size(), 1u);
    EXPECT_EQ(restriction(boxes[0], 1)->in, range(2, 0, 0));
    EXPECT_EQ(boxes[0].scenarios, 110u);
}

TEST(ScenarioBoxes, HaveTheSupport) {
    // The only dense position has 5 of 100 scenarios.
    const ScenarioTable table = of_cells(3, 1, {{0, 0, 60, 6}, {1, 0, 35, 7}, {2, 0, 5, 5}});
    EXPECT_EQ(restriction(scenario_boxes(table, {0.9, 0.05, 1}).at(0), 0)->in, range(3, 2, 2));
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {0.9, 0.06, 1});
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_EQ(restriction(boxes[0], 0)->in, range(3, 1, 2));
    EXPECT_EQ(boxes[0].density, 12.0 / 40) << "the densest that has the support";
}

TEST(ScenarioBoxes, QuasiPIsABinomialTail) {
    EXPECT_NEAR(binomial_tail(8, 10, 0.5), 56.0 / 1024, 1e-15);
    EXPECT_NEAR(binomial_tail(2, 3, 0.2), 3 * 0.04 * 0.8 + 0.008, 1e-15);
    EXPECT_EQ(binomial_tail(0, 5, 0.3), 1);
    EXPECT_EQ(binomial_tail(1, 5, 0), 0);
}

TEST(ScenarioBoxes, FindOneAfterTheOther) {
    const ScenarioTable table = grid({10, 10}, [](const std::vector<std::size_t>& at) { return at[0] < 4 || (at[0] > 7 && at[1] > 4); });
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {1.0, 0.01, 4});
    ASSERT_EQ(boxes.size(), 2u);
    EXPECT_EQ(restriction(boxes[0], 0)->in, range(10, 0, 3));
    EXPECT_EQ(boxes[0].restrictions.size(), 1u);
    EXPECT_EQ(boxes[0].coverage, 0.8);
    EXPECT_EQ(boxes[1].coverage, 0.2);
    EXPECT_EQ(boxes[1].density, 1);
    EXPECT_EQ(restriction(boxes[1], 1)->in, range(10, 5, 9));
    // What the first box holds does not count against the second.
    EXPECT_NEAR(restriction(boxes[1], 0)->density_without, 1.0 / 3, 1e-12);
}

TEST(ScenarioBoxes, ValuesOfUnorderedColumnsAreTakenOffOneByOne) {
    ScenarioTable table = grid({5, 8}, [](const std::vector<std::size_t>& at) { return at[0] == 1 || at[0] == 3; });
    table.columns[0].ordered = false;
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {1.0, 0.01, 4});
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_EQ(restriction(boxes[0], 0)->in, (std::vector<std::uint8_t>{0, 1, 0, 1, 0}));
    EXPECT_EQ(boxes[0].coverage, 1);
}

TEST(ScenarioBoxes, SamplesTellPlantedRestrictionsFromChance) {
    SeededRandom random(3);
    ScenarioTable table;
    table.sample = true;
    for (int c = 0; c < 4; ++c) table.columns.push_back({16, true, {}, 1});
    for (std::uint32_t s = 0; s < 4000; ++s) {
        for (ScenarioTable::Column& column : table.columns) column.at.push_back(static_cast<std::uint32_t>(random.below(16)));
        const bool inside = table.columns[0].at[s] >= 10 && table.columns[2].at[s] < 8;
        table.scenarios.push_back(s);
        table.interesting.push_back(random.below(100) < (inside ? 90u : 10u) ? 1 : 0);
    }
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {0.8, 0.02, 1});
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_GT(boxes[0].density, 0.8);
    EXPECT_GT(boxes[0].coverage, 0.5);
    ASSERT_NE(restriction(boxes[0], 0), nullptr);
    ASSERT_NE(restriction(boxes[0], 2), nullptr);
    EXPECT_LT(*restriction(boxes[0], 0)->quasi_p, 1e-6);
    EXPECT_LT(*restriction(boxes[0], 2)->quasi_p, 1e-6);
    for (const std::size_t column : {1u, 3u}) {
        const auto* const restricted = restriction(boxes[0], column);
        EXPECT_TRUE(restricted == nullptr || *restricted->quasi_p > 1e-3);
    }
}

TEST(ScenarioBoxes, ThereIsNoneWithoutADifference) {
    EXPECT_TRUE(scenario_boxes(grid({4, 4}, [](const auto&) { return true; })).empty());
    EXPECT_TRUE(scenario_boxes(grid({4, 4}, [](const auto&) { return false; })).empty());
    // Every value of every column has the same share.
    EXPECT_TRUE(scenario_boxes(grid({2, 2}, [](const std::vector<std::size_t>& at) { return at[0] == at[1]; }), {0.8, 0.6, 4}).empty());
}

TEST(ScenarioBoxes, ScenariosThatDoNotTakePartDoNotCount) {
    ScenarioTable table = grid({10, 10}, [](const std::vector<std::size_t>& at) { return at[0] < 5; });
    std::erase_if(table.scenarios, [](std::uint32_t s) { return s % 10 < 5; });
    const std::vector<ScenarioBox> boxes = scenario_boxes(table, {1.0, 0.01, 4});
    ASSERT_EQ(boxes.size(), 1u);
    EXPECT_EQ(boxes[0].scenarios, 25u);
    EXPECT_EQ(boxes[0].restrictions.size(), 1u);
}

TEST(BinomialTail, IsTheSumOfItsTerms) {
    EXPECT_NEAR(binomial_tail(2, 3, 0.5), 0.5, 1e-12);
    EXPECT_NEAR(binomial_tail(3, 3, 0.2), 0.008, 1e-12);
    EXPECT_NEAR(binomial_tail(1, 4, 0.25), 1 - std::pow(0.75, 4), 1e-12);
    EXPECT_EQ(binomial_tail(0, 10, 0.1), 1);
    EXPECT_EQ(binomial_tail(1, 10, 0), 0);
    EXPECT_EQ(binomial_tail(10, 10, 1), 1);
    // By the normal distribution: 520 of 1000 at one half is 1.233 standard deviations up, with half a unit taken off.
    EXPECT_NEAR(binomial_tail(520, 1000, 0.5), 0.5 * std::erfc(19.5 / std::sqrt(250.0) / std::sqrt(2.0)), 1e-4);
    EXPECT_LT(binomial_tail(900000, 1000000, 0.5), 1e-300);
}

}  // namespace
}  // namespace qca
