// Every backend present against a plain loop over the scenarios: sums bit for bit, counts one by one.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <memory>
#include <ostream>
#include <string>

#include "kernels/backend/engine.hpp"
#include "kernels/backend/buffer.hpp"
#include "tests/parity/random_problem.hpp"
#include "tests/parity/stand_in_device.hpp"
#include "tests/parity/sweep_with.hpp"

namespace qca::parity {
namespace {

struct Variant {
    std::string name;
    bool whole;  ///< its sums are those of whole memberships
    std::function<std::unique_ptr<Engine>(const SweepProblem&)> make;
};
std::ostream& operator<<(std::ostream& out, const Variant& variant) { return out << variant.name; }

std::vector<Variant> variants() {
    std::vector<Variant> all;
    for (const Simd simd : {Simd::baseline, Simd::avx2, Simd::avx512}) {
        if (simd > best_simd()) continue;
        for (const Precision precision : {Precision::exact, Precision::certified})
            for (const int threads : {1, 3})
                all.push_back({std::string("cpu_") + simd_names[static_cast<int>(simd)] + "_" +
                                   precision_names[static_cast<int>(precision)] + "_" + std::to_string(threads),
                               precision == Precision::certified,
                               [=](const SweepProblem& p) { return make_cpu_engine(p, threads, simd, precision); }});
    }
    // The CUDA backend's programs, run on the host: in plenty and in want of memory, at once and late, on several devices.
    StandInOptions plenty, want;
    want.near_bytes = 1 << 12;
    want.far_bytes = 1;
    want.list_keys = 200;
    want.blocks_per_launch = 2;
    want.residents = 2;
    StandInOptions late = plenty;
    late.late = true;
    late.list_keys = 160;
    const auto add_stand_in = [&](const char* name, Precision precision, int devices, const StandInOptions& options) {
        all.push_back({std::string("block_program_") + precision_names[static_cast<int>(precision)] + name,
                       precision == Precision::certified,
                       [=](const SweepProblem& p) { return make_stand_in_engine(p, precision, devices, options); }});
    };
    for (const Precision precision : {Precision::exact, Precision::certified}) {
        add_stand_in("", precision, 1, plenty);
        add_stand_in("_in_want", precision, 1, want);
        add_stand_in("_late", precision, 1, late);
        add_stand_in("_on_two", precision, 2, plenty);
        add_stand_in("_on_three_late", precision, 3, late);
    }
    if (!cuda_device().empty())
        for (const Precision precision : {Precision::exact, Precision::certified})
            all.push_back({std::string("cuda_") + precision_names[static_cast<int>(precision)], precision == Precision::certified,
                           [=](const SweepProblem& p) { return make_cuda_engine(p, precision); }});
    return all;
}

std::vector<Shape> shapes() {
    std::vector<Shape> all;
    all.push_back({30, {3, 4, 5, 6}, 4});
    all.push_back({30, {2, 2, 3, 70}, 1, 20, 3, 1, 1, 1});
    all.push_back({12, {3}, 2, 4, 1, 3, 2, 2});
    all.push_back({25, {3, 3}, 9, 7, 2, 2, 1, 9});
    all.push_back({80, {2, 3, 3}, 2, 1, 1, 1, 1, 0});
    all.push_back({40, {2, 2, 2, 2, 3}, 2, 6, 2, 2, 2, 1});
    all.push_back({50, {2, 2, 2, 2, 2, 3}, 2, 3, 2, 2, 1, 2});
    all.push_back({60, {2, 1, 2, 2, 2, 2, 3}, 1, 3, 2, 3, 1, 2});
    all.push_back({45, {2, 1, 2, 1, 2, 2, 2, 3}, 2, 3, 2, 2, 2, 1});
    all.push_back({700, {2, 2, 2, 5}, 2, 3, 2, 2, 1, 1});
    all.push_back({30, {1, 1, 1, 1}, 1, 1, 1, 1, 1, 1});
    all.push_back({20, {2, 4, 1, 2}, 70, 3, 2, 1, 1, 2});    // more calibrations of a lane than a byte counts
    all.push_back({30, {1, 2, 2, 3}, 2, 70, 7, 3, 2, 5});    // more cutoffs and states than a word has bits and bytes
    all.push_back({400, {1, 2, 1, 1, 2, 2}, 3, 2, 1, 2, 1, 1});  // half rows that the CPU visits a few at a time
    all.push_back({18, {3, 3, 3, 3, 3}, 1, 3, 1, 1, 1, 1});  // more sets of observed rows than the CPU's cache holds
    all.push_back({12, {130, 2}, 1, 1, 1, 1, 1, 1});         // no path is exact under some combinations of half A
    all.push_back({20, {4, 3, 20, 10}, 9, 3, 2, 1, 1, 1});   // several blocks along A and B
    all.push_back({16, {3, 5, 7}, 130, 2, 1, 2, 1, 2});      // and along the outcome
    return all;
}

class Engines : public ::testing::TestWithParam<Variant> {};

TEST_P(Engines, SumsAreThoseOfAPlainLoop) {
    std::uint64_t seed = 1;
    for (const Shape& shape : shapes()) {
        const RandomProblem random(shape, ++seed);
        const SweepProblem& p = random.problem();
        const std::unique_ptr<Engine> engine = GetParam().make(p);
        const BlockGrid& grid = engine->grid();
        std::size_t compared = 0;
        for (std::size_t b = 0; b < grid.size(); ++b) {
            const Block block = grid.block(b);
            const std::size_t lanes = BlockGrid::lanes, rows = static_cast<std::size_t>(p.rows());
            const std::size_t per_a = rows * lanes, outcomes = block.outcome.size();
            const double poison = std::numeric_limits<double>::quiet_NaN();
            // Aligned for SIMD, as the engines' own buffers are.
            Buffer<double> x(block.a.size() * per_a), both(x.size() * outcomes), ambiguous(both.size());
            std::fill(x.begin(), x.end(), poison);
            std::fill(both.begin(), both.end(), poison);
            std::fill(ambiguous.begin(), ambiguous.end(), poison);
            std::vector<std::int32_t> n(x.size(), -7);
            engine->row_sums(b, {x.data(), both.data(), ambiguous.data(), n.data()});
            for (std::size_t a = block.a.begin; a < block.a.end; ++a)
                for (std::size_t y = block.outcome.begin; y < block.outcome.end; ++y)
                    for (std::size_t l = block.b.begin; l < block.b.end; ++l) {
                        std::vector<int> choice(static_cast<std::size_t>(p.conditions) + 1);
                        choices_of(p, 0, p.sets_a, a, choice.data());
                        choices_of(p, p.sets_a, p.sets_b(), l, choice.data() + p.sets_a);
                        choice.back() = static_cast<int>(y);
                        const PlainCalibration plain = evaluate_plainly(p, choice);
                        for (std::size_t row = 0; row < rows; ++row) {
                            const std::size_t i = (a - block.a.begin) * per_a + row * lanes + (l - block.b.begin);
                            const std::size_t j = ((a - block.a.begin) * outcomes + (y - block.outcome.begin)) * per_a +
                                                  row * lanes + (l - block.b.begin);
                            ASSERT_EQ(n[i], plain.n[row]);
                            if (plain.n[row] == 0) continue;
                            // Half a unit of 2^-26 for each case, where memberships are rounded.
                            const double off = GetParam().whole ? std::ldexp(p.cases * 0.5 + 0.001, -26) : 0.0;
                            ASSERT_LE(std::abs(x[i] - plain.sums[row].x), off);
                            ASSERT_LE(std::abs(both[j] - plain.sums[row].both), off);
                            ASSERT_LE(std::abs(ambiguous[j] - plain.sums[row].ambiguous), off);
                            ++compared;
                        }
                    }
        }
        EXPECT_GT(compared, 0u);
    }
}

TEST_P(Engines, CountsAreThoseOfAPlainLoop) {
    const std::vector<Shape> all = shapes();
    // The plain loop is slow and the same for every backend.
    static std::map<std::size_t, PlainSweep> plain_sweeps;
    struct Way {
        std::size_t at_once;
        bool forget, prepare;
    };
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const Way& way : {Way{1, false, true}, Way{1, true, true}, Way{7, true, false}, Way{1000, false, false}}) {
            const std::size_t at_once = way.at_once;
            const RandomProblem random(all[i], 100 + i);
            SweepProblem p = random.problem();
            if (!plain_sweeps.contains(i)) plain_sweeps.emplace(i, sweep_plainly(p));
            const PlainSweep& plain = plain_sweeps.at(i);
            std::vector<std::size_t> stride(static_cast<std::size_t>(p.axes));
            std::size_t scenarios = 1;
            for (std::size_t a = stride.size(); a-- > 0;) {
                stride[a] = scenarios;
                scenarios *= static_cast<std::size_t>(p.axis_size[a]);
            }
            std::vector<std::vector<std::uint8_t>> survival(static_cast<std::size_t>(p.paths), std::vector<std::uint8_t>(scenarios, 7));
            std::vector<std::uint8_t*> columns;
            for (auto& column : survival) columns.push_back(column.data());
            std::vector<std::uint32_t> tables(scenarios, 0xFFFFFFFFu);
            p.columns = {columns.data(), tables.data(), stride.data()};
            const std::unique_ptr<Engine> engine = GetParam().make(p);
            const PlainSweep found = sweep_with(*engine, p, at_once, way.forget, way.prepare);
            EXPECT_TRUE(found.tables == plain.tables) << "tables of shape " << i << ", " << at_once << " blocks at once";
            EXPECT_TRUE(found.maps == plain.maps) << "maps of shape " << i << ", " << at_once << " blocks at once";
            EXPECT_TRUE(found.case_counts == plain.case_counts) << "case counts of shape " << i << ", " << at_once << " blocks at once";
            EXPECT_TRUE(survival == plain.survival) << "survival of shape " << i << ", " << at_once << " blocks at once";
            for (std::size_t id = 0; p.paths > 0 && id < scenarios; ++id)
                ASSERT_EQ(tables[id] == 0xFFFFFFFFu, survival[0][id] == 7) << "scenario " << id;
        }
}

INSTANTIATE_TEST_SUITE_P(Backends, Engines, ::testing::ValuesIn(variants()),
                         [](const auto& variant) { return variant.param.name; });

TEST(Cuda, IsComparedWithTheCpuWhereThereIsADevice) {
    std::string why;
    if (!cuda_device(&why).empty()) SUCCEED();
    else if (cuda_built()) GTEST_SKIP() << "CUDA was compiled and not run: " << why;
    else GTEST_SKIP() << "CUDA was not compiled: " << why;
}

}  // namespace
}  // namespace qca::parity
