// Moving one set after the other.
#include "host/recover/descend.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "host/recover/joint_search.hpp"
#include "host/recover/reproduction.hpp"
#include "tests/unit/recover/coarse_space.hpp"

namespace qca::test {
namespace {

std::size_t lost_by(const Published& published, const std::vector<SetSpace>& spaces, const std::vector<std::size_t>& at) {
    std::vector<const double*> sets;
    for (std::size_t s = 0; s < spaces.size(); ++s) sets.push_back(spaces[s].of(at[s]));
    return lost_of(reproduce(published, sets, spaces.front().cases));
}

TEST(Descend, EndsWhereNoSetAloneCanBeMovedForTheBetter) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        SeededRandom random(seed);
        Crew crew(2), alone(1);
        const PlantedStudy planted = planted_study(seed, 3, 9);
        const std::vector<SetSpace> spaces = coarse_space(planted, true, crew);
        const Published published = tables_of(planted, spaces, random, seed % 3, true, true, 3);
        const std::vector<std::size_t> found = descend(published, spaces, crew);
        EXPECT_EQ(found, descend(published, spaces, alone));
        const std::size_t lost = lost_by(published, spaces, found);
        std::vector<std::size_t> middle;
        for (const SetSpace& space : spaces) middle.push_back(space.size() / 2);
        EXPECT_LT(lost, lost_by(published, spaces, middle));
        for (std::size_t s = 0; s < spaces.size(); ++s)
            for (std::size_t candidate = 0; candidate < spaces[s].size(); ++candidate) {
                std::vector<std::size_t> moved = found;
                moved[s] = candidate;
                EXPECT_GE(lost_by(published, spaces, moved), lost) << "seed " << seed << ", set " << s;
            }
    }
}

TEST(Descend, FindsTheBestWhereConditionsDoNotMeet) {
    // Necessity alone, with a known outcome: the best candidate of each condition is part of the best joint one.
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        SeededRandom random(seed);
        Crew crew(2);
        const PlantedStudy planted = planted_study(seed, 3, 9);
        const std::vector<SetSpace> spaces = coarse_space(planted, false, crew);
        const Published published = tables_of(planted, spaces, random, seed % 3, true, false, 3);
        SearchWork work(10'000'000);
        const JointSearch search = search_jointly(published, spaces, 0, work, crew);
        ASSERT_TRUE(search.complete);
        EXPECT_EQ(lost_by(published, spaces, descend(published, spaces, crew)), search.fewest_lost) << "seed " << seed;
    }
}

}  // namespace
}  // namespace qca::test
