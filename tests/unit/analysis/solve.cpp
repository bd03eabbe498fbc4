#include <gtest/gtest.h>

#include <cmath>

#include "host/analysis/analysis.hpp"
#include "tests/unit/analysis/small_memberships.hpp"

namespace qca {
namespace {

using test::small_memberships;

/// A coded table over two conditions, rows 00 01 10 11.
std::vector<TableRow> coded(const std::string& out) {
    std::vector<TableRow> table;
    for (const char c : out) table.push_back({c, 1, 1, 1, {}});
    return table;
}

TEST(Solve, RemaindersAreDontCaresOnlyForTheParsimoniousSolution) {
    const auto table = coded("0?01");
    const Solution conservative = solve(small_memberships(), table, SolutionType::conservative);
    const Solution parsimonious = solve(small_memberships(), table, SolutionType::parsimonious);
    ASSERT_EQ(conservative.models.size(), 1u);
    ASSERT_EQ(parsimonious.models.size(), 1u);
    EXPECT_EQ(conservative.models[0].paths, (std::vector<Implicant>{{0b11, 0b11}}));
    EXPECT_EQ(parsimonious.models[0].paths, (std::vector<Implicant>{{0b01, 0b01}}));
}

TEST(Solve, ContradictionsAreNegative) {
    for (const SolutionType type : {SolutionType::conservative, SolutionType::parsimonious}) {
        const Solution solution = solve(small_memberships(), coded("CCC1"), type);
        ASSERT_EQ(solution.models.size(), 1u);
        EXPECT_EQ(solution.models[0].paths, (std::vector<Implicant>{{0b11, 0b11}}));
    }
}

TEST(Solve, NoPositiveRowHasNoModel) {
    EXPECT_TRUE(solve(small_memberships(), coded("00?0"), SolutionType::parsimonious).models.empty());
}

TEST(Solve, FitOfAPathAndOfItsModel) {
    const Solution solution = solve(small_memberships(), coded("0001"), SolutionType::conservative);
    const FittedModel& model = solution.models.at(0);
    // A*B = 0.8 0.6 0.2 0.1 0.5, Y = 1 0.7 0.4 0.2 0.6
    EXPECT_NEAR(model.path_fits[0].inclS, 1.0, 1e-12);
    EXPECT_NEAR(model.path_fits[0].covS, 2.2 / 2.9, 1e-12);
    EXPECT_TRUE(std::isnan(model.path_fits[0].covU)) << "the only path of its model";
    EXPECT_EQ(model.path_fits[0].cases, (std::vector<std::size_t>{0, 1})) << "0.5 is not in";
    EXPECT_DOUBLE_EQ(model.fit.inclS, model.path_fits[0].inclS);
    EXPECT_DOUBLE_EQ(model.fit.covS, model.path_fits[0].covS);
    EXPECT_TRUE(std::isnan(model.fit.covU));
}

TEST(Solve, UniqueCoverageIsWhatTheOtherPathsDoNotCover) {
    const Solution solution = solve(small_memberships(), coded("1001"), SolutionType::conservative);
    const FittedModel& model = solution.models.at(0);
    ASSERT_EQ(model.paths, (std::vector<Implicant>{{0b11, 0b00}, {0b11, 0b11}}));
    // min(~A*~B, Y) = 0.1 0.2 0.3 0.2 0.1, min(A*B, Y) = 0.8 0.6 0.2 0.1 0.5; union = 0.8 0.6 0.3 0.2 0.5
    EXPECT_NEAR(model.path_fits[0].covU, (2.4 - 2.2) / 2.9, 1e-12);
    EXPECT_NEAR(model.path_fits[1].covU, (2.4 - 0.9) / 2.9, 1e-12);
    EXPECT_NEAR(model.fit.covS, 2.4 / 2.9, 1e-12);
    // union without the outcome: 0.8 0.6 0.3 0.7 0.5
    EXPECT_NEAR(model.fit.inclS, 2.4 / 2.9, 1e-12);
}

TEST(Solve, TheConstantOneFitsAsTheSetOfAllCases) {
    const Solution solution = solve(small_memberships(), coded("1111"), SolutionType::conservative);
    const FittedModel& model = solution.models.at(0);
    ASSERT_EQ(model.paths, std::vector<Implicant>{Implicant{}});
    EXPECT_NEAR(model.fit.inclS, 2.9 / 5, 1e-12);
    EXPECT_NEAR(model.fit.covS, 1.0, 1e-12);
    EXPECT_EQ(model.fit.cases.size(), 5u);
}

TEST(Solve, ExcludedRemaindersAreNotAssumed) {
    SolutionRules rules;
    rules.not_assumed.insert(0b01);
    const Solution solution = solve(small_memberships(), coded("0?01"), SolutionType::parsimonious, rules);
    EXPECT_EQ(solution.models.at(0).paths, (std::vector<Implicant>{{0b11, 0b11}}));
    const Solution observed = solve(small_memberships(), coded("0101"), SolutionType::parsimonious, rules);
    EXPECT_EQ(observed.models.at(0).paths, (std::vector<Implicant>{{0b01, 0b01}})) << "row 01 is observed";
}

TEST(Solve, ARowThatIsCodedZeroIsNoLongerPositive) {
    SolutionRules rules;
    rules.negative.insert(0b01);
    for (const SolutionType type : {SolutionType::conservative, SolutionType::parsimonious}) {
        const Solution solution = solve(small_memberships(), coded("0101"), type, rules);
        EXPECT_EQ(solution.models.at(0).paths, (std::vector<Implicant>{{0b11, 0b11}}));
        EXPECT_EQ(solve(small_memberships(), coded("0?01"), type, rules).models.at(0).paths,
                  (std::vector<Implicant>{{0b11, 0b11}}));
    }
}

TEST(Solve, SimplifyingAssumptionsAreTheRowsCoveredThatAreNotPositive) {
    const Solution parsimonious = solve(small_memberships(), coded("0?01"), SolutionType::parsimonious);
    RowSet assumed;
    assumed.insert(0b01);
    EXPECT_EQ(parsimonious.models.at(0).assumptions, assumed);
    const Solution conservative = solve(small_memberships(), coded("0?01"), SolutionType::conservative);
    EXPECT_TRUE(conservative.models.at(0).assumptions.empty());
}

TEST(Solve, TheIntermediateSolutionHasItsPairs) {
    // Positive 11, remainders 01 and 10: the parsimonious models are A and B.
    SolutionRules rules;
    rules.expected = {0b11, 0b10};
    const Solution solution = solve(small_memberships(), coded("0??1"), SolutionType::intermediate, rules);
    ASSERT_EQ(solution.pairs.size(), 2u);
    RowSet row_10, row_01;
    row_10.insert(0b10);
    row_01.insert(0b01);
    // A is expected present, B absent: only B may be left out.
    for (std::uint32_t p = 0; p < 2; ++p) {
        EXPECT_EQ(solution.pairs[p].conservative, 0u);
        EXPECT_EQ(solution.pairs[p].parsimonious, p);
        EXPECT_EQ(solution.pairs[p].models, std::vector<std::uint32_t>{p});
        EXPECT_EQ(solution.pairs[p].easy, p == 0 ? row_10 : RowSet{});
        EXPECT_EQ(solution.pairs[p].difficult, p == 0 ? RowSet{} : row_01);
    }
    ASSERT_EQ(solution.models.size(), 2u);
    EXPECT_EQ(solution.models[0].paths, (std::vector<Implicant>{{0b10, 0b10}}));
    EXPECT_EQ(solution.models[0].assumptions, row_10);
    EXPECT_EQ(solution.models[1].paths, (std::vector<Implicant>{{0b11, 0b11}}));
    EXPECT_TRUE(solution.models[1].assumptions.empty());
}

TEST(Solve, AllModelsOnRequest) {
    const Memberships memberships = test::memberships_of({{1, 0}, {1, 0}, {1, 0}, {1, 0}});
    const std::vector<TableRow> ring = coded("01111110");
    SolutionRules rules;
    EXPECT_EQ(solve(memberships, ring, SolutionType::conservative, rules).models.size(), 2u);
    rules.covers = Covers::irredundant;
    EXPECT_EQ(solve(memberships, ring, SolutionType::conservative, rules).models.size(), 5u);
    EXPECT_EQ(solve(memberships, ring, SolutionType::parsimonious, rules).models.size(), 5u);
}

}  // namespace
}  // namespace qca
