#include "host/robustness/sobol_indices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "host/plan/sample_design.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

using Function = std::function<double(const std::vector<double>&)>;
using Groups = std::vector<std::vector<std::size_t>>;

Groups one_by_one(std::size_t inputs) {
    Groups groups;
    for (std::size_t i = 0; i < inputs; ++i) groups.push_back({i});
    return groups;
}

/// Values of a function of numbers in [0, 1] under the design that rankings use.
std::vector<double> values_of(const Function& function, std::size_t inputs, const Groups& groups, std::uint64_t points,
                              std::uint64_t seed = 5) {
    SampleDesign design{Design::sobol, 0, seed, {}};
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < inputs; ++i) {
        design.axes.push_back({16, ValueRange{0, 1}, 0, static_cast<int>(i)});
        all.push_back(i);
    }
    design.matrices = {{}, all};
    design.matrices.insert(design.matrices.end(), groups.begin(), groups.end());
    design.samples = points * design.matrices.size();
    const Sampler sampler(design);
    std::vector<double> values;
    for (std::uint64_t sample = 0; sample < design.samples; ++sample) {
        std::vector<double> x;
        for (std::size_t i = 0; i < inputs; ++i) x.push_back(sampler.value(i, sample));
        values.push_back(function(x));
    }
    return values;
}

constexpr double pi = std::numbers::pi, a = 7, b = 0.1;

/// @source Ishigami & Homma (1990), An importance quantification technique.
double ishigami(const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
    return std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) + b * std::pow(x(2), 4) * std::sin(x(0));
}

TEST(SobolIndices, OfTheIshigamiFunction) {
    const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), v2 = a * a / 8;
    const double v13 = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const SobolIndices indices = sobol_indices(values_of(ishigami, 3, {{0}, {1}, {2}, {0, 2}, {0, 1}}, 1 << 14), 5, {200, 1, 1});
    EXPECT_NEAR(indices.mean, a / 2, 0.005);
    EXPECT_NEAR(indices.variance / v, 1, 0.005);
    const std::vector<double> first{v1 / v, v2 / v, 0, (v1 + v13) / v, (v1 + v2) / v};
    const std::vector<double> total{(v1 + v13) / v, v2 / v, v13 / v, (v1 + v13) / v, (v1 + v2 + v13) / v};
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_NEAR(indices.of[i].first, first[i], 0.01) << i;
        EXPECT_NEAR(indices.of[i].total, total[i], 0.01) << i;
        EXPECT_LE(indices.of[i].first_interval.low, first[i]) << i;
        EXPECT_GE(indices.of[i].first_interval.high, first[i]) << i;
        EXPECT_LE(indices.of[i].total_interval.low, total[i] + 1e-9) << i;
        EXPECT_GE(indices.of[i].total_interval.high, total[i] - 1e-9) << i;
    }
}

/// @source Saltelli & Sobol' (1995), About the use of rank transformation in sensitivity analysis of model output.
TEST(SobolIndices, OfSobolsGFunction) {
    const std::vector<double> of{0, 1, 4.5, 9, 99, 99, 99, 99};
    const Function g = [&](const std::vector<double>& u) {
        double product = 1;
        for (std::size_t i = 0; i < of.size(); ++i) product *= (std::abs(4 * u[i] - 2) + of[i]) / (1 + of[i]);
        return product;
    };
    double whole = 1;
    std::vector<double> part;
    for (const double ai : of) {
        part.push_back(1 / (3 * (1 + ai) * (1 + ai)));
        whole *= 1 + part.back();
    }
    const double v = whole - 1;
    const SobolIndices indices = sobol_indices(values_of(g, 8, one_by_one(8), 1 << 14), 8, {100, 1, 1});
    EXPECT_NEAR(indices.mean, 1, 0.005);
    EXPECT_NEAR(indices.variance, v, 0.005);
    for (std::size_t i = 0; i < of.size(); ++i) {
        EXPECT_NEAR(indices.of[i].first, part[i] / v, 0.01) << i;
        EXPECT_NEAR(indices.of[i].total, part[i] * whole / (1 + part[i]) / v, 0.01) << i;
    }
}

