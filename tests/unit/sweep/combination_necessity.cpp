// Necessity under combinations of choices, by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "host/sweep/combination_necessity.hpp"
#include "host/sweep/necessity_result.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

/// Two conditions, three cases; the first has two choices, the outcome two. All numbers are exact in binary.
class CombinationNecessityByHand : public testing::Test {
  protected:
    CombinationNecessityByHand() {
        problem_.conditions = {{first_.data(), 2}, {second_.data(), 1}};
        problem_.outcome = {outcome_.data(), 2};
        problem_.order = {0, 1, 2};
        problem_.bound = cutoff_bound(0.75);
    }

    const std::vector<double> first_{1, 0.5, 0.25, 0.5, 0, 0.25};  // [choice][case]
    const std::vector<double> second_{0.25, 0.75, 0};
    const std::vector<double> outcome_{1, 0.5, 0.5, 0, 0, 0};  // [choice][case]: the second outcome is empty
    NecessityProblem problem_;
};

TEST_F(CombinationNecessityByHand, OfACondition) {
    problem_.paths = {{2, 2}};
    const CombinationNecessity found = combination_necessity(problem_, nullptr);
    // First choice: both = 1 + .5 + .25 of y = 2; second: .5 + 0 + .25. With the empty outcome 0/0.
    EXPECT_EQ(found.inclN.defined, 2u);
    EXPECT_EQ(found.inclN.maximum, 0.875);
    EXPECT_EQ(found.inclN.maximum_at, 0u);
    EXPECT_EQ(found.inclN.minimum, 0.375);
    EXPECT_EQ(found.inclN.minimum_at, 2u);
    EXPECT_EQ(found.inclN.sum, 1.25);
    // (1 - x) / (1 - min): 1.25 / 1.25 and 2.25 / 2.25; with the empty outcome 1.25 / 3 and 2.25 / 3.
    EXPECT_EQ(found.RoN.defined, 4u);
    EXPECT_EQ(found.RoN.maximum, 1.0);
    EXPECT_EQ(found.RoN.maximum_at, 0u) << "the first of equals";
    EXPECT_EQ(found.RoN.minimum, 1.25 / 3);
    EXPECT_EQ(found.RoN.minimum_at, 1u);
    // min / x: 1 and 1; 0 and 0.
    EXPECT_EQ(found.covN.maximum, 1.0);
    EXPECT_EQ(found.covN.minimum, 0.0);
    EXPECT_EQ(found.covN.minimum_at, 1u);
    EXPECT_EQ(found.total, (NecessityCounts{1, 1, 2}));
    ASSERT_EQ(found.by_choice.size(), 2u);
    EXPECT_EQ(found.by_choice[0], (std::vector<NecessityCounts>{{1, 0, 1}, {0, 1, 1}}));
    EXPECT_EQ(found.by_choice[1], (std::vector<NecessityCounts>{{1, 1, 0}, {0, 0, 2}}));
}

TEST_F(CombinationNecessityByHand, OfASum) {
    problem_.paths = {{3, 2}, {1, 1}};  // A*~B + B
    EXPECT_EQ(problem_.involved(), (std::vector<std::size_t>{0, 1}));
    const CombinationNecessity found = combination_necessity(problem_, nullptr);
    // First choice: max(min(1, .75), .25) = .75, max(.25, .75) = .75, max(.25, 0) = .25; both .75 + .5 + .25 of 2.
    // Second: .5, .75, .25; both .5 + .5 + .25.
    EXPECT_EQ(found.inclN.maximum, 0.75);
    EXPECT_EQ(found.inclN.minimum, 0.625);
    EXPECT_EQ(found.covN.maximum, 1.5 / 1.75);
    EXPECT_EQ(found.total, (NecessityCounts{1, 1, 2})) << "0.75 meets a cutoff of 0.75";
}

TEST_F(CombinationNecessityByHand, ACutoffAboveIsNotMet) {
    problem_.paths = {{3, 2}, {1, 1}};
    problem_.bound = cutoff_bound(0.75 + 1e-7);
    EXPECT_EQ(combination_necessity(problem_, nullptr).total, (NecessityCounts{0, 2, 2}));
}

TEST(CombinationNecessity, SameForAnyThreads) {
    std::vector<double> a, b, y;
    std::uint64_t state = 1;
    const auto next = [&] {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<double>(state >> 40) / 16777216.0;
    };
    constexpr std::size_t cases = 7, choices = 300, outcomes = 3;
    for (std::size_t i = 0; i < cases * choices; ++i) a.push_back(next()), b.push_back(next());
    for (std::size_t i = 0; i < cases * outcomes; ++i) y.push_back(next());
    NecessityProblem problem{{{2, 2}, {1, 0}}, {{a.data(), choices}, {b.data(), choices}}, {y.data(), outcomes}, {6, 5, 4, 3, 2, 1, 0}, cutoff_bound(0.8)};
    const CombinationNecessity alone = combination_necessity(problem, nullptr);
    EXPECT_EQ(alone.total[0] + alone.total[1], choices * choices * outcomes);
    for (const int threads : {2, 5}) {
        Crew crew(threads);
        const CombinationNecessity found = combination_necessity(problem, &crew);
        EXPECT_EQ(found.inclN.sum, alone.inclN.sum);
        EXPECT_EQ(found.covN.sum, alone.covN.sum);
        EXPECT_EQ(found.RoN.minimum_at, alone.RoN.minimum_at);
        EXPECT_EQ(found.inclN.maximum_at, alone.inclN.maximum_at);
        EXPECT_EQ(found.total, alone.total);
        EXPECT_EQ(found.by_choice, alone.by_choice);
    }
}

TEST(Skew, FewerThanOneInFiveOrMoreThanFour) {
    EXPECT_TRUE(is_skewed(5, 30));
    EXPECT_FALSE(is_skewed(6, 30));
    EXPECT_FALSE(is_skewed(24, 30));
    EXPECT_TRUE(is_skewed(25, 30));
}

}  // namespace
}  // namespace qca
