#include "host/minimize/minimize.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

#include "host/study/expression.hpp"

namespace qca {
namespace {

/// Rows from configurations such as "101".
RowSet rows_of(const std::vector<std::string>& configurations) {
    RowSet rows;
    for (const std::string& digits : configurations)
        rows.insert(static_cast<int>(std::stoul(digits, nullptr, 2)));
    return rows;
}

const std::vector<std::string> letters{"A", "B", "C", "D", "E", "F", "G", "H"};

std::vector<std::string> expressions(const ModelSet& set, int conditions) {
    const std::vector<std::string> names(letters.begin(), letters.begin() + conditions);
    std::vector<std::string> result;
    for (const auto& model : set.models) {
        std::string expression;
        for (const std::uint16_t p : model)
            expression += (expression.empty() ? "" : " + ") + to_expression(set.paths[p], names);
        result.push_back(expression);
    }
    return result;
}

TEST(Minimize, NoPositiveRowHasNoModel) {
    const ModelSet set = minimize(3, {}, RowSet::all(3));
    EXPECT_TRUE(set.models.empty());
    EXPECT_TRUE(set.paths.empty());
    EXPECT_FALSE(set.capped);
}

TEST(Minimize, AllRowsPositiveOrDontCareIsTheConstantOne) {
    for (int k = 1; k <= max_conditions; ++k) {
        RowSet one;
        one.insert((1 << k) - 1);
        for (const ModelSet& set :
             {minimize(k, RowSet::all(k), {}), minimize(k, one, RowSet::all(k) - one)}) {
            EXPECT_EQ(set.paths, std::vector<Implicant>{Implicant{}}) << k;
            EXPECT_EQ(set.models, (std::vector<std::vector<std::uint16_t>>{{0}})) << k;
        }
    }
}

TEST(Minimize, ASingleRowIsItsOwnPath) {
    EXPECT_EQ(expressions(minimize(4, rows_of({"1011"}), {}), 4), std::vector<std::string>{"A*~B*C*D"});
    EXPECT_EQ(expressions(minimize(8, rows_of({"10110001"}), {}), 8),
              std::vector<std::string>{"A*~B*C*D*~E*~F*~G*H"});
}

TEST(Minimize, ListsEveryMinimalModelInOrder) {
    // The cyclic core: six rows of three conditions, two ways to pair them up.
    const ModelSet set = minimize(3, RowSet::all(3) - rows_of({"000", "111"}), {});
    EXPECT_EQ(expressions(set, 3), (std::vector<std::string>{"~A*B + A*~C + ~B*C", "~A*C + A*~B + B*~C"}));
    EXPECT_FALSE(set.capped);
}

TEST(Minimize, FindsWhatTheRPackageMisses) {
    // From 5 conditions on R's QCA 3.25 can miss prime implicants of rare tables; here it misses one of these
    // two.
    const RowSet positive = rows_of({"11111"});
    const RowSet negative = rows_of({"00111", "01011", "01101", "01110"});
    const ModelSet set = minimize(5, positive, RowSet::all(5) - positive - negative);
    EXPECT_EQ(expressions(set, 5), (std::vector<std::string>{"A", "B*C*D*E"}));
}

TEST(Minimize, ADontCareIsOnlyUsedWhereItHelps) {
    // 11 may be covered, 01 need not be: no prime implicant of don't-cares alone is a path.
    EXPECT_EQ(expressions(minimize(2, rows_of({"10"}), rows_of({"11", "01"})), 2),
              std::vector<std::string>{"A"});
    EXPECT_EQ(prime_implicants(2, rows_of({"10"}), rows_of({"11", "01"})),
              (std::vector<Implicant>{{0b10, 0b10}}));
}

TEST(Minimize, TheCapIsReported) {
    const RowSet positive = RowSet::all(3) - rows_of({"000", "111"});
    const ModelSet one = minimize(3, positive, {}, 1);
    EXPECT_TRUE(one.capped);
    EXPECT_EQ(expressions(one, 3), std::vector<std::string>{"~A*B + A*~C + ~B*C"});
    EXPECT_EQ(one.paths.size(), 3u);
    EXPECT_FALSE(minimize(3, positive, {}, 2).capped);
}

TEST(Minimize, AllIrredundantModelsOnRequest) {
    // The ring of six rows: besides the two ways to pair them up, two opposite pairs and what joins them, thrice.
    const RowSet positive = RowSet::all(3) - rows_of({"000", "111"});
    const std::vector<std::string> all{"~A*B + A*~C + ~B*C", "~A*C + A*~B + B*~C", "~A*B + ~A*C + A*~B + A*~C",
                                       "~A*B + A*~B + ~B*C + B*~C", "~A*C + A*~C + ~B*C + B*~C"};
    const ModelSet set = minimize(3, positive, {}, 5, Covers::irredundant);
    EXPECT_EQ(expressions(set, 3), all);
    EXPECT_FALSE(set.capped);
    for (std::size_t cap = 1; cap < 5; ++cap) {
        const ModelSet some = minimize(3, positive, {}, cap, Covers::irredundant);
        EXPECT_TRUE(some.capped);
        EXPECT_EQ(expressions(some, 3), std::vector<std::string>(all.begin(), all.begin() + static_cast<int>(cap)));
    }
}

TEST(Minimize, CopesWithMoreThan256PrimeImplicants) {
    // Rows with three to five ones; to cover: the 14 rows of four ones that are pairwise at distance 4 or
    // more (no path covers two of them) and some of their neighbours.
    RowSet care, positive;
    int independent = 0, neighbours = 0;
    std::vector<int> chosen;
    for (int row = 0; row < 256; ++row) {
        const int ones = std::popcount(static_cast<unsigned>(row));
        if (ones >= 3 && ones <= 5) care.insert(row);
        if (ones != 4) continue;
        if (std::all_of(chosen.begin(), chosen.end(), [row](int other) {
                return std::popcount(static_cast<unsigned>(row ^ other)) >= 4;
            })) {
            chosen.push_back(row);
            positive.insert(row);
            ++independent;
        } else if (neighbours < 4) {
            positive.insert(row);
            ++neighbours;
        }
    }
    ASSERT_EQ(independent, 14);
    EXPECT_EQ(prime_implicants(8, care, {}).size(), 560u);
    ASSERT_GT(prime_implicants(8, positive, care - positive).size(), 256u);
    const ModelSet set = minimize(8, positive, care - positive, 20);
    EXPECT_TRUE(set.capped);
    EXPECT_EQ(set.models.size(), 20u);
    for (const auto& model : set.models) {
        EXPECT_EQ(model.size(), 14u);
        for (int row = 0; row < 256; ++row) {
            const bool covered = std::any_of(model.begin(), model.end(), [&](std::uint16_t p) {
                return set.paths[p].covers_row(static_cast<std::uint32_t>(row));
            });
            if (positive.contains(row)) {
                EXPECT_TRUE(covered) << row;
            }
            if (!care.contains(row)) {
                EXPECT_FALSE(covered) << row;
            }
        }
    }
}

TEST(Minimize, RefusesWhatItCannotDo) {
    EXPECT_THROW(minimize(0, rows_of({"0"}), {}), std::invalid_argument);
    EXPECT_THROW(minimize(9, rows_of({"0"}), {}), std::invalid_argument);
    EXPECT_THROW(minimize(2, rows_of({"0"}), {}, 0), std::invalid_argument);
}

TEST(PathOrder, FewerLiteralsThenNegatedPresentAbsent) {
    const std::vector<std::string> names{"A", "B", "C"};
    std::vector<Implicant> paths;
    for (const char* expression : {"C", "~A*~B", "A", "~A", "B*C", "A*B", "~A*C", "~A*B", "A*B*C", "B", "~B"})
        paths.push_back(parse_path(expression, names, "test"));
    std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) { return path_less(a, b, 3); });
    std::vector<std::string> sorted;
    for (const Implicant& path : paths) sorted.push_back(to_expression(path, names));
    EXPECT_EQ(sorted, (std::vector<std::string>{"~A", "A", "~B", "B", "C", "~A*~B", "~A*B", "~A*C", "A*B",
                                                "B*C", "A*B*C"}));
    EXPECT_FALSE(path_less(paths[0], paths[0], 3));
}

}  // namespace
}  // namespace qca
