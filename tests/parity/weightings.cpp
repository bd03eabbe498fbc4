// Sweeps under weightings of the cases against a plain loop over the scenarios: sums bit for bit, counts one by one.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/engine.hpp"
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
    const auto add = [&](const std::string& name, Precision precision, const auto& make) {
        all.push_back({name + "_" + precision_names[static_cast<int>(precision)], precision == Precision::certified, make});
    };
    // The CUDA backend's programs, run on the host: in plenty and in want of memory, at once and late, on several devices.
    StandInOptions plenty, want, late;
    want.near_bytes = 1 << 12;
    want.far_bytes = 1;
    want.list_keys = 2000;  // a block of many weightings has more
    want.blocks_per_launch = 2;
    want.residents = 2;
    late.late = true;
    struct StandIn {
        const char* name;
        int devices;
        const StandInOptions& options;
    };
    for (const Precision precision : {Precision::exact, Precision::certified}) {
        for (const Simd simd : {Simd::baseline, Simd::avx2, Simd::avx512})
            for (const int threads : {1, 3})
                if (simd <= best_simd())
                    add(std::string(simd_names[static_cast<int>(simd)]) + "_" + std::to_string(threads), precision,
                        [=](const SweepProblem& p) { return make_cpu_engine(p, threads, simd, precision); });
        for (const StandIn& device : {StandIn{"block_program", 1, plenty}, StandIn{"block_program_in_want", 1, want},
                                      StandIn{"block_program_on_two_late", 2, late}})
            add(device.name, precision, [precision, devices = device.devices, options = device.options](const SweepProblem& p) {
                return make_stand_in_engine(p, precision, devices, options);
            });
        if (!cuda_device().empty())
            add("cuda", precision, [=](const SweepProblem& p) { return make_cuda_engine(p, precision); });
    }
    return all;
}

Shape weighted(Shape shape, int left_out, int drawn, int few) {
    shape.left_out = left_out;
    shape.drawn = drawn;
    shape.few = few;
    return shape;
}

std::vector<Shape> shapes() {
    std::vector<Shape> all;
    all.push_back(weighted({30, {2, 3, 2, 5}, 3}, 30, 0, 0));
    all.push_back(weighted({30, {2, 3, 2, 5}, 3}, 5, 12, 3));                       // repeated: counted, not masked
    all.push_back(weighted({12, {3}, 2, 4, 1, 3, 2, 2}, 12, 0, 2));
    all.push_back(weighted({80, {2, 3, 9}, 2, 2, 1, 2, 1, 2}, 9, 4, 4));            // longer than whole_cases
    all.push_back(weighted({45, {2, 1, 2, 1, 2, 2, 2}, 2, 3, 2, 2, 2, 1}, 7, 0, 2));  // rows in several words
    all.push_back(weighted({45, {1, 1, 2, 1, 2, 2, 1, 3}, 2, 3, 2, 3, 2, 1}, 3, 4, 2));
    all.push_back(weighted({300, {1, 2, 2, 5}, 2, 3, 2, 3, 1, 1}, 20, 3, 2));
    all.push_back(weighted({10, {2, 2, 3}, 1, 2, 1, 2, 1, 2}, 600, 0, 0));          // several blocks of weightings
    all.push_back(weighted({16, {1, 1, 140}, 2, 2, 1, 2, 1, 1}, 9, 9, 0));          // and of lanes
    return all;
}

std::vector<std::pair<Variant, std::size_t>> every_variant_at_once_and_in_pieces() {
    std::vector<std::pair<Variant, std::size_t>> all;
    for (const Variant& variant : variants())
        for (const std::size_t at_once : {std::size_t{1}, std::size_t{1000}}) all.emplace_back(variant, at_once);
    return all;
}

class Weightings : public ::testing::TestWithParam<Variant> {};

