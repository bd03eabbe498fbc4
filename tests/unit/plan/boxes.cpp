// What is left of a box when others are cut out of it.
#include "host/plan/boxes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>

namespace qca {
namespace {

using Point = std::vector<std::size_t>;

Box whole(const std::vector<std::size_t>& sizes) {
    Box box;
    for (const std::size_t size : sizes) {
        box.emplace_back(size);
        std::iota(box.back().begin(), box.back().end(), std::size_t{0});
    }
    return box;
}

std::vector<Point> points_of(const Box& box) {
    std::vector<Point> points{{}};
    for (const auto& positions : box) {
        std::vector<Point> more;
        for (const Point& point : points)
            for (const std::size_t position : positions) {
                more.push_back(point);
                more.back().push_back(position);
            }
        points = std::move(more);
    }
    return points;
}

/// How often each point is in one of the boxes.
std::map<Point, int> covered(const std::vector<Box>& boxes) {
    std::map<Point, int> times;
    for (const Box& box : boxes)
        for (const Point& point : points_of(box)) ++times[point];
    return times;
}

void expect_cut(const Box& box, const std::vector<Box>& holes, const std::vector<Box>& pieces) {
    const std::map<Point, int> in_holes = covered(holes), in_pieces = covered(pieces);
    for (const Point& point : points_of(box)) {
        const auto found = in_pieces.find(point);
        ASSERT_EQ(found == in_pieces.end() ? 0 : found->second, in_holes.contains(point) ? 0 : 1);
    }
    for (const auto& [point, times] : in_pieces) ASSERT_EQ(covered({box}).count(point), 1u);
}

TEST(Boxes, WithoutHolesNothingChanges) {
    const Box box = whole({3, 2});
    EXPECT_EQ(cut_out(box, {}, 10), std::vector<Box>{box});
    EXPECT_EQ(cut_out(box, {{{7}, {0}}}, 10), std::vector<Box>{box});
}

TEST(Boxes, WhatIsWhollyCoveredLeavesNone) {
    EXPECT_TRUE(cut_out(whole({3, 2}), {whole({3, 2})}, 10)->empty());
    EXPECT_TRUE(cut_out(whole({3, 2}), {{{0, 2}, {0, 1}}, {{1}, {0, 1}}}, 10)->empty());
}

TEST(Boxes, AHoleOverSomeAxesLeavesAsManyPieces) {
    const Box box = whole({4, 5, 6, 7});
    const auto one = cut_out(box, {{{1, 3}, {0, 1, 2, 3, 4}, whole({6})[0], whole({7})[0]}}, 10);
    EXPECT_EQ(one, (std::vector<Box>{{{0, 2}, whole({5})[0], whole({6})[0], whole({7})[0]}}));
    const std::vector<Box> corner{{{0}, {4}, {2, 3}, whole({7})[0]}};
    const auto three = cut_out(box, corner, 10);
    ASSERT_EQ(three->size(), 3u);
    expect_cut(box, corner, *three);
}

TEST(Boxes, HolesAlongOneAxisAreCutOutTogether) {
    const Box box = whole({100000, 2});
    std::vector<Box> holes;
    for (std::size_t value = 0; value < 60; ++value) holes.push_back({{100 * value}, {0}});
    const auto pieces = cut_out(box, holes, 1000);
    ASSERT_TRUE(pieces);
    EXPECT_EQ(pieces->size(), 2u);
}

TEST(Boxes, MorePiecesThanWantedAreNone) {
    std::vector<Box> diagonal;
    for (std::size_t value = 0; value < 12; ++value) diagonal.push_back({{value}, {value}});
    EXPECT_FALSE(cut_out(whole({12, 12}), diagonal, 5));
    EXPECT_EQ(cut_out(whole({12, 12}), diagonal, 1000)->size(), 12u);
}

TEST(Boxes, RandomHolesAreCutOutExactly) {
    std::mt19937 random(20);
    std::size_t pieces_of_all = 0;
    for (int round = 0; round < 300; ++round) {
        std::vector<std::size_t> sizes;
        sizes.resize(1 + random() % 4);
        for (std::size_t& size : sizes) size = 1 + random() % 5;
        const Box box = whole(sizes);
        std::vector<Box> holes;
        holes.resize(random() % 6);
        for (Box& cut : holes) {
            for (const std::size_t size : sizes) {
                std::vector<std::size_t>& positions = cut.emplace_back();
                for (std::size_t position = 0; position < size; ++position)
                    if (random() % 3 != 0) positions.push_back(position);
            }
        }
        const auto pieces = cut_out(box, holes, 10000);
        ASSERT_TRUE(pieces);
        expect_cut(box, holes, *pieces);
        EXPECT_EQ(cut_out(box, holes, 10000), pieces);
        pieces_of_all += pieces->size();
    }
    EXPECT_GT(pieces_of_all, 300u);
}

}  // namespace
}  // namespace qca
