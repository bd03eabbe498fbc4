#include "host/sweep/shard_list.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "host/error.hpp"
#include "host/study/read_study.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca {
namespace {

Study grid_study(const std::string& sweep) {
    return parse_study(test::changed("[sweep.anchors.ENT]\ncrossover = [18, 22]\n", sweep), "s.toml");
}

/// 41 x 5 calibrations, each with 2 x 2 choices of cutoffs and types.
Study grid() {
    return grid_study("[sweep.anchors.ENT]\ncrossover = { from = 18, to = 22, step = 0.1 }\n[sweep.anchors.OUT]\ncrossover = [1.5, 1.75, 2, 2.25, 2.5]\n");
}

Study samples(std::uint64_t number) {
    return parse_study(test::changed("design = \"grid\"", "design = \"random\"\nseed = 1\nsamples = " + std::to_string(number)), "s.toml");
}

/// One shard after the other, each of at most `size` calibrations, all of them the plan's.
void expect_whole(const ShardList& list, const SweepPlan& plan, std::uint64_t size) {
    std::uint64_t calibrations = 0, evaluated = 0;
    std::size_t next = 0;
    for (const Shard& shard : list.shards) {
        EXPECT_EQ(shard.begin, next);
        EXPECT_LT(shard.begin, shard.end);
        EXPECT_GE(shard.calibrations, 1u);
        EXPECT_LE(shard.calibrations, size);
        calibrations += shard.calibrations;
        evaluated += shard.evaluated;
        next = shard.end;
    }
    EXPECT_EQ(next, plan.design.stated() ? plan.scenarios : list.groups.size());
    EXPECT_EQ(calibrations, plan.design.stated() ? plan.scenarios : plan.calibrations);
    EXPECT_EQ(evaluated, plan.evaluated);
}

TEST(ListShards, OfAGridTheyAreTheWhole) {
    const Study study = grid();
    const SweepPlan plan = plan_sweep(study);
    ASSERT_EQ(plan.calibrations, 205u);
    for (const std::uint64_t size : {1u, 2u, 7u, 60u, 204u, 205u, 1000u}) {
        SCOPED_TRACE(size);
        const ShardList list = list_shards(study, plan, size);
        expect_whole(list, plan, size);
        EXPECT_EQ(list.shards.size() == 1, is_one_shard(plan, size));
    }
    EXPECT_EQ(list_shards(study, plan, 1).shards.size(), 205u);
}

TEST(ListShards, OfADesignTheyAreItsSamplesInOrder) {
    const Study study = samples(100);
    const SweepPlan plan = plan_sweep(study);
    const ShardList list = list_shards(study, plan, 30);
    expect_whole(list, plan, 30);
    ASSERT_EQ(list.shards.size(), 4u);
    EXPECT_EQ(list.shards[3].calibrations, 10u);
    EXPECT_TRUE(list.groups.empty());
    for (const std::uint64_t size : {std::uint64_t{100}, std::numeric_limits<std::uint64_t>::max()}) {
        EXPECT_EQ(list_shards(study, plan, size).shards.size(), 1u);
        EXPECT_TRUE(is_one_shard(plan, size));
    }
    EXPECT_FALSE(is_one_shard(plan, 99));
}

TEST(ListShards, SlicesThatDifferInTheirCasesShareAShard) {
    const Study study = grid_study("[sweep.anchors.ENT]\ncrossover = [18, 19, 20, 21, 22]\n[sweep.cases]\nleave_out = 1\n");
    const SweepPlan plan = plan_sweep(study, {"a", "b", "c", "d", "e", "f"});
    ASSERT_EQ(plan.slices.size(), 7u);
    const ShardList list = list_shards(study, plan, 14);
    std::uint64_t calibrations = 0;
    for (const PartGroup& group : list.groups) EXPECT_EQ(group.size(), 7u);
    for (const Shard& shard : list.shards) {
        EXPECT_LE(shard.calibrations, 14u);
        calibrations += shard.calibrations;
    }
    EXPECT_EQ(calibrations, plan.calibrations);
    EXPECT_EQ(list.shards.size(), 3u) << "of the five anchors two at a time, each with seven selections of cases";
}

TEST(ListShards, TooManyAreRefusedBeforeTheyAreMade) {
    const auto refusal = [](const Study& study) -> std::string {
        try {
            list_shards(study, plan_sweep(study), 1);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(refusal(samples(most_shards)), "");
    EXPECT_TRUE(refusal(samples(most_shards + 1)).starts_with("s.toml: --shard-size 1: the sweep falls into 100001 shards (the limit is 100000) "));
    const std::string axis = "{ from = 18, to = 22, step = 0.01 }\n";
    EXPECT_TRUE(refusal(grid_study("[sweep.anchors.ENT]\ncrossover = " + axis + "exclusion = { from = 28, to = 32, step = 0.01 }\n"))
                    .starts_with("s.toml: --shard-size 1: the sweep falls into 160801 shards (the limit is 100000) "));
}

TEST(UsualShardSize, HoldsSecondsOfWorkAndLimitsTheNumberOfShards) {
    const SweepPlan plan = plan_sweep(grid());
    EXPECT_GT(usual_shard_size(plan, 4, 30, 1), 1'000'000u);
    EXPECT_LT(usual_shard_size(plan, 8, 10'000, 1), usual_shard_size(plan, 4, 30, 1)) << "what takes longer has smaller shards";
    EXPECT_GT(usual_shard_size(plan, 4, 30, 2), usual_shard_size(plan, 4, 30, 1)) << "more threads take more at once";
    SweepPlan large = plan;
    large.calibrations = std::uint64_t{1} << 60;
    EXPECT_LE(large.calibrations / usual_shard_size(large, 4, 30, 1), 20'000u);
}

}  // namespace
}  // namespace qca
