#include <gtest/gtest.h>

#include "host/data/study_data.hpp"

namespace qca::test {
namespace {

using Values = std::vector<double>;

TEST(RankValues, GivesRankOneToTheBest) {
    EXPECT_EQ(rank_values({30, 10, 20}, {true, Ties::largest}), (Values{3, 1, 2}));
    EXPECT_EQ(rank_values({30, 10, 20}, {false, Ties::largest}), (Values{1, 3, 2}));
    EXPECT_EQ(rank_values({}, {true, Ties::average}), Values{});
}

TEST(RankValues, SharesRanksAmongTies) {
    const Values values{5, 1, 5, 7, 5, 1};
    EXPECT_EQ(rank_values(values, {true, Ties::largest}), (Values{5, 2, 5, 6, 5, 2}));
    EXPECT_EQ(rank_values(values, {true, Ties::smallest}), (Values{3, 1, 3, 6, 3, 1}));
    EXPECT_EQ(rank_values(values, {true, Ties::average}), (Values{4, 1.5, 4, 6, 4, 1.5}));
    EXPECT_EQ(rank_values(values, {false, Ties::largest}), (Values{4, 6, 4, 1, 4, 6}));
    EXPECT_EQ(rank_values(values, {false, Ties::smallest}), (Values{2, 5, 2, 1, 2, 5}));
    EXPECT_EQ(rank_values(values, {false, Ties::average}), (Values{3, 5.5, 3, 1, 3, 5.5}));
}

}  // namespace
}  // namespace qca::test
