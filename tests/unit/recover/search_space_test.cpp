#include <gtest/gtest.h>

#include <numeric>

#include "host/error.hpp"
#include "host/recover/search_space.hpp"
#include "tests/unit/recover/planted_study.hpp"

namespace qca::test {
namespace {

using Values = std::vector<double>;

TEST(StepGrid, HalvesTheSmallestDistance) {
    EXPECT_EQ(step_grid({3, 1, 2}, 0), (Values{1, 1.5, 2, 2.5, 3}));
    EXPECT_EQ(step_grid({1, 2, 4}, 0), (Values{1, 1.5, 2, 2.5, 3, 3.5, 4}));
    EXPECT_EQ(step_grid({1.3, 2.6}, 1), (Values{1, 2, 3}));
    EXPECT_EQ(step_grid({5, 5}, 0), (Values{5}));
}

TEST(StepGrid, HasRoundStepsWhereTheSmallestDistanceIsTooSmall) {
    const Values grid = step_grid({6686, 6687, 28294}, 0);
    EXPECT_EQ(grid.front(), 6500);
    EXPECT_EQ(grid[1], 7000);
    EXPECT_EQ(grid.back(), 28500);
    EXPECT_EQ(step_grid({0.1, 0.1001, 0.5}, 0)[1], 0.11);
}

TEST(DataGrid, HasTheValuesAndTheirMiddles) { EXPECT_EQ(data_grid({4, 1, 2, 4}), (Values{1, 1.5, 2, 3, 4})); }

TEST(SearchSpace, TransformsThatGiveTheSameValuesAreOne) {
    Crew crew(1);
    PlantedStudy planted = planted_study(1, 2, 5);
    planted.data.values[0] = {1, 2, 3, 4, 5};
    planted.data.values[1] = {10, 20, 20, 30, 40};
    const std::vector<SetSpace> spaces = search_space(planted.study, planted.data, {}, crew);
    ASSERT_EQ(spaces[0].variants.size(), 1u);
    EXPECT_EQ(spaces[0].variants[0].transforms.size(), 4u);
    EXPECT_EQ(spaces[0].variants[0].transforms[0], planted.study.conditions[0].ranking);
    ASSERT_EQ(spaces[1].variants.size(), 4u);
    EXPECT_EQ(spaces[0].size(), 9u * 8 * 7 / 3);  // triples of 9 values, rising or falling
    EXPECT_FALSE(spaces[2].searched);
    EXPECT_EQ(spaces[2].size(), 1u);
}

TEST(SearchSpace, CandidatesComeByTheSumOfTheirMemberships) {
    Crew crew(2);
    PlantedStudy planted = planted_study(2, 1, 6);
    SpaceOptions options;
    options.search_outcome = true;
    const std::vector<SetSpace> spaces = search_space(planted.study, planted.data, options, crew);
    for (std::size_t s = 0; s < 2; ++s) {
        const SetSpace& space = spaces[s];
        EXPECT_GT(space.size(), 100u);
        for (std::size_t i = 0; i < space.size(); ++i) {
            const Candidate& candidate = space.candidates[i];
            EXPECT_EQ(Values(space.of(i), space.of(i) + 6),
                      memberships_under(planted.study.set(s), space.variants[candidate.variant], candidate.anchors, planted.data.cases));
            EXPECT_NEAR(space.sums[i], std::accumulate(space.of(i), space.of(i) + 6, 0.0), 1e-12);
            if (i > 0) {
                EXPECT_LE(space.sums[i - 1], space.sums[i]);
            }
        }
    }
}

TEST(SearchSpace, OptionsMakeItSmaller) {
    Crew crew(1);
    PlantedStudy planted = planted_study(3, 2, 8);
    SpaceOptions options;
    options.fixed = {"A"};
    options.transforms = TransformChoice::own;
    options.steps = {{"B", 1.0}};
    const std::vector<SetSpace> spaces = search_space(planted.study, planted.data, options, crew);
    EXPECT_EQ(spaces[0].size(), 1u);
    EXPECT_EQ(spaces[1].variants.size(), 1u);
    for (const Candidate& candidate : spaces[1].candidates) EXPECT_EQ(candidate.anchors.crossover, std::floor(candidate.anchors.crossover));
    options.grid = AnchorGrid::sweep;
    planted.study.sweep.anchors.resize(3);
    const Anchors own = planted.study.conditions[1].anchors;
    planted.study.sweep.anchors[1].crossover = {own.crossover, (own.crossover + own.inclusion) / 2};
    EXPECT_EQ(search_space(planted.study, planted.data, options, crew)[1].size(), 2u);
}

TEST(SearchSpace, RefusesWhatIsNone) {
    Crew crew(1);
    const PlantedStudy planted = planted_study(4, 2, 8);
    SpaceOptions options;
    options.fixed = {"C"};
    EXPECT_THROW(search_space(planted.study, planted.data, options, crew), InputError);
    options = {};
    options.steps = {{"C", 1.0}};
    EXPECT_THROW(search_space(planted.study, planted.data, options, crew), InputError);
    options.steps = {{"A", 100.0}};
    EXPECT_THROW(search_space(planted.study, planted.data, options, crew), InputError);
    options.steps = {{"A", 0.01}};
    EXPECT_THROW(search_space(planted.study, planted.data, options, crew), InputError);
}

}  // namespace
}  // namespace qca::test
