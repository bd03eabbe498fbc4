#include <gtest/gtest.h>

#include <cmath>

#include "host/analysis/analysis.hpp"
#include "tests/unit/analysis/small_memberships.hpp"

namespace qca {
namespace {

using test::memberships_of;
using test::small_memberships;

Cutoffs cutoffs(double incl, double pri = 0, int n = 1) {
    return {incl, pri, n, std::nullopt};
}

TEST(TruthTable, CountsCasesAboveOneHalf) {
    const auto table = truth_table(small_memberships(), cutoffs(0.8));
    ASSERT_EQ(table.size(), 4u);
    EXPECT_EQ(table[0b11].cases, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(table[0b10].cases, std::vector<std::size_t>{2});
    EXPECT_EQ(table[0b00].cases, std::vector<std::size_t>{3});
    EXPECT_TRUE(table[0b01].cases.empty()) << "0.5 in A is neither in nor out";
    for (const TableRow& row : table) EXPECT_EQ(row.n, static_cast<int>(row.cases.size()));
}

TEST(TruthTable, InclusionAndPriOfARow) {
    const auto table = truth_table(small_memberships(), cutoffs(0.8));
    // Row 11: x = 0.8 0.6 0.2 0.1 0.5, y = 1 0.7 0.4 0.2 0.6; min(x,y,1-y) = 0 0.3 0.2 0.1 0.4
    EXPECT_DOUBLE_EQ(table[0b11].incl, 1.0);
    EXPECT_NEAR(table[0b11].pri, (2.2 - 1.0) / (2.2 - 1.0), 1e-12);
    // Row 10: x = 0.2 0.4 0.7 0.1 0.1; min(x,y) = 0.2 0.4 0.4 0.1 0.1, with 1-y: 0 0.3 0.4 0.1 0.1
    EXPECT_NEAR(table[0b10].incl, 1.2 / 1.5, 1e-12);
    EXPECT_NEAR(table[0b10].pri, (1.2 - 0.9) / (1.5 - 0.9), 1e-12);
}

TEST(TruthTable, ARowWithoutCasesIsARemainderWithoutFit) {
    const TableRow row = truth_table(small_memberships(), cutoffs(0.0))[0b01];
    EXPECT_EQ(row.out, '?');
    EXPECT_EQ(row.n, 0);
    EXPECT_TRUE(std::isnan(row.incl));
    EXPECT_TRUE(std::isnan(row.pri));
}

TEST(TruthTable, TooFewCasesMakeARemainderThatKeepsItsFit) {
    const auto table = truth_table(small_memberships(), cutoffs(0.5, 0, 2));
    EXPECT_EQ(table[0b11].out, '1');
    EXPECT_EQ(table[0b10].out, '?');
    EXPECT_EQ(table[0b10].n, 1);
    EXPECT_NEAR(table[0b10].incl, 0.8, 1e-12);
}

TEST(TruthTable, ACutoffThatIsReachedExactlyIsMet) {
    // Row 10 has inclusion 1.2 / 1.5 = 0.8 up to rounding.
    EXPECT_EQ(truth_table(small_memberships(), cutoffs(0.8))[0b10].out, '1');
    EXPECT_EQ(truth_table(small_memberships(), cutoffs(0.8 + 1e-9))[0b10].out, '1');
    EXPECT_EQ(truth_table(small_memberships(), cutoffs(0.8 + 1e-7))[0b10].out, '0');
}

TEST(TruthTable, ThePriCutoffMakesNegativeRows) {
    EXPECT_EQ(truth_table(small_memberships(), cutoffs(0.7, 0.5))[0b10].out, '1');
    EXPECT_EQ(truth_table(small_memberships(), cutoffs(0.7, 0.51))[0b10].out, '0');
}

TEST(TruthTable, ContradictionsLieBetweenTheInclusionCutoffs) {
    Cutoffs two = cutoffs(0.9);
    two.incl0 = 0.75;
    EXPECT_EQ(truth_table(small_memberships(), two)[0b10].out, 'C');
    two.incl0 = 0.85;
    EXPECT_EQ(truth_table(small_memberships(), two)[0b10].out, '0');
}

TEST(TruthTable, PriPlaysNoPartInContradictions) {
    Cutoffs two = cutoffs(0.75, 0.9);
    two.incl0 = 0.6;
    EXPECT_EQ(truth_table(small_memberships(), two)[0b10].out, '0') << "high inclusion, low PRI";
    two.incl = 0.9;
    EXPECT_EQ(truth_table(small_memberships(), two)[0b10].out, 'C') << "PRI below its cutoff changes nothing";
}

TEST(TruthTable, SumsRunInTheOrderOfTheMemberships) {
    Memberships memberships = memberships_of({{0.1, 0.2, 0.3, 0.6}, {1.0, 1.0, 1.0, 0.5}});
    EXPECT_EQ(truth_table(memberships, cutoffs(0.8))[1].incl,
              (0.1 + 0.2 + 0.3 + 0.5) / (0.1 + 0.2 + 0.3 + 0.6));
    memberships.order = {3, 2, 1, 0};
    ASSERT_NE(0.6 + 0.3 + 0.2 + 0.1, 0.1 + 0.2 + 0.3 + 0.6) << "the order of a sum matters for its last bit";
    EXPECT_EQ(truth_table(memberships, cutoffs(0.8))[1].incl,
              (0.5 + 0.3 + 0.2 + 0.1) / (0.6 + 0.3 + 0.2 + 0.1));
}

}  // namespace
}  // namespace qca