TEST_P(Weightings, SumsAreThoseOfAPlainLoop) {
    std::uint64_t seed = 1;
    for (const Shape& shape : shapes()) {
        const RandomProblem random(shape, ++seed);
        const SweepProblem& p = random.problem();
        const std::unique_ptr<Engine> engine = GetParam().make(p);
        const BlockGrid& grid = engine->grid();
        std::size_t compared = 0;
        for (std::size_t b = 0; b < grid.size(); ++b) {
            const Block block = grid.block(b);
            const std::size_t per_sum = static_cast<std::size_t>(p.rows()) * BlockGrid::lanes;
            Buffer<double> x(block.a.size() * block.outcome.size() * per_sum), both(x.size()), ambiguous(x.size());
            for (Buffer<double>* sums : {&x, &both, &ambiguous})
                std::fill(sums->begin(), sums->end(), std::numeric_limits<double>::quiet_NaN());
            engine->row_sums(b, {x.data(), both.data(), ambiguous.data(), nullptr});
            std::size_t at = 0;
            for (std::size_t a = block.a.begin; a < block.a.end; ++a)
                for (std::size_t y = block.outcome.begin; y < block.outcome.end; ++y, at += per_sum)
                    for (std::size_t l = block.b.begin; l < block.b.end; ++l) {
                        std::vector<int> choice(static_cast<std::size_t>(p.conditions) + 1);
                        choices_of(p, 0, p.sets_a, a, choice.data());
                        choices_of(p, p.sets_a, p.sets_b(), l, choice.data() + p.sets_a);
                        choice.back() = static_cast<int>(p.outcome_choice(y));
                        const PlainCalibration plain = evaluate_plainly(p, choice, p.weighting(y));
                        const double off = GetParam().whole ? std::ldexp(p.cases * 0.5 + 0.001, -26) : 0.0;
                        for (std::size_t row = 0; row < static_cast<std::size_t>(p.rows()); ++row) {
                            if (plain.n[row] < p.cutoffs.n_cut[0]) continue;
                            const std::size_t i = at + row * BlockGrid::lanes + (l - block.b.begin);
                            ASSERT_LE(std::abs(x[i] - plain.sums[row].x), off);
                            ASSERT_LE(std::abs(both[i] - plain.sums[row].both), off);
                            ASSERT_LE(std::abs(ambiguous[i] - plain.sums[row].ambiguous), off);
                            ++compared;
                        }
                    }
        }
        EXPECT_GT(compared, 0u);
    }
}

/// All variants in one test: the plain loop is slow, and the same for each.
void expect_counts_of_a_plain_loop(const std::vector<Shape>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const RandomProblem random(all[i], 100 + i);
        const PlainSweep plain = sweep_plainly(random.problem());
        for (const auto& [variant, at_once] : every_variant_at_once_and_in_pieces()) {
            SCOPED_TRACE(variant.name + (at_once == 1 ? " in pieces" : " at once"));
            SweepProblem p = random.problem();
            std::vector<std::size_t> stride(static_cast<std::size_t>(p.axes));
            std::size_t scenarios = 1;
            for (std::size_t a = stride.size(); a-- > 0;) {
                stride[a] = scenarios;
                scenarios *= static_cast<std::size_t>(p.axis_size[a]);
            }
            std::vector<std::vector<std::uint8_t>> survival(static_cast<std::size_t>(p.paths), std::vector<std::uint8_t>(scenarios, 7));
            std::vector<std::uint8_t*> columns;
            for (auto& column : survival) columns.push_back(column.data());
            p.columns = {columns.data(), nullptr, stride.data()};
            const std::unique_ptr<Engine> engine = variant.make(p);
            const PlainSweep found = sweep_with(*engine, p, at_once, at_once == 1);
            EXPECT_TRUE(found.tables == plain.tables) << "tables of shape " << i;
            EXPECT_TRUE(found.maps == plain.maps) << "maps of shape " << i;
            EXPECT_TRUE(found.case_counts == plain.case_counts) << "case counts of shape " << i;
            EXPECT_TRUE(survival == plain.survival) << "survival of shape " << i;
        }
    }
}

TEST(WeightingsOfAllVariants, CountsAreThoseOfAPlainLoop) { expect_counts_of_a_plain_loop(shapes()); }

TEST(WeightingsOfAllVariants, OfManyRepeatsAndHighFrequencyCutoffsCountAsAPlainLoop) {
    // Few cases that count more than 63 times, all together and each; repeated cases that lift rows above all frequency cutoffs.
    std::vector<Shape> all{weighted({8, {2, 2, 1, 3}, 2, 3, 1, 2, 1, 2}, 3, 5, 0), weighted({3, {2, 3}, 2, 3, 1, 2, 1, 2}, 2, 5, 0),
                           weighted({25, {2, 1, 1, 3}, 2, 3, 1, 2, 1, 2}, 4, 6, 0), weighted({70, {1, 2, 3}, 1, 3, 1, 3, 1, 2}, 4, 4, 2)};
    all[0].draws = 90;
    all[1].draws = 400;
    all[2].lowest_n = 2;
    all[3].lowest_n = 3;
    expect_counts_of_a_plain_loop(all);
}

INSTANTIATE_TEST_SUITE_P(Backends, Weightings, ::testing::ValuesIn(variants()), [](const auto& variant) { return variant.param.name; });

}  // namespace
}  // namespace qca::parity
