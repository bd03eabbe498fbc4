#include "host/robustness/variance_shares.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "host/sweep/path_maps.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

constexpr auto skipped = static_cast<std::uint8_t>(Survival::skipped);

std::vector<Axis> axes_of(const std::vector<std::size_t>& sizes) {
    const std::vector<std::string> names{"A_exclusion", "A_crossover", "A_inclusion", "incl_cut"};
    std::vector<Axis> axes;
    for (std::size_t a = 0; a < sizes.size(); ++a) axes.push_back({names[a], "", "1", std::vector<double>(sizes[a]), {}, std::nullopt});
    return axes;
}

/// A grid with a state for every scenario, and the maps that follow from it.
PathResult path_of(const std::vector<Axis>& axes, const std::function<std::uint8_t(const std::vector<std::size_t>&)>& state) {
    PathResult path;
    for (const auto& [a, b] : axis_pairs(axes.size())) path.pair_maps.emplace_back(axes[a].size() * axes[b].size(), StateCounts{});
    for (const Axis& axis : axes) path.axis_maps.emplace_back(axis.size(), StateCounts{});
    std::size_t scenarios = 1;
    for (const Axis& axis : axes) scenarios *= axis.size();
    for (std::size_t s = 0; s < scenarios; ++s) {
        std::vector<std::size_t> at(axes.size());
        std::size_t rest = s;
        for (std::size_t axis = axes.size(); axis-- > 0; rest /= axes[axis].size()) at[axis] = rest % axes[axis].size();
        path.survival.push_back(state(at));
        for (const auto& [a, b] : axis_pairs(axes.size()))
            ++path.pair_maps[pair_number(a, b, axes.size())][at[a] * axes[b].size() + at[b]][path.survival.back()];
    }
    sum_pair_maps(axes, path);
    return path;
}

/// Var(E[Y | axes]) by definition: for every scenario the mean over those that agree with it on the axes.
/// @param y  [scenario] NaN where skipped
double closed_by_definition(const std::vector<double>& y, const std::vector<Axis>& axes, const std::vector<std::size_t>& known) {
    const auto position = [&](std::size_t s, std::size_t axis) {
        for (std::size_t a = axes.size(); --a > axis;) s /= axes[a].size();
        return s % axes[axis].size();
    };
    double mean = 0, squares = 0, all = 0;
    for (std::size_t s = 0; s < y.size(); ++s) {
        if (std::isnan(y[s])) continue;
        double sum = 0, n = 0;
        for (std::size_t t = 0; t < y.size(); ++t) {
            bool agree = !std::isnan(y[t]);
            for (const std::size_t axis : known) agree = agree && position(s, axis) == position(t, axis);
            if (!agree) continue;
            n += 1;
            sum += y[t];
        }
        mean += sum / n;
        squares += sum / n * (sum / n);
        all += 1;
    }
    return squares / all - mean / all * (mean / all);
}

double closed_by_definition(const PathResult& path, const std::vector<Axis>& axes, const std::vector<std::size_t>& known) {
    std::vector<double> y;
    for (const std::uint8_t state : path.survival) y.push_back(state == skipped ? std::nan("") : state <= 1 ? 1 : 0);
    return closed_by_definition(y, axes, known);
}

/// A state for each scenario, at random, that depends on all axes.
std::uint8_t random_state(const std::vector<std::size_t>& at, std::uint64_t share_skipped) {
    std::uint64_t seed = 17;
    for (const std::size_t p : at) seed = seed * 31 + p;
    SeededRandom random(seed);
    if (random.below(100) < share_skipped) return skipped;
    return static_cast<std::uint8_t>(random.below(4) + at[0] % 2);
}

TEST(VarianceShares, AreThoseOfTheDefinition) {
    const std::vector<Axis> axes = axes_of({2, 3, 2, 4});
    const std::vector<Choice> choices = choices_of(axes, {"A"});
    ASSERT_EQ(choices.size(), 5u);
    for (const std::uint64_t share_skipped : {0u, 30u}) {
        const PathResult path = path_of(axes, [&](const std::vector<std::size_t>& at) { return random_state(at, share_skipped); });
        const VarianceShares shares = variance_shares(path, axes, choices);
        EXPECT_EQ(shares.independent, share_skipped == 0);
        EXPECT_NEAR(shares.variance, closed_by_definition(path, axes, {0, 1, 2, 3}), 1e-12);
        for (std::size_t c = 0; c < choices.size(); ++c) {
            std::vector<std::size_t> others;
            for (std::size_t axis = 0; axis < axes.size(); ++axis)
                if (std::find(choices[c].axes.begin(), choices[c].axes.end(), axis) == choices[c].axes.end()) others.push_back(axis);
            EXPECT_NEAR(shares.of[c].first, closed_by_definition(path, axes, choices[c].axes) / shares.variance, 1e-12) << choices[c].name;
            EXPECT_NEAR(shares.of[c].total, 1 - closed_by_definition(path, axes, others) / shares.variance, 1e-12) << choices[c].name;
        }
        ASSERT_EQ(shares.pairs.size(), 6u);
        for (const PairVarianceShare& pair : shares.pairs) {
            EXPECT_NEAR(pair.closed, closed_by_definition(path, axes, {pair.a, pair.b}) / shares.variance, 1e-12);
            EXPECT_EQ(pair.interaction.has_value(), share_skipped == 0);
            if (pair.interaction) {
                EXPECT_NEAR(*pair.interaction, pair.closed - shares.of[pair.a].first - shares.of[pair.b].first, 1e-12);
                EXPECT_GT(*pair.interaction, -1e-12);
            }
        }
    }
}

