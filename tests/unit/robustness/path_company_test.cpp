#include "host/robustness/path_company.hpp"

#include <gtest/gtest.h>

#include "host/robustness/ambiguity.hpp"

namespace qca {
namespace {

/// Six solutions under two types, around the path A*B.
SweepResult around_a_b() {
    SweepResult result;
    result.conditions = {"A", "B", "C", "D"};
    result.axes = {{"incl_cut", "", "1", {0.8, 0.9}, {}, 0}, {"solution_type", "", "1", {}, {"conservative", "parsimonious"}, 0}};
    result.census = {{"A*B + C | A*B + D | C + D", 3, false, {10, 1}},  // C and D are beside it, each in a model
                     {"A*B*C + A*B*D + ~C", 1, false, {5, 0}},          // narrowed, in two ways
                     {"A | A*B*~D", 2, false, {4, 0}},                  // narrowed, though A absorbs it, too
                     {"A + B + D", 1, false, {0, 8}},                   // absorbed, in two ways
                     {"C*D", 1, false, {2, 2}},                         // neither
                     {"", 0, false, {1, 1}}};
    PathResult path;
    path.expression = "A*B";
    result.paths = {path};
    return result;
}

using Paths = std::vector<CompanyPath>;
using Counts = std::vector<std::uint64_t>;

TEST(PathCompany, SaysWhatIsBesideItAndInsteadOfIt) {
    const SweepResult result = around_a_b();
    const PathCompany company = path_company(result, result.paths[0]);
    EXPECT_EQ(company.beside.scenarios, (Counts{10, 1}));
    EXPECT_EQ(company.beside.paths, (Paths{{"C", {10, 1}}, {"D", {10, 1}}}));
    EXPECT_EQ(company.longer.scenarios, (Counts{9, 0}));
    EXPECT_EQ(company.longer.paths, (Paths{{"A*B*C", {5, 0}}, {"A*B*D", {5, 0}}, {"A*B*~D", {4, 0}}}));
    EXPECT_EQ(company.shorter.scenarios, (Counts{0, 8}));
    EXPECT_EQ(company.shorter.paths, (Paths{{"A", {0, 8}}, {"B", {0, 8}}})) << "D has none of its literals";
    EXPECT_EQ(company.others.scenarios, (Counts{2, 2}));
    EXPECT_EQ(company.others.paths, (Paths{{"C*D", {2, 2}}}));
}

TEST(PathCompany, APathOnlyInAnotherModelIsNotBeside) {
    SweepResult result = around_a_b();
    result.census = {{"A*B + C | D", 2, false, {3, 0}}};
    EXPECT_EQ(path_company(result, result.paths[0]).beside.paths, (Paths{{"C", {3, 0}}}));
}

TEST(PathCompany, KeepsOutcomesApart) {
    SweepResult result = around_a_b();
    result.census = {{"A*B + C -> Y", 1, false, {3, 0}}, {"A*B + C -> ~Y", 1, false, {2, 0}}, {"1 -> Y", 1, false, {7, 0}}};
    const PathCompany company = path_company(result, result.paths[0]);
    EXPECT_EQ(company.beside.scenarios, (Counts{5, 0}));
    EXPECT_EQ(company.beside.paths, (Paths{{"C -> Y", {3, 0}}, {"C -> ~Y", {2, 0}}}));
    EXPECT_EQ(company.shorter.paths, (Paths{{"1 -> Y", {7, 0}}}));
}

TEST(PathCompany, OfAnEmptyCensus) {
    SweepResult result = around_a_b();
    result.census.clear();
    EXPECT_EQ(path_company(result, result.paths[0]).beside, (Company{{0, 0}, {}}));
}

TEST(Ambiguity, CountsModelsByEveryChoice) {
    SweepResult result = around_a_b();
    EXPECT_FALSE(ambiguity_by_axis(result)) << "the column is not stored";
    // incl_cut 0.8 and 0.9, each conservative and parsimonious: 3 models, 1; none, skipped.
    result.solution = {0, 3, 5, no_solution_id};
    const AmbiguityMaps wanted{{{0, 1, 0, 1}, {1, 0, 0, 0}}, {{1, 0, 0, 1}, {0, 1, 0, 0}}};
    EXPECT_EQ(ambiguity_by_axis(result), wanted);
    result.counts.census_overflow = 1;
    EXPECT_FALSE(ambiguity_by_axis(result)) << "some are outside the census";
}

}  // namespace
}  // namespace qca
