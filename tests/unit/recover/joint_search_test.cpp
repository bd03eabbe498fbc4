// Branch and bound finds what looking at every joint candidate finds.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "host/recover/joint_search.hpp"
#include "host/recover/reproduction.hpp"
#include "tests/unit/recover/coarse_space.hpp"

namespace qca::test {
namespace {

using Joint = std::vector<std::uint32_t>;  // [set]

/// Lost figures of every joint candidate of two conditions and the outcome.
std::map<Joint, std::size_t> all_lost(const Published& published, const std::vector<SetSpace>& spaces) {
    std::map<Joint, std::size_t> lost;
    for (std::uint32_t a = 0; a < spaces[0].size(); ++a)
        for (std::uint32_t b = 0; b < spaces[1].size(); ++b)
            for (std::uint32_t y = 0; y < spaces[2].size(); ++y)
                lost[{a, b, y}] = lost_of(reproduce(published, {spaces[0].of(a), spaces[1].of(b), spaces[2].of(y)}, spaces[0].cases));
    return lost;
}

std::map<Joint, std::size_t> joints_of(const std::vector<JointBlock>& blocks) {
    std::map<Joint, std::size_t> joints;
    for (const JointBlock& block : blocks)
        for (const std::uint32_t a : block.members[0])
            for (const std::uint32_t b : block.members[1]) {
                const bool is_new = joints.emplace(Joint{a, b, block.outcome}, block.lost).second;
                EXPECT_TRUE(is_new) << "found twice";
            }
    return joints;
}

void expect_as_brute_force(std::uint64_t seed, bool outcome, bool necessity, bool truth, std::size_t misprints, std::size_t within,
                           int decimals = 3) {
    SeededRandom random(seed);
    Crew crew(2);
    const PlantedStudy planted = planted_study(seed, 2, 9);
    const std::vector<SetSpace> spaces = coarse_space(planted, outcome, crew);
    const Published published = tables_of(planted, spaces, random, misprints, necessity, truth, decimals);
    SearchWork work(10'000'000);
    const JointSearch search = search_jointly(published, spaces, within, work, crew);
    EXPECT_TRUE(search.complete);
    std::map<Joint, std::size_t> expected = all_lost(published, spaces);
    std::size_t fewest = published.cells.size();
    for (const auto& [joint, lost] : expected) fewest = std::min(fewest, lost);
    std::erase_if(expected, [&](const auto& entry) { return entry.second > fewest + within; });
    EXPECT_EQ(search.fewest_lost, fewest) << "seed " << seed;
    EXPECT_EQ(joints_of(search.blocks), expected) << "seed " << seed;
}

TEST(SearchJointly, FindsTheBestOfBothTables) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) expect_as_brute_force(seed, false, true, true, seed % 3, 0);
}

TEST(SearchJointly, FindsTheBestOfATruthTableAlone) {
    for (std::uint64_t seed = 11; seed <= 16; ++seed) expect_as_brute_force(seed, false, false, true, seed % 3, 0);
}

TEST(SearchJointly, FindsTheBestOfANecessityTableAlone) {
    for (std::uint64_t seed = 21; seed <= 26; ++seed) expect_as_brute_force(seed, false, true, false, seed % 3, 0);
}

TEST(SearchJointly, FindsTheOutcomesAnchors) {
    for (std::uint64_t seed = 31; seed <= 33; ++seed) expect_as_brute_force(seed, true, true, true, seed % 3, 0);
    expect_as_brute_force(41, true, true, false, 2, 0);
    expect_as_brute_force(42, true, false, true, 1, 0);
}

TEST(SearchJointly, FindsThoseThatAreALittleWorse) {
    for (std::uint64_t seed = 51; seed <= 54; ++seed) expect_as_brute_force(seed, seed % 2 == 0, true, true, 1, 2);
    expect_as_brute_force(55, false, true, false, 1, 2);
}

// Whole boxes of candidates reproduce the same figures of the truth table, but not of necessity.
TEST(SearchJointly, FindsTheBestOfCoarselyPrintedTables) {
    for (std::uint64_t seed = 61; seed <= 64; ++seed) expect_as_brute_force(seed, false, true, true, 1, 2, 1);
}

TEST(SearchJointly, SaysThatItIsNotComplete) {
    Crew crew(1);
    const PlantedStudy planted = planted_study(1, 2, 9);
    const std::vector<SetSpace> spaces = coarse_space(planted, false, crew);
    const Published published = published_of(planted, {truth_table_csv(planted)});
    SearchWork work(3);
    EXPECT_FALSE(search_jointly(published, spaces, 0, work, crew).complete);
}

}  // namespace
}  // namespace qca::test
