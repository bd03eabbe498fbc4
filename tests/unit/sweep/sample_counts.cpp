#include "host/sweep/sample_counts.hpp"

#include <gtest/gtest.h>

#include <random>

#include "host/sweep/path_maps.hpp"

namespace qca {
namespace {

SweepPlan plan_with(const std::vector<std::size_t>& sizes) {
    SweepPlan plan;
    for (const std::size_t size : sizes) {
        Axis& axis = plan.axes.emplace_back();
        axis.values.resize(size);
    }
    plan.sets.resize(1);
    return plan;
}

SamplePiece drawn_from(const SweepPlan& plan, std::size_t size, std::mt19937_64& random) {
    SamplePiece piece;
    piece.size = size;
    for (const Axis& axis : plan.axes)
        for (std::size_t i = 0; i < size; ++i) piece.position.push_back(static_cast<std::uint32_t>(random() % axis.size()));
    for (const std::uint32_t position : piece.position) piece.label.push_back(static_cast<std::uint8_t>(position));
    return piece;
}

/// Maps of several pieces and paths against samples counted one by one.
void expect_counted(const std::vector<std::size_t>& sizes, std::size_t number_of_paths = 2, std::uint64_t samples = 1'000'000) {
    SCOPED_TRACE(testing::PrintToString(sizes));
    const SweepPlan plan = plan_with(sizes);
    const std::vector<NamedPath> paths(number_of_paths);
    SampleCounts counts(plan, paths, 3, samples);
    std::mt19937_64 random(11);
    Crew crew(2);
    const std::size_t axes = sizes.size();
    std::vector<StateCounts> total(paths.size());
    std::vector<std::vector<std::vector<StateCounts>>> single(paths.size(), std::vector<std::vector<StateCounts>>(axes)), pairs(paths.size());
    for (std::size_t p = 0; p < paths.size(); ++p) {
        for (std::size_t a = 0; a < axes; ++a) single[p][a].resize(sizes[a]);
        for (const auto& [a, b] : axis_pairs(axes)) pairs[p].emplace_back(sizes[a] * sizes[b]);
    }
    for (const std::size_t size : {1000u, 1u, 300u}) {
        const SamplePiece piece = drawn_from(plan, size, random);
        std::vector<std::uint8_t> states(paths.size() * size);
        for (std::uint8_t& state : states) state = static_cast<std::uint8_t>(random() % survival_states);
        counts.add(piece, states, {}, crew);
        for (std::size_t p = 0; p < paths.size(); ++p)
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint8_t state = states[p * size + i];
                ++total[p][state];
                for (std::size_t a = 0; a < axes; ++a) ++single[p][a][piece.on_axis(a)[i]][state];
                for (const auto& [a, b] : axis_pairs(axes))
                    ++pairs[p][pair_number(a, b, axes)][piece.on_axis(a)[i] * sizes[b] + piece.on_axis(b)[i]][state];
            }
    }
    const std::vector<PathResult> results = counts.take();
    ASSERT_EQ(results.size(), paths.size());
    for (std::size_t p = 0; p < paths.size(); ++p) {
        EXPECT_EQ(results[p].total, total[p]);
        EXPECT_EQ(results[p].axis_maps, single[p]);
        EXPECT_EQ(results[p].pair_maps, pairs[p]);
    }
}

TEST(SampleCounts, AreThoseOfSamplesCountedOneByOne) {
    expect_counted({8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 1, 1});
    expect_counted({3, 1, 5, 2, 1, 1});
    expect_counted({4, 7});
    expect_counted({2, 3, 4});
}

TEST(SampleCounts, OfAxesWithManyValuesToo) {
    expect_counted({300, 2, 400, 3, 30});
    expect_counted({31, 8, 8, 2000, 8, 40, 2});
}

TEST(SampleCounts, OfManyPathsOfWhichFewerAxesAreCountedTogether) { expect_counted({9, 9, 9, 23, 23, 23}, 1000); }

TEST(SampleCounts, OfAShortDesignWhoseAxesAreCountedInPairs) { expect_counted({9, 9, 9, 23, 23, 23, 1}, 2, 1301); }

TEST(SampleCounts, OfOneAxisWithSeveralValuesOrOfNone) {
    expect_counted({1, 1, 6, 1});
    expect_counted({9, 1});
    expect_counted({1, 1, 1});
}

}  // namespace
}  // namespace qca
