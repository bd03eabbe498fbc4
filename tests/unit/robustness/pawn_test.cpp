#include "host/robustness/pawn.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/math/seeded_random.hpp"

namespace qca {
namespace {

TEST(PawnIndex, OfAKnownDistribution) {
    // y is uniform in [0, 1], and x says in which quarter: the conditional distribution runs from 0 to 1 within it. The distances are
    // 3/4, 1/2, 1/2 and 3/4.
    std::vector<double> y;
    std::vector<std::uint32_t> quarter, nothing;
    for (std::uint32_t i = 0; i < 4000; ++i) {
        y.push_back((i + 0.5) / 4000);
        quarter.push_back(i / 1000);
        nothing.push_back(i % 4);
    }
    const PawnIndex known = pawn_index(levels_of(y), quarter, 40, 1);
    EXPECT_NEAR(known.median, 0.625, 1e-12);
    EXPECT_NEAR(known.maximum, 0.75, 1e-12);
    EXPECT_EQ(known.intervals, 4u);
    EXPECT_GT(known.median, 5 * known.noise_median);
    EXPECT_LT(known.noise_median, known.noise_maximum);
    const PawnIndex unknown = pawn_index(levels_of(y), nothing, 40, 1);
    EXPECT_LT(unknown.maximum, 0.001);
    EXPECT_LT(unknown.maximum, unknown.noise_maximum);
}

TEST(PawnIndex, OfZeroAndOneIsTheDifferenceOfShares) {
    // Shares of 1: 0.1, 0.5 and 0.9 of 10 samples each; 0.5 of all.
    std::vector<double> y;
    std::vector<std::uint32_t> interval;
    for (std::uint32_t k = 0; k < 3; ++k)
        for (int i = 0; i < 10; ++i) {
            y.push_back(i < 1 + 4 * static_cast<int>(k) ? 1 : 0);
            interval.push_back(k);
        }
    const PawnIndex index = pawn_index(levels_of(y), interval, 0, 1);
    EXPECT_NEAR(index.median, 0.4, 1e-12);
    EXPECT_NEAR(index.maximum, 0.4, 1e-12);
    EXPECT_EQ(index.noise_maximum, 0);
}

TEST(PawnIndex, NoiseIsThatOfAChoiceWithoutEffect) {
    // Of choices that nothing depends on, about 1 of 20 is above the noise.
    int above = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SeededRandom random(seed + 1000);
        std::vector<double> y;
        std::vector<std::uint32_t> interval;
        for (int i = 0; i < 1000; ++i) {
            y.push_back(static_cast<double>(random.below(5)));
            interval.push_back(static_cast<std::uint32_t>(random.below(8)));
        }
        const PawnIndex index = pawn_index(levels_of(y), interval, 40, seed);
        if (index.median > index.noise_median) ++above;
    }
    EXPECT_GE(above, 2);
    EXPECT_LE(above, 25);
}

TEST(PawnIndex, EmptyIntervalsDoNotCount) {
    const PawnIndex index = pawn_index({0, 1, 1, 1}, {0, 0, 5, 5}, 0, 1);
    EXPECT_EQ(index.intervals, 2u);
    EXPECT_NEAR(index.maximum, 0.25, 1e-12);
    EXPECT_TRUE(std::isnan(pawn_index({}, {}, 10, 1).median));
}

}  // namespace
}  // namespace qca
