#include "host/robustness/where_choice.hpp"

#include <gtest/gtest.h>

#include "tests/unit/robustness/small_sweep.hpp"

namespace qca {
namespace {

TEST(WhereChoice, KeepsTheScenariosWithTheOwnValue) {
    const SweepResult part = where_choice(test::small_sweep(), {1, 1});  // incl_cut 0.85
    EXPECT_EQ(part.axes[1].values, std::vector<double>{0.85});
    EXPECT_EQ(part.axes[1].own, 0u);
    EXPECT_EQ(part.axes[0], test::small_sweep().axes[0]);
    EXPECT_EQ(part.counts.scenarios, 300u);
    EXPECT_EQ(part.counts.evaluated, 300u);
    EXPECT_EQ(part.counts.skipped, 0u);
    const PathResult& path = part.paths[0];
    EXPECT_EQ(path.total, (StateCounts{130, 10, 0, 60, 0, 100, 0, 0}));
    const std::vector<StateCounts> crossover{{40, 0, 0, 60, 0, 0, 0, 0}, {90, 10, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 100, 0, 0}};
    EXPECT_EQ(path.axis_maps[0], crossover);
    EXPECT_EQ(path.axis_maps[1], std::vector<StateCounts>{path.total});
    EXPECT_EQ(path.axis_maps[2], std::vector<StateCounts>{path.total});
    EXPECT_EQ(path.own, Survival::exact_all);
    // Of the own scenario with another crossover.
    EXPECT_EQ(list_single_changes(part, path).size(), 2u);
    EXPECT_TRUE(path.case_counts.empty());  // cases are not counted along the cutoff
    EXPECT_TRUE(part.census.empty());
}

TEST(WhereChoice, KeepsTheScenariosWithAnotherValue) {
    const SweepResult part = where_choice(test::small_sweep(), {0, 2});  // crossover 16.5
    const PathResult& path = part.paths[0];
    EXPECT_EQ(part.counts.evaluated, 200u);
    EXPECT_EQ(path.own, Survival::absent);  // the own scenario with this crossover
    EXPECT_TRUE(list_single_changes(part, path).empty());
    EXPECT_EQ(part.axes[0].own, std::nullopt);
    const std::vector<StateCounts> by_cutoff{{50, 0, 50, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 100, 0, 0}};
    EXPECT_EQ(path.axis_maps[1], by_cutoff);
    EXPECT_EQ(path.case_counts, (std::vector<std::uint64_t>{45, 50, 0}));
    EXPECT_DOUBLE_EQ(case_retention(part, path)[1].share, 0.9);
}

TEST(WhereChoice, CountsWhatWasSkippedThere) {
    const SweepResult part = where_choice(test::small_sweep(), {0, 0});
    EXPECT_EQ(part.counts.scenarios, 200u);
    EXPECT_EQ(part.counts.skipped, 100u);
    EXPECT_EQ(part.paths[0].axis_maps[1][0], (StateCounts{0, 0, 0, 0, 0, 0, 0, 100}));
}

TEST(WhereChoice, TakesNames) {
    const SweepResult part = where_choice(test::small_sweep(), {2, 0});
    EXPECT_EQ(part.axes[2].labels, std::vector<std::string>{"conservative"});
    EXPECT_EQ(part.paths[0].axis_maps[0], test::small_sweep().paths[0].axis_maps[0]);
}

}  // namespace
}  // namespace qca
