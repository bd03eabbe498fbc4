#include <gtest/gtest.h>

#include <random>

#include "kernels/stage/expand_primes.hpp"

namespace qca {
namespace {

/// Whether the cube around a row has no negative row.
template <int Words>
bool is_implicant(int conditions, const BitWords<Words>& negative, int dashes, int row) {
    for (int other = 0; other < 1 << conditions; ++other)
        if (((other ^ row) & ~dashes) == 0 && negative.contains(other)) return false;
    return true;
}

template <int Words>
void expect_widest_cubes(int conditions, int percent) {
    std::mt19937 random(static_cast<unsigned>(conditions));
    BitWords<Words> negative{};
    for (int row = 0; row < 1 << conditions; ++row)
        if (static_cast<int>(random() % 100) < percent) negative.insert(row);
    for (int row = 0; row < 1 << conditions; row += conditions < 7 ? 1 : 7) {
        const BitWords<Words> found = prime_dashes(conditions, negative, row);
        for (int dashes = 0; dashes < 1 << conditions; ++dashes) {
            bool widest = is_implicant(conditions, negative, dashes, row);
            for (int bit = 1; bit < 1 << conditions && widest; bit <<= 1)
                widest = (dashes & bit) != 0 || !is_implicant(conditions, negative, dashes | bit, row);
            ASSERT_EQ(found.contains(dashes), widest)
                << conditions << " conditions, row " << row << ", dashes " << dashes;
        }
    }
}

TEST(PrimeDashes, AreTheWidestCubesAroundARow) {
    for (const int percent : {0, 4, 30, 100}) {
        for (int conditions = 1; conditions <= 6; ++conditions) expect_widest_cubes<1>(conditions, percent);
        expect_widest_cubes<2>(7, percent);
        expect_widest_cubes<4>(5, percent);
        expect_widest_cubes<4>(8, percent);
    }
}

TEST(CubeRows, AreTheRowsThatAgreeOffTheDashes) {
    for (const int conditions : {1, 3, 6, 7, 8})
        for (int dashes = 0; dashes < 1 << conditions; ++dashes)
            for (const int row : {0, (1 << conditions) - 1, 0b10110101 & ((1 << conditions) - 1)}) {
                const BitWords<4> found = cube_rows<4>(conditions, dashes, row);
                for (int other = 0; other < 256; ++other)
                    ASSERT_EQ(found.contains(other),
                              other < 1 << conditions && ((other ^ row) & ~dashes) == 0)
                        << conditions << " conditions, dashes " << dashes << ", row " << row;
            }
}

}  // namespace
}  // namespace qca
