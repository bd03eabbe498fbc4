// Ranges of blocks on the CUDA backend's devices: prepared, growing, counted late.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

#include "kernels/backend/engine.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "tests/parity/random_problem.hpp"
#include "tests/parity/stand_in_device.hpp"
#include "tests/parity/sweep_with.hpp"

namespace qca::parity {
namespace {

const Shape several_blocks{16, {30, 4, 20, 14}, 2, 3, 2, 1, 1, 2};

void learn(Engine& engine, TableSpan unknown) {
    std::vector<std::uint64_t> states(unknown.size);
    for (std::size_t t = 0; t < unknown.size; ++t)
        for (int path = 0; path < 2; ++path)
            states[t] |= std::uint64_t{made_up_state(unknown.first[t], 0, path)} << (8 * path);
    engine.learn(unknown, states.data());
    engine.settle();
}

std::vector<std::uint64_t> maps_of(Engine& engine, const SweepProblem& p) {
    std::vector<std::uint64_t> maps(PairMaps{p.axis_size, p.axes}.size() * static_cast<std::size_t>(p.paths));
    std::vector<std::uint64_t> case_counts(CaseCounts::per_path(p) * static_cast<std::size_t>(p.paths));
    engine.take_maps(maps.data(), case_counts.data());
    maps.insert(maps.end(), case_counts.begin(), case_counts.end());
    return maps;
}

std::vector<std::uint64_t> expected_maps(const SweepProblem& p) {
    const std::unique_ptr<Engine> cpu = make_cpu_engine(p, 1);
    learn(*cpu, cpu->evaluate(0, cpu->grid().size()));
    return maps_of(*cpu, p);
}

/// A stand-in that does its work as late as it may.
std::unique_ptr<Engine> late_engine(const SweepProblem& p, int devices) {
    StandInOptions options;
    options.late = true;
    return make_stand_in_engine(p, Precision::certified, devices, options);
}

TEST(DeviceRanges, MayGrowWhileTheLastOneIsUnderWay) {
    const RandomProblem random(several_blocks, 5);
    const SweepProblem& p = random.problem();
    for (const bool prepare : {false, true}) {
        const std::unique_ptr<Engine> engine = late_engine(p, 1);
        const std::size_t blocks = engine->grid().size();
        ASSERT_GE(blocks, 10u);
        for (std::size_t first = 0, length = 1; first < blocks; first += length++) {
            const std::size_t last = std::min(first + length, blocks);
            const TableSpan unknown = engine->evaluate(first, last);
            if (prepare && last < blocks) engine->prepare(last, std::min(last + length + 1, blocks));
            learn(*engine, unknown);
        }
        EXPECT_TRUE(maps_of(*engine, p) == expected_maps(p)) << (prepare ? "prepared" : "not prepared");
    }
}

TEST(DeviceRanges, AreNotDisturbedByAskingForSums) {
    const RandomProblem random(several_blocks, 6);
    const SweepProblem& p = random.problem();
    const std::unique_ptr<Engine> engine = late_engine(p, 1);
    const std::size_t blocks = engine->grid().size();
    const TableSpan unknown = engine->evaluate(0, blocks / 2);
    const std::vector<CodedTable> tables(unknown.first, unknown.first + unknown.size);
    engine->prepare(blocks / 2, blocks);
    engine->row_sums(1, {});
    learn(*engine, {tables.data(), tables.size()});
    learn(*engine, engine->evaluate(blocks / 2, blocks));
    EXPECT_TRUE(maps_of(*engine, p) == expected_maps(p));
}

TEST(DeviceRanges, OtherThanThePreparedOneAreRefused) {
    const RandomProblem random(several_blocks, 7);
    for (const int devices : {1, 2}) {
        const std::unique_ptr<Engine> engine = late_engine(random.problem(), devices);
        engine->prepare(0, 2);
        EXPECT_THROW(engine->prepare(0, 2), std::logic_error);
        EXPECT_THROW(engine->evaluate(0, 1), std::logic_error);
        EXPECT_GT(engine->evaluate(0, 2).size, 0u);
    }
}

TEST(DeviceRanges, UnusualCutoffsAreDecidedInDouble) {
    const RandomProblem random(several_blocks, 8);
    SweepProblem p = random.problem();
    EXPECT_EQ(make_stand_in_engine(p, Precision::certified, 1, {})->precision(), Precision::certified);
    EXPECT_EQ(make_stand_in_engine(p, Precision::exact, 1, {})->precision(), Precision::exact);
    std::vector<double> bounds(p.cutoffs.incl_bound, p.cutoffs.incl_bound + p.cutoffs.incl_cuts);
    bounds.back() = std::numeric_limits<double>::infinity();
    p.cutoffs.incl_bound = bounds.data();
    EXPECT_EQ(make_stand_in_engine(p, Precision::certified, 1, {})->precision(), Precision::exact);
}

}  // namespace
}  // namespace qca::parity
