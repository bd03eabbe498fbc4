// Everything that takes packs is inlined, so that it does not matter how they would be passed.
#pragma GCC diagnostic ignored "-Wpsabi"

#include "kernels/backend/cpu/lane_sums.hpp"

#include <gtest/gtest.h>

#include <random>

#include "kernels/backend/cpu/pack.hpp"

namespace qca {
namespace {

/// Packs of every width, compiled for any machine: what all SIMD variants do where they have no instruction of their own.
template <class Pack>
class LaneSums : public testing::Test {};
using Packs = testing::Types<PackOf<2>::Number, PackOf<4>::Number, PackOf<8>::Number, PackOf<2>::Whole, PackOf<4>::Whole, PackOf<8>::Whole>;
TYPED_TEST_SUITE(LaneSums, Packs);

TYPED_TEST(LaneSums, AreTheSumsOfEachPackInItsOwnLane) {
    using Number = Scalar<TypeParam>;
    constexpr int lanes = Lanes<TypeParam>::count;
    std::mt19937_64 random(3);
    const auto small = [&] { return static_cast<Number>(random() % (std::uint64_t{1} << 26)); };
    RelationSums<TypeParam> packs[lanes];
    RelationSums<Number> expected[lanes];
    for (int pack = 0; pack < lanes; ++pack)
        for (int l = 0; l < lanes; ++l) {
            expected[pack].x += packs[pack].x[l] = small();
            expected[pack].both += packs[pack].both[l] = small();
            expected[pack].ambiguous += packs[pack].ambiguous[l] = small();
        }
    int calls[lanes] = {};
    const RelationSums<TypeParam> sums = sums_over_lanes<TypeParam>([&](int lane) QCA_INLINE_LAMBDA {
        ++calls[lane];
        return packs[lane];
    });
    for (int l = 0; l < lanes; ++l) {
        EXPECT_EQ(calls[l], 1);
        EXPECT_EQ(sums.x[l], expected[l].x) << "lane " << l;
        EXPECT_EQ(sums.both[l], expected[l].both) << "lane " << l;
        EXPECT_EQ(sums.ambiguous[l], expected[l].ambiguous) << "lane " << l;
    }
}

TYPED_TEST(LaneSums, OfTwoPacksLanesAreChosen) {
    constexpr int lanes = Lanes<TypeParam>::count;
    TypeParam a{}, b{};
    for (int l = 0; l < lanes; ++l) a[l] = static_cast<Scalar<TypeParam>>(l), b[l] = static_cast<Scalar<TypeParam>>(100 + l);
    constexpr std::uint32_t of_b = 0b1001'0110'1010'0010u;
    const TypeParam chosen = Lanes<TypeParam>::template choose<of_b & ((std::uint64_t{1} << lanes) - 1)>(a, b);
    for (int l = 0; l < lanes; ++l) EXPECT_EQ(chosen[l], static_cast<Scalar<TypeParam>>((of_b >> l & 1) != 0 ? 100 + l : l));
}

template <int Width>
void expect_a_bit_a_lane() {
    using Number = typename PackOf<Width>::Number;
    for (std::uint32_t bits = 0; bits < 1u << Width; ++bits) {
        Number values{};
        for (int l = 0; l < Width; ++l) values[l] = (bits >> l & 1) != 0 ? 2.0 : -2.0;
        EXPECT_EQ(Lanes<Number>::bits_of(values > 0.0), bits);
    }
}
TEST(LaneBits, AreSetWhereAConditionHolds) {
    expect_a_bit_a_lane<2>();
    expect_a_bit_a_lane<4>();
    expect_a_bit_a_lane<8>();
}

TEST(WholeNumbers, BecomeDoubles) {
    using Number = PackOf<4>::Number;
    const Lanes<Number>::Bits whole{0, 1, (std::uint64_t{1} << 52) - 1, 123456789012345};
    const Number doubles = Lanes<Number>::of_whole(whole);
    EXPECT_EQ(doubles[0], 0.0);
    EXPECT_EQ(doubles[1], 1.0);
    EXPECT_EQ(doubles[2], 4503599627370495.0);
    EXPECT_EQ(doubles[3], 123456789012345.0);
}

}  // namespace
}  // namespace qca
