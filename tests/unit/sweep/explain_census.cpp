// What a census says, worked out by hand.
#include "host/sweep/explain_census.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/error.hpp"
#include "host/sweep/census_index.hpp"
#include "host/sweep/count_roles.hpp"
#include "host/sweep/similarity_spread.hpp"

namespace qca {
namespace {

const std::vector<std::string> conditions{"A", "B", "C", "D"};

/// Two types; the second is parsimonious.
SweepResult two_types() {
    SweepResult result;
    result.conditions = conditions;
    result.axes = {{"solution_type", "", "1", {}, {"conservative", "parsimonious"}, 0}};
    return result;
}

TEST(CensusIndex, ReadsWhatIsWritten) {
    const ModelSet models{{{0b1000, 0b1000}, {0b0110, 0b0010}}, {{0}, {0, 1}}, false};
    EXPECT_EQ(census_expression(models, conditions), "A | A + ~B*C");
    EXPECT_EQ(census_expression(models, conditions, "~Y"), "A | A + ~B*C -> ~Y");
    EXPECT_EQ(census_expression({}, conditions, "~Y"), "");

    CensusIndex index(conditions);
    for (const char* text : {"A | A + ~B*C", "", "A -> ~Y", "1", "~B*C + A"}) index.add(text);
    EXPECT_EQ(index.solutions(), 5u);
    ASSERT_EQ(index.paths(), 4u) << "A that explains ~Y is a path of its own";
    EXPECT_EQ(index.implicant(1), (Implicant{0b0110, 0b0010}));
    EXPECT_EQ(index.expression(2), "A -> ~Y");
    EXPECT_EQ(index.conjunction(2), "A");
    EXPECT_EQ(index.implicant(2), index.implicant(0));
    EXPECT_EQ(index.implicant(3), Implicant{});
    EXPECT_EQ(index.models(0), 2u);
    EXPECT_EQ(index.models(1), 0u);
    EXPECT_EQ(index.model(0, 1).size(), 2u);
    EXPECT_EQ(index.model(4, 0)[0], 1u);
    ASSERT_EQ(index.members(0).size(), 2u);
    EXPECT_EQ(index.members(0)[0].models, 2u);
    EXPECT_EQ(index.members(0)[1].models, 1u);
    EXPECT_THROW(index.add("A + E"), InputError);
}

TEST(ExplainCensus, ComparesPathsAndLiteralsWithTheOwnSolution) {
    SweepResult result = two_types();
    result.census = {{"A*B + C", 1, false, {10, 0}},
                     {"A*B + ~C | A*B + D", 2, false, {5, 1}},
                     {"", 0, false, {3, 0}},
                     {"1", 1, false, {0, 2}},
                     {"A", 1, false, {2, 7}}};
    const CensusDetails details = explain_census(result, {"A*B + C", "A | ~B"});
    // Paths: conservative {A*B, C}; parsimonious {A, ~B}.
    EXPECT_EQ(details.path_similarity, (std::vector<double>{1, 0, 1.0 / 4, 0, 0, 0, 0, 0, 0, 1.0 / 2}));
    // Literals: conservative {A, B, C}; parsimonious {A, ~B}. The second solution has A, B, ~C, D.
    EXPECT_EQ(details.literal_similarity, (std::vector<double>{1, 1.0 / 4, 2.0 / 5, 1.0 / 5, 0, 0, 0, 0, 1.0 / 3, 1.0 / 2}));
    EXPECT_EQ(details.path_number, (std::vector<std::uint32_t>{2, 3, 0, 1, 1}));
    EXPECT_EQ(details.fewest_literals, (std::vector<std::uint32_t>{1, 1, 0, 0, 1}));
    EXPECT_EQ(details.most_literals, (std::vector<std::uint32_t>{2, 2, 0, 0, 1}));
}

TEST(ExplainCensus, SolutionsWithoutPathsAreEqualToEachOtherOnly) {
    SweepResult result = two_types();
    result.census = {{"", 0, false, {1, 1}}, {"1", 1, false, {1, 1}}, {"A", 1, false, {1, 1}}};
    const CensusDetails details = explain_census(result, {"", "1"});
    EXPECT_EQ(details.path_similarity, (std::vector<double>{1, 0, 0, 1, 0, 0}));
    EXPECT_EQ(details.literal_similarity, (std::vector<double>{1, 0, 0, 1, 0, 0}));
}

TEST(ExplainCensus, EveryOutcomeHasAnOwnSolution) {
    SweepResult result = two_types();
    result.axes.insert(result.axes.begin(), {"outcome", "", "1", {}, {"Y", "~Y"}, 0});
    result.census = {{"A -> Y", 1, false, {1, 1}, 0}, {"A -> ~Y", 1, false, {4, 0}, 1}, {"", 0, false, {1, 0}, 0}, {"", 0, false, {1, 0}, 1}};
    const CensusDetails details = explain_census(result, {"A -> Y", "B -> Y", "B -> ~Y", ""});
    EXPECT_EQ(details.path_similarity, (std::vector<double>{1, 0, 0, 0, 0, 0, 0, 1}));
    ASSERT_EQ(details.paths.size(), 2u) << "B explains nothing in the census";
    EXPECT_EQ(details.paths[0].expression, "A -> ~Y");
    EXPECT_EQ(details.paths[1].exact_all, (std::vector<std::uint64_t>{1, 1}));
}

TEST(ExplainCensus, SpreadsTheScenariosOverTenBins) {
    std::vector<CensusEntry> census;
    std::vector<double> similarity;
    for (std::size_t tenth = 0; tenth <= 10; ++tenth) {
        census.push_back({"A", 1, false, {std::uint64_t{1} << tenth}});
        similarity.push_back(static_cast<double>(tenth) / 10);
    }
    const std::vector<SimilaritySpread> spread = similarity_spread(census, similarity, 1);
    EXPECT_EQ(spread[0].counts, (SimilarityCounts{1, 2, 4, 8, 16, 32, 64, 128, 256, 512 + 1024}));
    EXPECT_EQ(spread[0].equal, 1024u);
    EXPECT_DOUBLE_EQ(spread[0].mean, (2 * 1 + 4 * 2 + 8 * 3 + 16 * 4 + 32 * 5 + 64 * 6 + 128 * 7 + 256 * 8 + 512 * 9 + 1024 * 10) / 20470.0);
    EXPECT_TRUE(std::isnan(similarity_spread({}, {}, 1)[0].mean));
}

TEST(ExplainCensus, ListsPathsByHowOftenTheyAreThere) {
    SweepResult result = two_types();
    result.census = {{"A + B | A + C", 2, false, {5, 1}}, {"C", 1, false, {2, 2}}, {"B", 1, false, {0, 4}}};
    const CensusDetails details = explain_census(result, {"D", "D"});
    ASSERT_EQ(details.paths.size(), 3u);
    EXPECT_EQ(details.unlisted_paths, 0u);
    EXPECT_EQ(details.paths[0].expression, "B") << "10 as C, and before it";
    EXPECT_EQ(details.paths[0].exact_all, (std::vector<std::uint64_t>{0, 4}));
    EXPECT_EQ(details.paths[0].exact_some, (std::vector<std::uint64_t>{5, 1}));
    EXPECT_EQ(details.paths[1].expression, "C");
    EXPECT_EQ(details.paths[1].exact_all, (std::vector<std::uint64_t>{2, 2}));
    EXPECT_EQ(details.paths[2].expression, "A");
    EXPECT_EQ(details.paths[2].exact_all, (std::vector<std::uint64_t>{5, 1}));
    EXPECT_TRUE(details.paths[0].roles.by_condition.empty());
}

// 3^9 conjunctions of nine conditions, each alone in a solution; the first ones twice as often.
TEST(ExplainCensus, ListsTheMostFrequentPathsAndCountsTheOthers) {
    SweepResult result = two_types();
    result.conditions = {"A", "B", "C", "D", "E", "F", "G", "H", "I"};
    constexpr int all = 19'683;
    for (int number = 0; number < all; ++number) {
        std::string expression;
        for (int c = 0, rest = number; c < 9; ++c, rest /= 3)
            if (rest % 3 > 0) expression += (expression.empty() ? "" : "*") + std::string(rest % 3 == 1 ? "" : "~") + result.conditions[static_cast<std::size_t>(c)];
        result.census.push_back({expression.empty() ? "1" : expression, 1, false, {number < 5000 ? 2u : 1u, 0}});
    }
    const CensusDetails details = explain_census(result, {"", ""});
    ASSERT_EQ(details.paths.size(), most_census_paths);
    EXPECT_EQ(details.unlisted_paths, all - most_census_paths);
    EXPECT_EQ(details.paths[4999].exact_all[0], 2u);
    EXPECT_EQ(details.paths[5000].exact_all[0], 1u);
    EXPECT_LT(details.paths[5000].expression, details.paths[5001].expression);
}

TEST(ExplainCensus, CountsTheRolesOfPathsOfInterest) {
    SweepResult result = two_types();
    result.census = {{"A*B*~C", 1, false, {6, 0}}, {"A | B", 2, false, {0, 6}}, {"D", 1, false, {3, 0}}, {"A + ~C", 1, false, {0, 3}}};
    result.census_details.role_type = "conservative";
    result.census_details.pairs = {{3, 2, 3}, {1, 0, 4}, {3, 0, 2}};
    for (const char* expression : {"A*B*~C", "B*D"}) result.paths.emplace_back().expression = expression;
    const CensusDetails details = explain_census(result, {"A", "A"});
    EXPECT_EQ(details.pairs, (std::vector<SolutionPair>{{1, 0, 4}, {3, 2, 3}, {3, 0, 2}})) << "sorted";
    // With A | B: A in one of two models, B in the other, ~C in none. With A + ~C: A and ~C core, B peripheral.
    const std::vector<RoleCounts> wanted{{2, 4, 0, 3}, {0, 4, 2, 3}, {2, 0, 4, 3}, {0, 0, 0, 0}};
    EXPECT_EQ(details.path_roles.at(0).by_condition, wanted);
    EXPECT_EQ(details.path_roles[0].uncontained, 0u);
    EXPECT_EQ(details.path_roles.at(1).by_condition, (std::vector<RoleCounts>{{}, {0, 0, 0, 9}, {}, {0, 0, 0, 9}}));
    ASSERT_EQ(details.paths[1].expression, "A*B*~C") << "behind A";
    EXPECT_EQ(details.paths[1].roles.by_condition, wanted);
}

TEST(CountRoles, OfAPathThatNoSingleParsimoniousPathContains) {
    CensusIndex index(conditions);
    // A*B lies in D and ~D together, and in no path of the first model.
    for (const char* text : {"A*B", "D + ~D*A | B + D"}) index.add(text);
    const std::vector<PathRoles> roles = count_roles(index, {{1, 0, 5}}, 4);
    EXPECT_EQ(roles[0].by_condition, (std::vector<RoleCounts>{{0, 0, 5, 0}, {0, 5, 0, 0}, {}, {}}));
    EXPECT_EQ(roles[0].uncontained, 5u);
}

TEST(CountRoles, OfMoreModelsThanAWordHasBits) {
    CensusIndex index(conditions);
    std::string models = "A + B";
    for (int m = 1; m < 70; ++m) models += m < 69 ? " | A + C" : " | B + C";
    index.add("A*B*D");
    index.add(models);
    const std::vector<PathRoles> roles = count_roles(index, {{1, 0, 2}}, 4);
    EXPECT_EQ(roles[0].by_condition, (std::vector<RoleCounts>{{0, 2, 0, 0}, {0, 2, 0, 0}, {}, {0, 0, 2, 0}}));
    EXPECT_EQ(roles[0].uncontained, 0u);
}

}  // namespace
}  // namespace qca