TEST(VarianceShares, OfASimilarityAreThoseOfTheDefinition) {
    // The last axis is that of solution types: a solution is as similar to one type's own as it is.
    std::vector<Axis> axes = axes_of({2, 3, 2, 3});
    axes.push_back({"solution_type", "", "1", std::vector<double>(2), {"conservative", "parsimonious"}, std::nullopt});
    SweepResult result;
    result.axes = axes;
    result.census_details.own = {"A", "B"};
    result.census_details.path_similarity = {1, 0.25, 0.5, 0.5, 0, 1, 0.1, 0.7};
    result.census_details.literal_similarity = {0, 1, 0, 1, 0, 1, 0, 1};
    const std::vector<Choice> choices = choices_of(axes, {"A"});
    for (const std::uint64_t share_skipped : {0u, 30u}) {
        result.solution.clear();
        std::vector<double> y;
        SeededRandom random(4);
        for (std::size_t s = 0; s < 72; ++s) {
            result.solution.push_back(random.below(100) < share_skipped ? no_solution_id : static_cast<std::uint32_t>(random.below(4)));
            y.push_back(result.solution[s] == no_solution_id ? std::nan("") : result.census_details.path_similarity[2 * result.solution[s] + s % 2]);
        }
        const RankedNumber similarity(result, Quantity::path_similarity, nullptr);
        const VarianceShares shares = variance_shares(similarity, axes, choices, 2);
        double sum = 0, all = 0;
        for (const double value : y) {
            if (std::isnan(value)) continue;
            sum += value;
            all += 1;
        }
        EXPECT_EQ(shares.independent, share_skipped == 0);
        EXPECT_NEAR(shares.mean, sum / all, 1e-12);
        EXPECT_NEAR(shares.variance, closed_by_definition(y, axes, {0, 1, 2, 3, 4}), 1e-12);
        for (std::size_t c = 0; c < choices.size(); ++c) {
            std::vector<std::size_t> others;
            for (std::size_t axis = 0; axis < axes.size(); ++axis)
                if (std::find(choices[c].axes.begin(), choices[c].axes.end(), axis) == choices[c].axes.end()) others.push_back(axis);
            EXPECT_NEAR(shares.of[c].first, closed_by_definition(y, axes, choices[c].axes) / shares.variance, 1e-12) << choices[c].name;
            EXPECT_NEAR(shares.of[c].total, 1 - closed_by_definition(y, axes, others) / shares.variance, 1e-12) << choices[c].name;
        }
        ASSERT_EQ(shares.pairs.size(), 10u);
        for (const PairVarianceShare& pair : shares.pairs) {
            EXPECT_NEAR(pair.closed, closed_by_definition(y, axes, {pair.a, pair.b}) / shares.variance, 1e-12);
            EXPECT_EQ(pair.interaction.has_value(), share_skipped == 0);
        }
        // A similarity that is the type alone.
        const VarianceShares of_type = variance_shares(RankedNumber(result, Quantity::literal_similarity, nullptr), axes, choices, 1);
        for (std::size_t c = 0; c < choices.size(); ++c)
            if (choices[c].name == "solution_type") {
                EXPECT_NEAR(of_type.of[c].first, 1, 1e-12);
                if (share_skipped == 0) {
                    EXPECT_NEAR(of_type.of[c].total, 1, 1e-12);
                }
            }
    }
    result.solution.assign(72, 2);
    result.census_details.path_similarity.assign(8, 0.1);
    EXPECT_EQ(variance_shares(RankedNumber(result, Quantity::path_similarity, nullptr), axes, choices, 1).variance, 0);
}

TEST(VarianceShares, OfIndependentChoicesAddUp) {
    const std::vector<Axis> axes = axes_of({2, 2, 2});
    // Survives where an odd number of three choices is changed: nothing but the interaction of all three.
    const PathResult odd = path_of(axes, [](const std::vector<std::size_t>& at) { return static_cast<std::uint8_t>((at[0] + at[1] + at[2]) % 2 == 1 ? 0 : 5); });
    const VarianceShares shares = variance_shares(odd, axes, choices_of(axes, {"A"}));
    for (std::size_t axis = 0; axis < 3; ++axis) {
        EXPECT_EQ(shares.of[axis].first, 0);
        EXPECT_EQ(shares.of[axis].total, 1);
    }
    EXPECT_EQ(shares.of[3].first, 1);  // the set: all three together
    for (const PairVarianceShare& pair : shares.pairs) EXPECT_EQ(pair.interaction, 0);
}

TEST(VarianceShares, FromMapsAlone) {
    const std::vector<Axis> axes = axes_of({2, 3, 2, 4});
    PathResult path = path_of(axes, [](const std::vector<std::size_t>& at) { return random_state(at, 0); });
    const VarianceShares known = variance_shares(path, axes, choices_of(axes, {"A"}));
    path.survival.clear();
    const VarianceShares maps = variance_shares(path, axes, choices_of(axes, {"A"}));
    for (std::size_t axis = 0; axis < 4; ++axis) {
        EXPECT_EQ(maps.of[axis].first, known.of[axis].first);
        EXPECT_TRUE(std::isnan(maps.of[axis].total));
    }
    EXPECT_TRUE(std::isnan(maps.of[4].first));  // three axes are in no map
}

TEST(VarianceShares, AreUndefinedWithoutVariance) {
    const std::vector<Axis> axes = axes_of({2, 2});
    const PathResult always = path_of(axes, [](const std::vector<std::size_t>&) { return std::uint8_t{0}; });
    const VarianceShares shares = variance_shares(always, axes, choices_of(axes, {"A"}));
    EXPECT_EQ(shares.variance, 0);
    EXPECT_TRUE(std::isnan(shares.of[0].first) && std::isnan(shares.of[0].total));
}

}  // namespace
}  // namespace qca
