#include "kernels/stage/row_blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "kernels/backend/cpu/wanted_rows.hpp"

namespace qca {
namespace {

constexpr double poison = -1e9;

SweepProblem problem_of(int sets_a, int sets_b, int cases) {
    SweepProblem problem;
    problem.cases = cases;
    problem.conditions = sets_a + sets_b;
    problem.sets_a = sets_a;
    return problem;
}

std::vector<std::int32_t> summed_by(const RowPlan& plan, int sets_b) {
    std::vector<std::int32_t> rows;
    for (int k = 0; k < plan.blocks; ++k)
        for (int i = 0; i < block_rows_a; ++i)
            for (int j = 0; j < block_rows_b; ++j) rows.push_back(plan.block[k] + (i << sets_b) + j);
    rows.insert(rows.end(), plan.others.row, plan.others.row + plan.others.count);
    return rows;
}

/// Sizes of the halves.
class RowBlocks : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(RowBlocks, AWantedRowIsSummedOnceAndOthersOnlyToCompleteABlock) {
    const auto [sets_a, sets_b] = GetParam();
    const int rows = 1 << (sets_a + sets_b);
    std::mt19937_64 random(7);
    for (const bool whole : {true, false}) {
        for (const int cases : {30, 1000}) {
            WantedRows<double, 4> wanted(problem_of(sets_a, sets_b, cases), 2, whole);
            for (const double share : {0.0, 0.1, 0.5, 0.8, 0.95, 1.0}) {
                std::uint64_t bits[4] = {};
                std::set<std::int32_t> expected;
                for (int row = 0; row < rows; ++row)
                    if (std::bernoulli_distribution(share)(random)) {
                        bits[row / 64] |= std::uint64_t{1} << row % 64;
                        expected.insert(row);
                    }
                wanted.take(1, bits);
                const RowPlan plan = wanted.plan(1);
                EXPECT_EQ(std::vector<std::int32_t>(expected.begin(), expected.end()),
                          std::vector<std::int32_t>(plan.wanted.row, plan.wanted.row + plan.wanted.count));
                const std::vector<std::int32_t> summed = summed_by(plan, sets_b);
                const std::set<std::int32_t> distinct(summed.begin(), summed.end());
                EXPECT_EQ(distinct.size(), summed.size());
                EXPECT_TRUE(std::includes(distinct.begin(), distinct.end(), expected.begin(), expected.end()));
                const std::size_t unwanted = distinct.size() - expected.size();
                EXPECT_LE(unwanted, static_cast<std::size_t>(whole ? 2 * plan.blocks : 0));
                const bool blocks_fit = sets_a >= 1 && sets_b >= 2;
                if (share == 1.0) {
                    EXPECT_EQ(plan.blocks, blocks_fit ? rows / 8 : 0);
                }
            }
        }
    }
}

TEST(WantedRows, AreAskedForAnewWhenOnlyTheLastDiffers) {
    WantedRows<double, 4> wanted(problem_of(4, 4, 30), 1, true);
    wanted.take(0, {1, 0, 0, 0});
    wanted.take(0, {1, 0, 0, std::uint64_t{1} << 63});
    ASSERT_EQ(wanted.rows(0).count, 2);
    EXPECT_EQ(wanted.rows(0).row[1], 255);
    EXPECT_EQ(wanted.plan(0).others.count, 2);
}

TEST_P(RowBlocks, SumsAreThoseOfAPlainLoopInItsOrder) {
    const auto [sets_a, sets_b] = GetParam();
    const int rows_a = 1 << sets_a, rows_b = 1 << sets_b, rows = rows_a * rows_b, cases = 23;
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> membership;
    const auto half = [&](int half_rows) {
        std::vector<double> values(static_cast<std::size_t>(cases * half_rows));
        for (double& value : values) value = membership(random);
        return values;
    };
    const std::vector<double> a = half(rows_a), y = half(rows_a), neither = half(rows_a), b = half(rows_b);
    const auto size = [](int n) { return static_cast<std::size_t>(n); };
    for (const double share : {0.3, 0.9, 1.0}) {
        WantedRows<double, 4> wanted(problem_of(sets_a, sets_b, cases), 1, true);
        std::uint64_t bits[4] = {};
        for (int row = 0; row < rows; ++row)
            if (std::bernoulli_distribution(share)(random)) bits[row / 64] |= std::uint64_t{1} << row % 64;
        wanted.take(0, bits);
        const RowPlan plan = wanted.plan(0);
        for (const int low : {0, 1, 11, 22, 23}) {
            std::vector<double> x(size(rows), poison), both(x), ambiguous(x);
            const HalfRows<double> in_a{a.data(), sets_a, 1}, in_y{y.data(), sets_a, 1}, in_neither{neither.data(), sets_a, 1}, in_b{b.data(), sets_b, 1};
            sum_plan(in_a, in_b, plan, 0, cases, 5, RowSums<double>{x.data(), 1});
            // In two passes, the second going on with the sums of the first.
            for (const auto& [begin, end] : {std::pair{0, 9}, std::pair{9, cases}})
                sum_plan_with_outcome(in_y, in_neither, in_b, plan, begin, end, low,
                                      SumsInMemory<double>{{both.data(), 1}, {ambiguous.data(), 1}, begin == 0, begin <= low});
            const std::vector<std::int32_t> summed = summed_by(plan, sets_b);
            for (int row = 0; row < rows; ++row) {
                double expected_x = 0, expected_both = 0, expected_ambiguous = 0;
                for (int c = 0; c < cases; ++c) {
                    const std::size_t at_a = size(c * rows_a + row / rows_b), at_b = size(c * rows_b + row % rows_b);
                    expected_x += std::min(a[at_a], b[at_b]);
                    expected_both += std::min(y[at_a], b[at_b]);
                    expected_ambiguous += std::min((c < low ? y : neither)[at_a], b[at_b]);
                }
                const bool is_summed = std::find(summed.begin(), summed.end(), row) != summed.end();
                EXPECT_EQ(x[size(row)], is_summed ? expected_x : poison);
                EXPECT_EQ(both[size(row)], is_summed ? expected_both : poison);
                EXPECT_EQ(ambiguous[size(row)], is_summed ? expected_ambiguous : poison);
            }
        }
    }
}
INSTANTIATE_TEST_SUITE_P(Halves, RowBlocks,
                         testing::Values(std::pair{0, 1}, std::pair{1, 1}, std::pair{1, 2}, std::pair{2, 2}, std::pair{2, 3}, std::pair{4, 4}));

}  // namespace
}  // namespace qca