TEST(SobolIndices, OfANumberThatIsZeroOrOne) {
    // Below 0.3 and below 0.5: p = 0.15, E[f | x] is 0.5 or 0, E[f | y] 0.3 or 0.
    const Function both = [](const std::vector<double>& u) { return u[0] < 0.3 && u[1] < 0.5 ? 1.0 : 0.0; };
    const SobolIndices indices = sobol_indices(values_of(both, 3, one_by_one(3), 1 << 14), 3);
    const double v = 0.15 * 0.85, vx = 0.3 * 0.25 - 0.0225, vy = 0.5 * 0.09 - 0.0225;
    EXPECT_NEAR(indices.of[0].first, vx / v, 0.01);
    EXPECT_NEAR(indices.of[1].first, vy / v, 0.01);
    EXPECT_NEAR(indices.of[0].total, (v - vy) / v, 0.01);
    EXPECT_NEAR(indices.of[1].total, (v - vx) / v, 0.01);
    EXPECT_EQ(indices.of[2].first, 0);
    EXPECT_EQ(indices.of[2].total, 0);
    EXPECT_EQ(indices.of[2].total_interval, (IndexInterval{0, 0}));
}

TEST(SobolIndices, IntervalsNarrowAndCoverTheTruth) {
    // Of 40 independent designs, the intervals of far more than 3 of 4 hold the true share.
    int covered = 0;
    double wide = 0, narrow = 0;
    const Function sum = [](const std::vector<double>& u) { return u[0] + 2 * u[1]; };
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const auto random = [&](std::uint64_t points) {
            SampleDesign design{Design::random, 4 * points, seed, {}};
            for (int i = 0; i < 4; ++i) design.axes.push_back({16, ValueRange{0, 1}, 0, i});
            const Sampler sampler(design);
            std::vector<double> values;
            for (std::uint64_t p = 0; p < points; ++p) {
                const std::vector<double> x{sampler.value(0, p), sampler.value(1, p)}, y{sampler.value(2, p), sampler.value(3, p)};
                values.insert(values.end(), {sum(x), sum(y), sum({y[0], x[1]}), sum({x[0], y[1]})});
            }
            return sobol_indices(values, 2, {400, seed, 1}).of[0].first_interval;
        };
        const IndexInterval large = random(4000), small = random(250);
        wide += small.high - small.low;
        narrow += large.high - large.low;
        if (large.low <= 0.2 && 0.2 <= large.high) ++covered;
    }
    EXPECT_GE(covered, 33);
    EXPECT_NEAR(wide / narrow, 4, 0.6);
}

/// The shares of the base points that are drawn, by definition.
std::vector<double> totals(const std::vector<double>& values, std::size_t inputs, const std::vector<std::size_t>& drawn) {
    const std::size_t matrices = inputs + 2;
    double sum = 0, squares = 0;
    std::vector<double> changes(inputs);
    for (const std::size_t p : drawn) {
        const double* const of = values.data() + p * matrices;
        sum += of[0] + of[1];
        squares += of[0] * of[0] + of[1] * of[1];
        for (std::size_t i = 0; i < inputs; ++i) changes[i] += (of[0] - of[2 + i]) * (of[0] - of[2 + i]) / 2;
    }
    const auto n = static_cast<double>(drawn.size());
    for (double& change : changes) change /= n * (squares / (2 * n) - sum / (2 * n) * (sum / (2 * n)));
    return changes;
}

/// The intervals of independent points against drawing them one by one.
void expect_pointwise_intervals(std::size_t points, std::size_t replicates, double tolerance) {
    constexpr std::size_t inputs = 2;
    SeededRandom random(5);
    const auto uniform = [&] { return static_cast<double>(random.next() >> 11) * 0x1p-53; };
    std::vector<double> values;
    for (std::size_t p = 0; p < points; ++p) {
        const double x = uniform(), y = uniform(), u = uniform(), v = uniform();
        const auto f = [](double first, double second) { return first + 2 * second; };
        values.insert(values.end(), {f(x, y), f(u, v), f(u, y), f(x, v)});
    }
    const SobolIndices grouped = sobol_indices(values, inputs, {replicates, 3, 2});
    std::vector<std::vector<double>> found(inputs);
    std::vector<std::size_t> drawn(points);
    for (std::size_t r = 0; r < replicates; ++r) {
        for (std::size_t& p : drawn) p = random.below(points);
        const std::vector<double> of = totals(values, inputs, drawn);
        for (std::size_t i = 0; i < inputs; ++i) found[i].push_back(of[i]);
    }
    for (std::size_t p = 0; p < points; ++p) drawn[p] = p;
    const std::vector<double> all = totals(values, inputs, drawn);
    for (std::size_t i = 0; i < inputs; ++i) {
        EXPECT_NEAR(grouped.of[i].total, all[i], 1e-12);
        std::sort(found[i].begin(), found[i].end());
        const double low = found[i][replicates / 40], high = found[i][replicates - 1 - replicates / 40], width = high - low;
        EXPECT_NEAR(grouped.of[i].total_interval.low, low, tolerance * width) << i;
        EXPECT_NEAR(grouped.of[i].total_interval.high, high, tolerance * width) << i;
    }
}

