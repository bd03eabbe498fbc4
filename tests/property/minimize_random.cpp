// The minimiser against its definition, on random truth tables of 1 to 8 conditions.
#include <gtest/gtest.h>

#include <random>

#include "host/minimize/minimize.hpp"
#include "tests/property/reference_minimizer.hpp"

namespace qca {
namespace {

struct Table {
    RowSet positive, dont_care, negative;
};

/// Rows drawn independently; mt19937 is used raw, since the standard's distributions differ between
/// libraries.
Table random_table(int conditions, int positive_percent, int dont_care_percent, std::mt19937& generator) {
    Table table;
    for (int row = 0; row < 1 << conditions; ++row) {
        const int draw = static_cast<int>(generator() % 100);
        if (draw < positive_percent)
            table.positive.insert(row);
        else if (draw < positive_percent + dont_care_percent)
            table.dont_care.insert(row);
        else
            table.negative.insert(row);
    }
    return table;
}

struct Mix {
    int positive_percent, dont_care_percent;
};
constexpr Mix mixes[] = {{50, 0}, {20, 0}, {30, 40}, {10, 60}, {60, 30}, {5, 90}, {90, 0}, {3, 30}};

class MinimizeRandom : public testing::TestWithParam<int> {
  protected:
    /// Calls check(table) for tables of every mix.
    template <class Check>
    void for_random_tables(int tables, Check check) const {
        std::mt19937 generator(static_cast<std::uint32_t>(20240501 + GetParam()));
        for (const Mix& mix : mixes) {
            // Hundreds of positive rows of 256 take seconds to cover, and no study has them.
            if (GetParam() == 8 && mix.positive_percent == 90) continue;
            for (int t = 0; t < tables; ++t) {
                SCOPED_TRACE(testing::Message() << "mix " << mix.positive_percent << "/"
                                                << mix.dont_care_percent << " table " << t);
                check(random_table(GetParam(), mix.positive_percent, mix.dont_care_percent, generator));
                if (HasFatalFailure()) return;
            }
        }
    }
};

/// As many conditions as the naive algorithm can do in reasonable time.
class MinimizeRandomUpTo6 : public MinimizeRandom {};

/// As many as exhaustive search can do.
class MinimizeRandomUpTo4 : public MinimizeRandom {};

TEST_P(MinimizeRandomUpTo6, PrimeImplicantsAreThoseOfQuineMcCluskey) {
    const int k = GetParam();
    for_random_tables(k <= 4 ? 60 : 8, [k](const Table& table) {
        const std::vector<Implicant> found = prime_implicants(k, table.positive, table.dont_care);
        const test::ImplicantSet expected = test::merged_primes(k, table.positive, table.dont_care);
        ASSERT_EQ(found.size(), expected.size());
        for (const Implicant& prime : found) ASSERT_EQ(expected.count(prime), 1u);
        for (std::size_t p = 1; p < found.size(); ++p) ASSERT_TRUE(path_less(found[p - 1], found[p], k));
    });
}

TEST_P(MinimizeRandom, PrimeImplicantsExpandToTheFunction) {
    const int k = GetParam();
    for_random_tables(20, [k](const Table& table) {
        const std::vector<Implicant> primes = prime_implicants(k, table.positive, table.dont_care);
        ASSERT_TRUE(test::covers_all(primes, table.positive, k));
        for (const Implicant& prime : primes) {
            ASSERT_FALSE(test::covers_some(prime, table.negative, k));
            ASSERT_TRUE(test::covers_some(prime, table.positive, k));
            for (int c = 0; c < k; ++c) {
                const std::uint32_t bit = condition_bit(c, k);
                if ((prime.literals & bit) == 0) continue;
                const Implicant wider{prime.literals & ~bit, prime.values & ~bit};
                ASSERT_TRUE(test::covers_some(wider, table.negative, k)) << "not prime";
            }
        }
    });
}

TEST_P(MinimizeRandom, ModelsAreOrderedIrredundantAndEquallySmall) {
    const int k = GetParam();
    for_random_tables(k == 8 ? 3 : 12, [k](const Table& table) {
        const ModelSet set = minimize(k, table.positive, table.dont_care, 50);
        ASSERT_EQ(set.models.empty(), table.positive.empty());
        std::vector<bool> used(set.paths.size(), false);
        for (std::size_t m = 0; m < set.models.size(); ++m) {
            const auto& model = set.models[m];
            ASSERT_EQ(model.size(), set.models[0].size());
            if (m > 0) {
                ASSERT_LT(set.models[m - 1], model);
            }
            ASSERT_TRUE(std::is_sorted(model.begin(), model.end()));
            std::vector<Implicant> paths;
            for (const std::uint16_t p : model) {
                paths.push_back(set.paths[p]);
                used[p] = true;
                ASSERT_FALSE(test::covers_some(set.paths[p], table.negative, k));
            }
            ASSERT_TRUE(test::covers_all(paths, table.positive, k));
            for (std::size_t left_out = 0; left_out < paths.size(); ++left_out) {
                std::vector<Implicant> fewer = paths;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
                ASSERT_FALSE(test::covers_all(fewer, table.positive, k)) << "a path is redundant";
            }
        }
        for (std::size_t p = 0; p < used.size(); ++p) ASSERT_TRUE(used[p]) << "a path of no model is listed";
    });
}

TEST_P(MinimizeRandomUpTo4, ModelsAreThoseOfExhaustiveSearch) {
    const int k = GetParam();
    for_random_tables(60, [k](const Table& table) {
        const ModelSet set = minimize(k, table.positive, table.dont_care);
        ASSERT_FALSE(set.capped);
        ASSERT_EQ(test::models_of(set),
                  test::exhaustive_models(k, table.positive,
                                          test::merged_primes(k, table.positive, table.dont_care)));
    });
}

TEST_P(MinimizeRandomUpTo4, IrredundantModelsAreThoseOfExhaustiveSearch) {
    const int k = GetParam();
    for_random_tables(60, [k](const Table& table) {
        const ModelSet set =
            minimize(k, table.positive, table.dont_care, default_model_cap, Covers::irredundant);
        ASSERT_FALSE(set.capped);
        const test::Models expected = test::exhaustive_irredundant_models(
            k, table.positive, test::merged_primes(k, table.positive, table.dont_care));
        ASSERT_EQ(set.models.size(), expected.size());
        ASSERT_TRUE(test::models_of(set) == expected);
    });
}

TEST_P(MinimizeRandom, IrredundantModelsAreOrderedAndBeginWithTheMinimalOnes) {
    const int k = GetParam();
    for_random_tables(k >= 7 ? 2 : 12, [k](const Table& table) {
        const ModelSet minimal = minimize(k, table.positive, table.dont_care, 40);
        const ModelSet set = minimize(k, table.positive, table.dont_care, 40, Covers::irredundant);
        ASSERT_GE(set.models.size(), minimal.models.size());
        for (std::size_t m = 0; m < set.models.size(); ++m) {
            const auto& model = set.models[m];
            if (m > 0) {
                const auto& before = set.models[m - 1];
                ASSERT_TRUE(before.size() < model.size() || (before.size() == model.size() && before < model));
            }
            std::vector<Implicant> paths;
            for (const std::uint16_t p : model) paths.push_back(set.paths[p]);
            ASSERT_TRUE(test::covers_all(paths, table.positive, k));
            for (std::size_t left_out = 0; left_out < paths.size(); ++left_out) {
                std::vector<Implicant> fewer = paths;
                fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
                ASSERT_FALSE(test::covers_all(fewer, table.positive, k)) << "a path is redundant";
            }
            if (m >= minimal.models.size()) {
                if (!minimal.capped) {
                    ASSERT_GT(model.size(), minimal.models[0].size());
                }
                continue;
            }
            std::vector<Implicant> minimal_paths;
            for (const std::uint16_t p : minimal.models[m]) minimal_paths.push_back(minimal.paths[p]);
            ASSERT_EQ(paths, minimal_paths);
        }
    });
}

TEST_P(MinimizeRandom, ACapKeepsTheFirstIrredundantModels) {
    const int k = GetParam();
    for_random_tables(k >= 7 ? 2 : 12, [k](const Table& table) {
        if (table.positive.empty()) return;
        const ModelSet all = minimize(k, table.positive, table.dont_care, 2000, Covers::irredundant);
        // So few that most sizes have more covers than are looked at before going by columns, and so many that not.
        for (const std::size_t cap : {std::size_t{1}, std::size_t{3}, (all.models.size() + 1) / 2}) {
            if (cap >= all.models.size()) continue;
            const ModelSet some = minimize(k, table.positive, table.dont_care, cap, Covers::irredundant);
            ASSERT_TRUE(some.capped);
            ASSERT_EQ(some.models.size(), cap);
            for (std::size_t m = 0; m < cap; ++m) {
                ASSERT_EQ(some.models[m].size(), all.models[m].size());
                for (std::size_t p = 0; p < some.models[m].size(); ++p)
                    ASSERT_EQ(some.paths[some.models[m][p]], all.paths[all.models[m][p]]);
            }
        }
    });
}

TEST_P(MinimizeRandom, ACapKeepsTheFirstModels) {
    const int k = GetParam();
    for_random_tables(k >= 7 ? 2 : 10, [k](const Table& table) {
        if (table.positive.empty()) return;
        const ModelSet all = minimize(k, table.positive, table.dont_care, 300);
        const std::size_t cap = (all.models.size() + 1) / 2;
        const ModelSet some = minimize(k, table.positive, table.dont_care, cap);
        ASSERT_EQ(some.capped, all.capped || all.models.size() > cap);
        ASSERT_EQ(some.models.size(), cap);
        for (std::size_t m = 0; m < cap; ++m) {
            ASSERT_EQ(some.models[m].size(), all.models[m].size());
            for (std::size_t p = 0; p < some.models[m].size(); ++p)
                ASSERT_EQ(some.paths[some.models[m][p]], all.paths[all.models[m][p]]);
        }
    });
}

INSTANTIATE_TEST_SUITE_P(Conditions, MinimizeRandom, testing::Range(1, 9));
INSTANTIATE_TEST_SUITE_P(Conditions, MinimizeRandomUpTo6, testing::Range(1, 7));
INSTANTIATE_TEST_SUITE_P(Conditions, MinimizeRandomUpTo4, testing::Range(1, 5));

}  // namespace
}  // namespace qca
