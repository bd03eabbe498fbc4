#include "kernels/backend/block_grid.hpp"

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

namespace qca {
namespace {

/// A sweep of 4 conditions with so many choices of each set.
struct Sweep {
    std::vector<SetChoices> sets;
    SweepProblem problem;
    Sweep(int a, int b, int outcomes) : sets(4) {
        sets[0].choices = a;
        sets[3].choices = b;
        sets[1].choices = sets[2].choices = 1;
        problem.conditions = 4;
        problem.sets_a = 2;
        problem.condition = sets.data();
        problem.outcome.choices = outcomes;
    }
};

class BlockGrids : public testing::TestWithParam<std::tuple<int, int, int>> {};

TEST_P(BlockGrids, HoldEveryCalibrationOnce) {
    const auto [a, b, outcomes] = GetParam();
    const Sweep sweep(a, b, outcomes);
    const BlockGrid grid(sweep.problem);
    const auto size = [](int n) { return static_cast<std::size_t>(n); };
    std::vector<int> held(size(a) * size(b) * size(outcomes));
    std::size_t calibrations = 0;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        const Block block = grid.block(i);
        calibrations += grid.calibrations(block);
        for (std::size_t at_a = block.a.begin; at_a < block.a.end; ++at_a)
            for (std::size_t y = block.outcome.begin; y < block.outcome.end; ++y)
                for (std::size_t lane = block.b.begin; lane < block.b.end; ++lane)
                    ++held.at((at_a * size(outcomes) + y) * size(b) + lane);
    }
    EXPECT_EQ(calibrations, held.size());
    EXPECT_EQ(held, std::vector<int>(held.size(), 1));
}
INSTANTIATE_TEST_SUITE_P(Sizes, BlockGrids,
                         testing::Combine(testing::Values(1, 2, 7, 64, 100), testing::Values(1, 3, 128, 129, 1000),
                                          testing::Values(1, 2, 5, 8, 9, 63, 64, 200)));

TEST(BlockGrid, CutsASmallSweepForManyThreads) {
    EXPECT_EQ(BlockGrid(Sweep(64, 64, 1).problem).size(), 8u);   // 8 combinations of half A each
    EXPECT_EQ(BlockGrid(Sweep(1, 100, 512).problem).size(), 32u);  // 16 choices of the outcome each
    EXPECT_EQ(BlockGrid(Sweep(1, 1, 1).problem).size(), 1u);
}

TEST(BlockGrid, CutsALargeSweepAsLargeAsItCan) {
    const BlockGrid grid(Sweep(10000, 10000, 64).problem);
    EXPECT_EQ(grid.a_per_block, 8u);
    EXPECT_EQ(grid.outcomes_per_block, 64u);
}

}  // namespace
}  // namespace qca
