#include "host/study/restrict_solution.hpp"

#include <gtest/gtest.h>

#include <random>

#include "host/study/expression.hpp"

namespace qca {
namespace {

const std::vector<std::string> conditions{"A", "B", "C"};

NamedRows named(const std::string& expression, const std::vector<std::string>& names) {
    NamedRows rows{expression, {}, false};
    for (const Implicant& path : parse_sum(expression, names, "test"))
        for (std::uint32_t row = 0; row < 1u << names.size(); ++row)
            if (path.covers_row(row)) rows.rows.insert(static_cast<int>(row));
    return rows;
}

TEST(RestrictSolution, WithAllConditionsNothingChanges) {
    SolutionOptions options;
    options.models = ModelChoice::all;
    options.exclude = {named("A*B", conditions)};
    EXPECT_EQ(restricted(options, conditions, {0, 1, 2}), options);
}

TEST(RestrictSolution, ExpectationsStayWithTheirConditions) {
    SolutionOptions options;
    EXPECT_FALSE(restricted(options, conditions, {0, 2}).expected.has_value());
    options.expected = parse_path("~A*B*C", conditions, "test");
    EXPECT_EQ(restricted(options, conditions, {0, 2}).expected, (Implicant{0b11, 0b01}));
    EXPECT_EQ(restricted(options, conditions, {1}).expected, (Implicant{0b1, 0b1}));
}

TEST(RestrictSolution, ARowIsNamedWhereAllThatItStandsForIs) {
    const std::vector<std::string> names{"A", "C"};
    SolutionOptions options;
    options.exclude = {named("A*C", conditions), named("A*B", conditions), named("~A*B + ~A*~B*~C", conditions)};
    const std::vector<NamedRows> exclude = restricted(options, conditions, {0, 2}).exclude;
    ASSERT_EQ(exclude.size(), 2u) << "A*B says nothing without B";
    EXPECT_EQ(exclude[0], named("A*C", names));
    EXPECT_EQ(exclude[1], named("~A*~C", names)) << "~A*C is possible without B";
}

TEST(RestrictSolution, AClaimIsContradictedWhereItIsFalseInAllThatARowStandsFor) {
    const std::vector<std::string> names{"A", "C"};
    SolutionOptions options;
    options.necessary = {named("A", conditions), named("B", conditions), named("A + B*C", conditions)};
    const std::vector<NamedRows> necessary = restricted(options, conditions, {0, 2}).necessary;
    ASSERT_EQ(necessary.size(), 2u) << "nothing contradicts B";
    EXPECT_EQ(necessary[0].rows, named("A", names).rows);
    EXPECT_EQ(necessary[1].rows, named("A + C", names).rows);
    EXPECT_EQ(named(necessary[1].expression, names).rows, necessary[1].rows);
}

TEST(RestrictSolution, AConfigurationGoesWithItsConditions) {
    SolutionOptions options;
    options.exclude = {{"010", named("~A*B*~C", conditions).rows, true}};
    EXPECT_TRUE(restricted(options, conditions, {0, 1}).exclude.empty());
}

TEST(RestrictNecessity, ExpressionsStayWhereAllTheirConditionsDo) {
    NecessityOptions options;
    options.cutoff = 0.8;
    for (const char* text : {"A*~C", "A + B", "B*C"}) options.expressions.push_back({text, parse_sum(text, conditions, "test")});
    EXPECT_EQ(restricted(options, 3, {0, 1, 2}), options);
    const NecessityOptions left = restricted(options, 3, {0, 2});
    EXPECT_EQ(left.cutoff, 0.8);
    ASSERT_EQ(left.expressions.size(), 1u);
    EXPECT_EQ(left.expressions[0], (NamedExpression{"A*~C", {{0b11, 0b10}}}));
}

// Expressions stand for sets of rows where these have no room. What a sum over six of ten conditions says of a choice of them is
// what it says in a study of these six.
TEST(RestrictSolution, ExpressionsSayWhatRowsSay) {
    const std::vector<std::string> six{"A", "B", "C", "D", "E", "F"};
    const std::vector<std::string> ten{"V", "A", "B", "W", "C", "D", "X", "E", "F", "Y"};
    const std::vector<std::size_t> place{1, 2, 4, 5, 7, 8};
    std::mt19937 random(3);
    std::size_t excluded = 0, claimed = 0;
    for (int round = 0; round < 400; ++round) {
        std::vector<Implicant> products(1 + random() % 6);
        for (Implicant& product : products) {
            product.literals = 1 + static_cast<std::uint32_t>(random() % 63);
            if (random() % 2 == 0) product.literals = std::uint32_t{1} << random() % 6;
            product.values = static_cast<std::uint32_t>(random()) & product.literals;
        }
        const std::string expression = to_expression(products, six);
        std::vector<std::size_t> kept, kept_of_ten;
        for (std::size_t condition = 0; condition < 6; ++condition) {
            if (random() % 2 == 0) continue;
            kept.push_back(condition);
            kept_of_ten.push_back(place[condition]);
        }
        if (kept.empty() || kept.size() == 6) continue;
        SolutionOptions by_rows, by_expression;
        by_rows.exclude = by_rows.necessary = {named(expression, six)};
        by_expression.exclude = by_expression.necessary = {{expression, {}, false}};
        const SolutionOptions wanted = restricted(by_rows, six, kept), found = restricted(by_expression, ten, kept_of_ten);
        ASSERT_EQ(found, wanted) << expression;
        excluded += wanted.exclude.size();
        claimed += wanted.necessary.size();
    }
    EXPECT_GT(excluded, 30u);
    EXPECT_GT(claimed, 30u);
}

TEST(RestrictSolution, AConfigurationOfManyConditionsStandsForNoRowOfFewer) {
    const std::vector<std::string> ten{"V", "A", "B", "W", "C", "D", "X", "E", "F", "Y"};
    SolutionOptions options;
    options.exclude = {{"0101010101", {}, true}};
    EXPECT_TRUE(restricted(options, ten, {0, 1}).exclude.empty());
}

}  // namespace
}  // namespace qca
