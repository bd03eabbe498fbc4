// Permutations, and the test made of them, against values worked out by hand and full enumeration.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "host/robustness/permutation_test.hpp"
#include "host/robustness/permutations.hpp"

namespace qca {
namespace {

using Values = std::vector<double>;

TEST(Permutations, AreCounted) {
    EXPECT_EQ(arrangements({1, 2, 3, 4}, 1000), 24u);
    EXPECT_EQ(arrangements({1, 0, 1, 0, 1}, 1000), 10u);
    EXPECT_EQ(arrangements({7, 7, 7}, 1000), 1u);
    EXPECT_EQ(arrangements({1, 2, 3, 4}, 23), std::nullopt);
    EXPECT_EQ(arrangements(Values(200, 0.5), 1), 1u);
    Values different;
    for (int i = 0; i < 100; ++i) different.push_back(i);
    EXPECT_EQ(arrangements(different, ~std::uint64_t{0} / 2), std::nullopt);
}

TEST(Permutations, AreListedInOrder) {
    Values values{0.2, 0.7, 0.2, 0.9, 0.7, 0.2};
    const std::uint64_t all = *arrangements(values, 1000);
    ASSERT_EQ(all, 60u);
    Values expected = values;
    std::sort(expected.begin(), expected.end());
    for (std::uint64_t number = 0; number < all; ++number, std::next_permutation(expected.begin(), expected.end()))
        ASSERT_EQ(arrangement(values, number), expected) << number;
}

/// Sum of (observed - expected)^2 / expected over equally likely classes.
double chi_square(const std::map<Values, int>& counts, std::size_t classes, int draws) {
    const double expected = static_cast<double>(draws) / static_cast<double>(classes);
    double sum = static_cast<double>(classes - counts.size()) * expected;
    for (const auto& [values, count] : counts) sum += (count - expected) * (count - expected) / expected;
    return sum;
}

TEST(Permutations, AreEquallyLikely) {
    std::map<Values, int> counts;
    constexpr int draws = 240000;
    for (int i = 0; i < draws; ++i) {
        Values values{1, 2, 3, 4};
        shuffle(values.data(), values.size(), 1, permutation_random(3, 0, static_cast<std::uint64_t>(i)));
        ++counts[values];
    }
    EXPECT_LT(chi_square(counts, 24, draws), 49.7);  // 23 degrees of freedom: exceeded once in 1000
    Values one{1, 2, 3, 4, 5, 6}, apart(18, 0), other = one;
    shuffle(one.data(), 6, 1, permutation_random(1, 2, 3));
    for (std::size_t i = 0; i < 6; ++i) apart[3 * i] = static_cast<double>(i + 1);
    shuffle(apart.data(), 6, 3, permutation_random(1, 2, 3));
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(apart[3 * i], one[i]);
    shuffle(other.data(), 6, 1, permutation_random(1, 3, 3));
    EXPECT_NE(one, other);
}

double exact_p(const Values& x, Values y) {
    const auto both = [&](const Values& of) {
        double sum = 0;
        for (std::size_t c = 0; c < x.size(); ++c) sum += std::min(x[c], of[c]);
        return sum;
    };
    const double observed = both(y);
    std::vector<std::size_t> order(y.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    double least = 0, all = 0;
    do {
        Values of;
        for (const std::size_t i : order) of.push_back(y[i]);
        ++all;
        if (both(of) >= observed - 1e-9) ++least;
    } while (std::next_permutation(order.begin(), order.end()));
    return least / all;
}

TEST(PermutationTest, CrispSetsByHand) {
    Crew crew(1);
    // Of 6 ways to put 2 outcomes on 4 cases, one puts both into the set, 4 put one, one puts none.
    const PermutationTest test = permutation_test({{1, 1, 0, 0}, {0, 1, 1, 0}, {0, 0, 1, 1}, {1, 1, 1, 0}, {0, 0, 0, 0}}, {1, 1, 0, 0}, {}, crew);
    EXPECT_EQ(test.method, PermutationMethod::closed_form);
    EXPECT_NEAR(test.sets[0].p, 1.0 / 6, 1e-12);
    EXPECT_NEAR(test.sets[1].p, 5.0 / 6, 1e-12);
    EXPECT_NEAR(test.sets[2].p, 1.0, 1e-12);
    EXPECT_NEAR(test.sets[3].p, 3.0 / 6, 1e-12);
    EXPECT_TRUE(std::isnan(test.sets[4].p));
    EXPECT_TRUE(std::isnan(test.sets[4].inclS));
    EXPECT_DOUBLE_EQ(test.sets[3].inclS, 2.0 / 3);
    EXPECT_DOUBLE_EQ(test.sets[3].expected_inclS, 0.5);
}

TEST(PermutationTest, FuzzySetsByHand) {
    Crew crew(1);
    // Sums over the 6 arrangements of y on x = (0.9, 0.5, 0.1), at most 0.9 + 0.5 + 0.1: (0.9, 0.5, 0.2) and no other reaches it.
    const PermutationTest test = permutation_test({{0.9, 0.5, 0.1}}, {0.9, 0.5, 0.2}, {}, crew);
    EXPECT_EQ(test.method, PermutationMethod::enumeration);
    EXPECT_EQ(test.arrangements, 6u);
    EXPECT_EQ(test.sets[0].at_least, 1u);
    EXPECT_DOUBLE_EQ(test.sets[0].p, 1.0 / 6);
    EXPECT_DOUBLE_EQ(test.sets[0].inclS, 1.0);
    // Each x meets 0.9, 0.5 and 0.2 once in three: (1.6 + 1.2 + 0.3) / 3 of 1.5.
    EXPECT_NEAR(test.sets[0].expected_inclS, 3.1 / 3 / 1.5, 1e-15);
}

TEST(PermutationTest, EnumerationIsThatOfAllPermutations) {
    std::mt19937 random(5);
    Crew crew(2);
    for (int round = 0; round < 20; ++round) {
        Values x, y;
        for (int c = 0; c < 7; ++c) {
            x.push_back(static_cast<double>(random() % 11) / 10);
            y.push_back(static_cast<double>(random() % 5) / 4);  // repeated values: fewer arrangements
        }
        if (std::all_of(x.begin(), x.end(), [](double v) { return v == 0; })) continue;
        const PermutationTest test = permutation_test({x}, y, {}, crew);
        ASSERT_NE(test.method, PermutationMethod::sampling);
        EXPECT_NEAR(test.sets[0].p, exact_p(x, y), 1e-12);
    }
}

TEST(PermutationTest, EnumerationIsCompleteAlsoWhereThreadsShareIt) {
    // More arrangements than a thread takes at a time.
    const Values x{0.9, 0.85, 0.2, 0.1, 0.7, 0.55, 0.4, 0.0}, y{1.0, 0.75, 0.3, 0.2, 0.15, 0.45, 0.6, 0.05};
    Crew crew(3);
    const PermutationTest test = permutation_test({x}, y, {}, crew);
    EXPECT_EQ(test.arrangements, 40320u);
    EXPECT_EQ(test.sets[0].p, exact_p(x, y));
}

TEST(PermutationTest, ClosedFormIsThatOfAllPermutations) {
    std::mt19937 random(6);
    Crew crew(1);
    for (int round = 0; round < 20; ++round) {
        Values x{1}, y{1};
        for (int c = 0; c < 6; ++c) {
            x.push_back(static_cast<double>(random() % 2));
            y.push_back(static_cast<double>(random() % 2));
        }
        EXPECT_NEAR(permutation_test({x}, y, {}, crew).sets[0].p, exact_p(x, y), 1e-12);
    }
}

TEST(PermutationTest, SamplingComesNearAndDoesNotDependOnThreads) {
    std::mt19937 random(7);
    Values x, y;
    for (int c = 0; c < 8; ++c) {
        x.push_back(static_cast<double>(random() % 1000) / 999);
        y.push_back(static_cast<double>(random() % 1000) / 999);
    }
    PermutationOptions options;
    options.exact = 0;
    options.permutations = 200003;
    Crew one(1), three(3);
    const PermutationTest test = permutation_test({x, y}, y, options, one), again = permutation_test({x, y}, y, options, three);
    EXPECT_EQ(test.method, PermutationMethod::sampling);
    EXPECT_EQ(test.arrangements, options.permutations);
    EXPECT_EQ(test.sets[0].at_least, again.sets[0].at_least);
    EXPECT_EQ(test.sets[1].at_least, again.sets[1].at_least);
    const double exact = exact_p(x, y);
    EXPECT_NEAR(test.sets[0].p, exact, 5 * std::sqrt(exact * (1 - exact) / 200003));
    EXPECT_EQ(test.sets[0].p, (static_cast<double>(test.sets[0].at_least) + 1) / 200004);
    options.seed = 2;
    EXPECT_NE(permutation_test({x}, y, options, one).sets[0].at_least, test.sets[0].at_least);
}

/// The largest distance of the distribution of p from the uniform one, times the root of how many there are.
double distance_from_uniform(std::vector<double> p) {
    std::sort(p.begin(), p.end());
    double distance = 0;
    const auto size = static_cast<double>(p.size());
    for (std::size_t i = 0; i < p.size(); ++i)
        distance = std::max({distance, p[i] - static_cast<double>(i) / size, static_cast<double>(i + 1) / size - p[i]});
    return distance * std::sqrt(size);
}

/// p values of many data sets whose outcome has nothing to do with the set (share = 0), or something.
std::vector<double> p_values(std::size_t cases, double share, PermutationOptions options, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    Crew crew(1);
    std::vector<double> p;
    for (int round = 0; round < 500; ++round) {
        Values x, y;
        for (std::size_t c = 0; c < cases; ++c) {
            x.push_back(uniform(random));
            y.push_back(share * x.back() + (1 - share) * uniform(random));
        }
        options.seed = static_cast<std::uint64_t>(round);
        p.push_back(permutation_test({x}, y, options, crew).sets[0].p);
    }
    return p;
}

TEST(PermutationTest, PIsUniformWhereThereIsNothing) {
    constexpr double once_in_1000 = 1.95;  // Kolmogorov's distribution
    EXPECT_LT(distance_from_uniform(p_values(7, 0, {}, 1)), once_in_1000);
    EXPECT_LT(distance_from_uniform(p_values(25, 0, {999, 0, 0}, 2)), once_in_1000);
    EXPECT_GT(distance_from_uniform(p_values(25, 0.2, {999, 0, 0}, 3)), once_in_1000) << "such a test would see nothing";
}

TEST(PermutationTest, HolmByHand) {
    EXPECT_EQ(holm_adjusted({0.01, 0.04, 0.03, 0.5}), (Values{0.04, 0.09, 0.09, 0.5}));
    EXPECT_EQ(holm_adjusted({0.9, 0.6}), (Values{1.0, 1.0}));
    const Values with_undefined = holm_adjusted({0.02, std::nan(""), 0.03});
    EXPECT_DOUBLE_EQ(with_undefined[0], 0.04);
    EXPECT_TRUE(std::isnan(with_undefined[1]));
    EXPECT_DOUBLE_EQ(with_undefined[2], 0.04);
    EXPECT_TRUE(holm_adjusted({}).empty());
}

}  // namespace
}  // namespace qca