TEST(SobolIndices, GroupsOfPointsAgreeWithPointsOneByOne) { expect_pointwise_intervals(3 * most_resampled + 5, 400, 0.15); }

TEST(SobolIndices, FewPointsAreDrawnOneByOne) { expect_pointwise_intervals(8, 20000, 0.03); }

TEST(SobolIndices, MeanAndVarianceAreThoseOfBothMatrices) {
    // 1, 3, 2, 6: mean 3, variance (4 + 0 + 1 + 9) / 4. A third matrix does not count.
    const SobolIndices indices = sobol_indices({1, 3, 100, 2, 6, 100}, 1);
    EXPECT_NEAR(indices.mean, 3, 1e-15);
    EXPECT_NEAR(indices.variance, 3.5, 1e-15);
}

TEST(SobolIndices, IntervalsAreThePercentilesOfTheBootstrap) {
    // A share that is normally distributed: 95 % of the replicates lie within 1.96 standard errors. Y = 0 or 1, and another one where the
    // input is changed: the total share is that of the changed points, at most 2.
    constexpr std::size_t points = 4096;
    SeededRandom random(11);
    std::vector<double> values;
    double changed = 0;
    for (std::size_t p = 0; p < points; ++p) {
        const auto own = static_cast<double>(p % 2);
        const bool change = random.below(5) == 0;
        values.insert(values.end(), {own, 1 - own, change ? 1 - own : own});
        changed += change ? 1 : 0;
    }
    const double share = changed / points, error = 2 * std::sqrt(share * (1 - share) / points);
    const SobolIndex index = sobol_indices(values, 1, {4000, 2, 2}).of[0];
    EXPECT_NEAR(index.total, 2 * share, 1e-12);
    EXPECT_NEAR(index.total_interval.low, 2 * share - 1.96 * error, 0.1 * error);
    EXPECT_NEAR(index.total_interval.high, 2 * share + 1.96 * error, 0.1 * error);
}

TEST(SobolIndices, IntervalsOfASobolSequenceCoverTheTruth) {
    // Groups of a Sobol sequence are more alike than independent ones; still the intervals cover the truth more often than not in 20.
    const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2), v2 = a * a / 8, v13 = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50);
    const double truth = (v1 + v13) / (v1 + v2 + v13);
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const IndexInterval interval = sobol_indices(values_of(ishigami, 3, {{0}}, 4 * most_resampled, seed), 1, {200, seed, 2}).of[0].total_interval;
        if (interval.low <= truth && truth <= interval.high) ++covered;
    }
    EXPECT_GE(covered, 18);
}

TEST(SobolIndices, DoNotDependOnThreads) {
    const std::vector<double> values = values_of(ishigami, 3, one_by_one(3), 1024);
    EXPECT_EQ(sobol_indices(values, 3, {50, 9, 1}), sobol_indices(values, 3, {50, 9, 3}));
    EXPECT_NE(sobol_indices(values, 3, {50, 9, 1}), sobol_indices(values, 3, {50, 8, 1}));
}

TEST(SobolIndices, AreUndefinedForAConstant) {
    const SobolIndices indices = sobol_indices(std::vector<double>(4 * 16, 1.0), 2);
    EXPECT_EQ(indices.variance, 0);
    EXPECT_TRUE(std::isnan(indices.of[0].first) && std::isnan(indices.of[1].total_interval.high));
}

}  // namespace
}  // namespace qca
