#include "host/plan/sobol.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace qca {
namespace {

/// Joe & Kuo print the sequence in the order of the Gray code.
std::uint32_t gray(std::uint32_t point) { return point ^ point >> 1; }

TEST(Sobol, FirstPointsArePublishedOnes) {
    const std::vector<std::array<double, 3>> points{{0, 0, 0},          {0.5, 0.5, 0.5},      {0.75, 0.25, 0.25},
                                                    {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125},
                                                    {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}};
    for (std::uint32_t i = 0; i < points.size(); ++i)
        for (int d = 0; d < 3; ++d)
            EXPECT_EQ(sobol_number(d, gray(i)) * 0x1p-32, points[i][static_cast<std::size_t>(d)]) << "point " << i << ", dimension " << d;
}

/// Whether points [first, first + 2^m) have as many in each box of 2^a times 2^b equal ones.
bool even(const std::vector<std::uint32_t>& x, const std::vector<std::uint32_t>& y, int m, int a, int b) {
    std::vector<int> boxes(std::size_t{1} << (a + b));
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::uint64_t column = std::uint64_t{x[i]} << a >> 32, row = std::uint64_t{y[i]} << b >> 32;
        ++boxes[column << b | row];
    }
    return std::all_of(boxes.begin(), boxes.end(), [&](int count) { return count == 1 << (m - a - b); });
}

std::vector<std::uint32_t> block(int dimension, std::uint32_t first, int m, bool scrambled) {
    std::vector<std::uint32_t> x;
    for (std::uint32_t i = first; i < first + (1u << m); ++i) {
        const std::uint32_t number = sobol_number(dimension, i);
        x.push_back(scrambled ? owen_scrambled(number, 0x9E3779B9u * static_cast<std::uint32_t>(dimension + 1)) : number);
    }
    return x;
}

TEST(Sobol, EveryBlockStratifiesEveryDimension) {
    for (int d = 0; d < sobol_dimensions; ++d)
        for (const bool scrambled : {false, true})
            for (int m = 1; m <= 11; ++m)
                for (const std::uint32_t number : {0u, 1u, 5u})
                    EXPECT_TRUE(even(block(d, number << m, m, scrambled), block(d, number << m, m, scrambled), m, m, 0))
                        << "dimension " << d << ", 2^" << m;
}

/// The smallest t for which all blocks tested are (t, m, 2)-nets.
int quality(int d, int e, int m, bool scrambled) {
    const auto x = block(d, 3u << m, m, scrambled), y = block(e, 3u << m, m, scrambled);
    for (int t = 0;; ++t) {
        bool net = true;
        for (int a = 0; a <= m - t; ++a) net = net && even(x, y, m, a, m - t - a);
        if (net) return t;
    }
}

TEST(Sobol, PairsOfDimensionsAreNets) {
    EXPECT_EQ(quality(0, 1, 10, false), 0);
    for (int d = 0; d < 12; ++d)
        for (int e = 0; e < d; ++e) {
            const int t = quality(d, e, 10, false);
            EXPECT_LE(t, 5) << d << " and " << e;
            EXPECT_EQ(quality(d, e, 10, true), t) << "scrambling keeps nets: " << d << " and " << e;
        }
}

TEST(Sobol, PointsInARowAreThoseAskedForOneByOne) {
    constexpr std::size_t count = 600;
    for (const std::uint32_t first : {0u, 1u, 255u, 65000u, 0xFFFFFFFFu - 599u})
        for (const int dimension : {0, 1, 17, sobol_dimensions - 1}) {
            std::vector<std::uint32_t> row(count, 0xDEADBEEFu);
            scrambled_sobol(dimension, first, count, 4711, row.data());
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint32_t point = first + static_cast<std::uint32_t>(i);
                ASSERT_EQ(row[i], owen_scrambled(sobol_number(dimension, point), 4711)) << point;
            }
        }
}

TEST(Sobol, ScramblingIsNested) {
    // Numbers with the same leading digits keep the same leading digits.
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const std::uint32_t x = i * 0x9E3779B9u;
        for (int digits = 0; digits < 32; ++digits) {
            const std::uint32_t y = x ^ (0x80000000u >> digits);
            const std::uint32_t a = owen_scrambled(x, 12345), b = owen_scrambled(y, 12345);
            EXPECT_EQ(static_cast<std::uint64_t>(a ^ b) >> (31 - digits), 1u) << x << " digit " << digits;
        }
    }
}

}  // namespace
}  // namespace qca
