#include "host/study/restrict_solution.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace qca
