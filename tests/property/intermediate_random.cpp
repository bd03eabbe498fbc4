// Intermediate models against a plain program of their definition, on random truth tables of 2 to 6 conditions.
#include <gtest/gtest.h>

#include <random>

#include "host/minimize/intermediate.hpp"
#include "tests/property/reference_intermediate.hpp"

namespace qca {
namespace {

using test::Cube;
using test::CubeSet;

Cube cube_of(const Implicant& path, int conditions) {
    Cube cube;
    for (int c = 0; c < conditions; ++c) {
        const std::uint32_t bit = condition_bit(c, conditions);
        cube += (path.literals & bit) == 0 ? '-' : (path.values & bit) != 0 ? '1' : '0';
    }
    return cube;
}

CubeSet cubes_of(const RowSet& rows, int conditions) {
    CubeSet cubes;
    const std::uint32_t every = (std::uint32_t{1} << conditions) - 1;
    for (std::uint32_t row = 0; row <= every; ++row)
        if (rows.contains(static_cast<int>(row))) cubes.insert(cube_of({every, row}, conditions));
    return cubes;
}

CubeSet cubes_of(const ModelSet& set, std::size_t model, int conditions) {
    CubeSet cubes;
    for (const std::uint16_t path : set.models[model]) cubes.insert(cube_of(set.paths[path], conditions));
    return cubes;
}

std::set<CubeSet> models_of(const ModelSet& set, int conditions) {
    std::set<CubeSet> models;
    for (std::size_t m = 0; m < set.models.size(); ++m) models.insert(cubes_of(set, m, conditions));
    return models;
}

struct Table {
    RowSet positive, remainders;
    Implicant expected;
    std::string digits;  ///< of the expectations
};

/// Used raw, since the standard's distributions differ between libraries.
std::uint32_t draw(std::mt19937& generator) {
    return static_cast<std::uint32_t>(generator());
}

Table random_table(int conditions, std::mt19937& generator) {
    Table table;
    const std::uint32_t every = (std::uint32_t{1} << conditions) - 1;
    // Few rows are positive where there are many: what is compared with multiplies all out.
    const std::uint32_t positive = conditions <= 4 ? 15 + draw(generator) % 40 : conditions == 5 ? 20 : 10;
    const std::uint32_t remainders = draw(generator) % 80;
    for (int row = 0; row < 1 << conditions; ++row) {
        if (draw(generator) % 100 < positive)
            table.positive.insert(row);
        else if (draw(generator) % 100 < remainders)
            table.remainders.insert(row);
    }
    table.expected.literals = draw(generator) & every;
    if (draw(generator) % 2 == 0) table.expected.literals |= draw(generator) & every;
    table.expected.values = draw(generator) & table.expected.literals;
    table.digits = cube_of(table.expected, conditions);
    return table;
}

class IntermediateRandom : public testing::TestWithParam<std::tuple<int, Covers>> {};

TEST_P(IntermediateRandom, EveryPairIsThatOfTheDefinition) {
    const auto [k, covers] = GetParam();
    const int tables = k <= 4 ? 300 : k == 5 ? 60 : 20;
    std::mt19937 generator(static_cast<std::uint32_t>(20250301 + k));
    int several_pairs = 0, some_easy = 0, some_difficult = 0, own_models = 0;
    for (int t = 0; t < tables; ++t) {
        SCOPED_TRACE(testing::Message() << "table " << t);
        const Table table = random_table(k, generator);
        const ModelSet conservative = minimize(k, table.positive, {}, default_model_cap, covers);
        const ModelSet parsimonious = minimize(k, table.positive, table.remainders, default_model_cap, covers);
        if (conservative.models.size() * parsimonious.models.size() > 100) continue;
        const IntermediateModels found = intermediate_models(k, table.positive, table.remainders, conservative,
                                                             parsimonious, table.expected, covers);
        ASSERT_FALSE(found.set.capped);
        const CubeSet positive = cubes_of(table.positive, k), remainders = cubes_of(table.remainders, k);
        std::set<CubeSet> in_union;
        std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
        for (const EasyCounterfactuals& easy : found.easy)
            for (const ModelPair& pair : easy.pairs) {
                ASSERT_TRUE(pairs.insert({pair.conservative, pair.parsimonious}).second) << "a pair comes twice";
                const test::ReferencePair wanted = test::reference_intermediate(
                    positive, remainders, cubes_of(conservative, pair.conservative, k),
                    cubes_of(parsimonious, pair.parsimonious, k), table.digits, covers == Covers::irredundant);
                ASSERT_EQ(cubes_of(easy.rows, k), wanted.easy);
                ASSERT_EQ(cubes_of(found.difficult(easy, pair), k), wanted.difficult);
                std::set<CubeSet> models;
                for (const std::uint32_t m : easy.models) models.insert(cubes_of(found.set, m, k));
                ASSERT_TRUE(models == wanted.models);
                in_union.insert(models.begin(), models.end());
                some_easy += wanted.easy.empty() ? 0 : 1;
                some_difficult += wanted.difficult.empty() ? 0 : 1;
            }
        ASSERT_EQ(pairs.size(), conservative.models.size() * parsimonious.models.size());
        ASSERT_TRUE(models_of(found.set, k) == in_union);
        several_pairs += pairs.size() > 1 ? 1 : 0;
        own_models += found.set != conservative && found.set != parsimonious ? 1 : 0;
        for (std::size_t m = 1; m < found.set.models.size(); ++m) {
            const auto &before = found.set.models[m - 1], &model = found.set.models[m];
            ASSERT_TRUE(before.size() < model.size() || (before.size() == model.size() && before < model));
        }
        for (std::size_t p = 1; p < found.set.paths.size(); ++p)
            ASSERT_TRUE(path_less(found.set.paths[p - 1], found.set.paths[p], k));
    }
    EXPECT_GT(some_easy, 0);
    EXPECT_GT(some_difficult, 0);
    if (k >= 3) {
        EXPECT_GT(several_pairs, 0);
        EXPECT_GT(own_models, 0);
    }
}

TEST_P(IntermediateRandom, ACapKeepsTheFirstModels) {
    const auto [k, covers] = GetParam();
    std::mt19937 generator(static_cast<std::uint32_t>(20250401 + k));
    int compared = 0;
    for (int t = 0; t < 400; ++t) {
        SCOPED_TRACE(testing::Message() << "table " << t);
        const Table table = random_table(k, generator);
        const ModelSet conservative = minimize(k, table.positive, {}, default_model_cap, covers);
        const ModelSet parsimonious = minimize(k, table.positive, table.remainders, default_model_cap, covers);
        const auto models = [&](std::size_t cap) {
            return intermediate_models(k, table.positive, table.remainders, conservative, parsimonious,
                                       table.expected, covers, cap)
                .set;
        };
        const ModelSet all = models(default_model_cap);
        // So that the sets of easy counterfactuals are not capped.
        const std::size_t sets = intermediate_models(k, table.positive, table.remainders, conservative, parsimonious,
                                                     table.expected, covers)
                                     .easy.size();
        const std::size_t cap = std::max(sets, all.models.size() / 2);
        if (all.capped || all.models.size() <= cap) continue;
        ++compared;
        const ModelSet some = models(cap);
        ASSERT_TRUE(some.capped);
        ASSERT_EQ(some.models.size(), cap);
        for (std::size_t m = 0; m < cap; ++m) ASSERT_TRUE(cubes_of(some, m, k) == cubes_of(all, m, k));
        std::vector<bool> used(some.paths.size(), false);
        for (const auto& model : some.models)
            for (const std::uint16_t path : model) used[path] = true;
        ASSERT_EQ(std::count(used.begin(), used.end(), false), 0) << "a path of no model is listed";
    }
    if (k >= 4) {
        EXPECT_GT(compared, 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Conditions, IntermediateRandom,
                         testing::Combine(testing::Range(2, 7), testing::Values(Covers::fewest, Covers::irredundant)),
                         [](const auto& instance) {
                             return std::to_string(std::get<0>(instance.param)) +
                                    (std::get<1>(instance.param) == Covers::fewest ? "Fewest" : "Irredundant");
                         });

}  // namespace
}  // namespace qca
