#include "host/minimize/intermediate.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "host/study/expression.hpp"

namespace qca {
namespace {

const std::vector<std::string> names{"A", "B", "C"};

RowSet rows_of(const std::vector<std::string>& configurations) {
    RowSet rows;
    for (const std::string& digits : configurations)
        rows.insert(static_cast<int>(std::stoul(digits, nullptr, 2)));
    return rows;
}

std::vector<std::string> expressions(const ModelSet& set) {
    std::vector<std::string> result;
    for (const auto& model : set.models) {
        std::vector<Implicant> paths;
        for (const std::uint16_t p : model) paths.push_back(set.paths[p]);
        result.push_back(to_expression(paths, names));
    }
    return result;
}

IntermediateModels intermediate(const RowSet& positive, const RowSet& remainders, const char* expected,
                                std::size_t cap = default_model_cap, Covers covers = Covers::fewest) {
    const Implicant expectations = *expected == '\0' ? Implicant{} : parse_path(expected, names, "test");
    return intermediate_models(3, positive, remainders, minimize(3, positive, {}, default_model_cap, covers),
                               minimize(3, positive, remainders, default_model_cap, covers), expectations, covers, cap);
}

/// One positive row, 110; the parsimonious solution is A, and A*B and A*~C lie between.
const RowSet positive = rows_of({"110"}), remainders = rows_of({"100", "101", "111"});

TEST(Intermediate, LiteralsThatGoAgainstExpectationAreLeftOut) {
    EXPECT_EQ(expressions(intermediate(positive, remainders, "B*C").set), std::vector<std::string>{"A*B"});
    EXPECT_EQ(expressions(intermediate(positive, remainders, "~B*~C").set), std::vector<std::string>{"A*~C"});
    EXPECT_EQ(expressions(intermediate(positive, remainders, "~B*C").set), std::vector<std::string>{"A"});
    EXPECT_EQ(expressions(intermediate(positive, remainders, "B*~C").set), std::vector<std::string>{"A*B*~C"});
}

TEST(Intermediate, ALiteralWithoutAnExpectationStays) {
    EXPECT_EQ(expressions(intermediate(positive, remainders, "").set), std::vector<std::string>{"A*B*~C"});
    EXPECT_EQ(expressions(intermediate(positive, remainders, "C").set), std::vector<std::string>{"A*B"});
}

TEST(Intermediate, ALiteralOfTheParsimoniousPathStaysAgainstExpectation) {
    EXPECT_EQ(expressions(intermediate(positive, remainders, "~A*B*C").set), std::vector<std::string>{"A*B"});
}

TEST(Intermediate, SimplifyingAssumptionsAreEasyOrDifficult) {
    const IntermediateModels models = intermediate(positive, remainders, "B*C");
    ASSERT_EQ(models.easy.size(), 1u);
    EXPECT_EQ(models.easy[0].rows, rows_of({"111"}));
    EXPECT_EQ(models.easy[0].pairs, std::vector<ModelPair>{{}});
    EXPECT_EQ(models.easy[0].models, std::vector<std::uint32_t>{0});
    EXPECT_EQ(models.assumptions, std::vector<RowSet>{remainders});
    EXPECT_EQ(models.difficult(models.easy[0], {0, 0}), rows_of({"100", "101"}));
}

TEST(Intermediate, IsTheUnionOverAllPairsOfModels) {
    // Six rows in a ring: two conservative models. Their paths lie in different parsimonious ones.
    const RowSet ring = RowSet::all(3) - rows_of({"000", "111"});
    const IntermediateModels models = intermediate(ring, {}, "A*B*C");
    EXPECT_EQ(expressions(models.set), (std::vector<std::string>{"~A*B + A*~C + ~B*C", "~A*C + A*~B + B*~C"}));
    ASSERT_EQ(models.easy.size(), 1u) << "without remainders no pair has easy counterfactuals";
    EXPECT_EQ(models.easy[0].pairs, (std::vector<ModelPair>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
    EXPECT_EQ(models.easy[0].models, (std::vector<std::uint32_t>{0, 1}));
}

TEST(Intermediate, PairsWithOtherCounterfactualsHaveModelsOfTheirOwn) {
    // Positive 011; A is expected neither way. ~A*B, ~A*C and B*C are free to be widened by different models.
    const RowSet one = rows_of({"011"}), free = rows_of({"001", "010"});
    const IntermediateModels models = intermediate(one, free, "~B*~C");
    EXPECT_EQ(expressions(models.set), (std::vector<std::string>{"~A*B", "~A*C"}));
    ASSERT_EQ(models.easy.size(), 2u);
    for (std::uint32_t p = 0; p < 2; ++p) {
        EXPECT_EQ(models.easy[p].pairs, (std::vector<ModelPair>{{0, p}}));
        EXPECT_EQ(models.easy[p].models, std::vector<std::uint32_t>{p});
        EXPECT_EQ(models.easy[p].rows.size(), 1);
    }
}

TEST(Intermediate, WhatIsCappedIsReported) {
    const RowSet ring = RowSet::all(3) - rows_of({"000", "111"});
    const ModelSet all = minimize(3, ring, {}), one = minimize(3, ring, {}, 1);
    EXPECT_FALSE(intermediate_models(3, ring, {}, all, all, {}).set.capped);
    EXPECT_TRUE(intermediate_models(3, ring, {}, one, all, {}).set.capped);
    EXPECT_TRUE(intermediate_models(3, ring, {}, all, one, {}).set.capped);
    // Also where the intermediate models are others than the capped ones.
    const RowSet two = rows_of({"000", "110"}), free = rows_of({"100", "111"});
    ModelSet conservative = minimize(3, two, {});
    const ModelSet parsimonious = minimize(3, two, free);
    const auto capped = [&] {
        const IntermediateModels models = intermediate_models(3, two, free, conservative, parsimonious, {0b111, 0b111});
        EXPECT_FALSE(models.easy[0].rows.empty());
        return models.set.capped;
    };
    EXPECT_FALSE(capped());
    conservative.capped = true;
    EXPECT_TRUE(capped());
    const ModelSet first = intermediate(ring, {}, "A", 1).set;
    EXPECT_TRUE(first.capped);
    EXPECT_EQ(expressions(first), std::vector<std::string>{"~A*B + A*~C + ~B*C"});
    EXPECT_EQ(first.paths.size(), 3u);
    // Two pairs with different counterfactuals, one of which may be looked at.
    const ModelSet of_one = intermediate(rows_of({"011"}), rows_of({"001", "010"}), "~B*~C", 1).set;
    EXPECT_TRUE(of_one.capped);
    EXPECT_EQ(expressions(of_one), std::vector<std::string>{"~A*B"});
}

TEST(Intermediate, AllIrredundantModelsOfEveryPair) {
    const RowSet ring = RowSet::all(3) - rows_of({"000", "111"});
    const ModelSet set = intermediate(ring, {}, "A", default_model_cap, Covers::irredundant).set;
    EXPECT_EQ(set.models.size(), 5u);
    EXPECT_EQ(set.models.back().size(), 4u);
}

TEST(Intermediate, NoPositiveRowHasNoModel) {
    const IntermediateModels models = intermediate({}, remainders, "A");
    EXPECT_TRUE(models.set.models.empty());
    EXPECT_TRUE(models.easy.empty());
    EXPECT_FALSE(models.set.capped);
}

TEST(Intermediate, RefusesACapOfNothing) {
    EXPECT_THROW(intermediate(positive, remainders, "A", 0), std::invalid_argument);
}

}  // namespace
}  // namespace qca
