// Every point engine present against a plain loop over the points: sums bit for bit, tables one by one.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>

#include "kernels/backend/point_engine.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "tests/parity/random_points.hpp"
#include "tests/parity/stand_in_device.hpp"
#include "tests/parity/sweep_with.hpp"

namespace qca::parity {
namespace {

struct PointVariant {
    std::string name;
    std::function<std::unique_ptr<PointEngine>(const PointProblem&)> make;
};
std::ostream& operator<<(std::ostream& out, const PointVariant& variant) { return out << variant.name; }

std::vector<PointVariant> point_variants() {
    std::vector<PointVariant> all;
    for (const Precision precision : {Precision::exact, Precision::certified}) {
        const std::string suffix = std::string("_") + precision_names[static_cast<int>(precision)];
        for (const Simd simd : {Simd::baseline, Simd::avx2, Simd::avx512}) {
            if (simd > best_simd()) continue;
            for (const int threads : {1, 3})
                all.push_back({std::string("cpu_") + simd_names[static_cast<int>(simd)] + suffix + "_" + std::to_string(threads),
                               [=](const PointProblem& p) { return make_cpu_point_engine(p, threads, simd, precision); }});
        }
        // The CUDA backend's program, run on the host: in plenty and in want of memory, at once and late.
        StandInOptions want, late;
        want.list_keys = 20;
        want.points_per_launch = 130;
        want.residents = 2;
        late.late = true;
        all.push_back({"point_program" + suffix, [=](const PointProblem& p) { return make_stand_in_point_engine(p, precision, {}); }});
        all.push_back({"point_program" + suffix + "_in_want",
                       [=](const PointProblem& p) { return make_stand_in_point_engine(p, precision, want); }});
        all.push_back({"point_program" + suffix + "_late",
                       [=](const PointProblem& p) { return make_stand_in_point_engine(p, precision, late); }});
        if (!cuda_device().empty())
            all.push_back({"cuda" + suffix, [=](const PointProblem& p) { return make_cuda_point_engine(p, precision); }});
    }
    return all;
}

struct Made {
    Shape shape;
    Weights weights;
    std::size_t points;
};

std::vector<Made> made_lists() {
    std::vector<Made> all;
    const auto add = [&](const Shape& shape, std::size_t points) {
        for (const Weights weights : {Weights::none, Weights::leave_one_out, Weights::resampled, Weights::heavy, Weights::too_heavy})
            all.push_back({shape, weights, points});
    };
    add({30, {3, 40, 5, 600}, 90}, 300);
    add({1, {2, 2, 3}, 2}, 5);
    add({2, {4}, 3}, 40);
    add({17, {5, 5}, 9}, 33);
    add({25, {4, 4, 4, 9}, 20, 1, 1, 1, 1, 1, 1.0}, 200);  // crisp: ties, undefined PRI
    add({63, {2, 3, 3, 3, 3}, 4}, 65);
    add({64, {2, 3, 3, 3, 2, 3}, 4}, 65);
    add({65, {3, 3, 3, 3}, 3}, 65);
    add({40, {2, 2, 2, 2, 2, 2, 3}, 4}, 65);
    add({45, {2, 3, 2, 3, 2, 2, 2, 3}, 4}, 65);
    add({130, {3, 3, 3, 3, 3, 3, 3, 3}, 4}, 20);
    add({1000, {4, 4, 4, 4, 4, 4}, 4}, 40);
    all.push_back({{10000, {3, 3, 3, 3}, 3}, Weights::none, 12});
    all.push_back({{10000, {3, 3, 3, 3}, 3}, Weights::resampled, 12});
    return all;
}

class Points : public ::testing::TestWithParam<PointVariant> {};

TEST_P(Points, SumsAreThoseOfAPlainLoop) {
    std::uint64_t seed = 1;
    for (const Made& made : made_lists()) {
        const RandomPoints random(made.shape, made.weights, made.points, ++seed);
        const PointList& list = random.list();
        const std::unique_ptr<PointEngine> engine = GetParam().make(random.problem());
        const auto rows = static_cast<std::size_t>(random.problem().rows());
        const double poison = std::numeric_limits<double>::quiet_NaN();
        std::vector<double> x(rows * list.size, poison), both(x), ambiguous(x);
        std::vector<std::int32_t> n(x.size(), -7);
        engine->row_sums(list, {x.data(), both.data(), ambiguous.data(), n.data()});
        for (std::size_t i = 0; i < list.size; ++i) {
            const PlainCalibration plain = random.evaluate_plainly(i);
            int counted = 0;
            for (std::size_t row = 0; row < rows; ++row) {
                const std::size_t at = row * list.size + i;
                ASSERT_EQ(n[at], plain.n[row]) << "point " << i << ", row " << row << ", list " << seed;
                counted += plain.n[row];
            }
            const bool whole = engine->precision() == Precision::certified;
            for (std::size_t row = 0; row < rows; ++row) {
                if (plain.n[row] < list.n_cut[i]) continue;
                const std::size_t at = row * list.size + i;
                const RelationSums<double> sums = whole ? random.sum_whole_plainly(i, row) : plain.sums[row];
                ASSERT_EQ(x[at], sums.x) << "point " << i << ", row " << row << ", list " << seed;
                ASSERT_EQ(both[at], sums.both) << "point " << i << ", row " << row << ", list " << seed;
                ASSERT_EQ(ambiguous[at], sums.ambiguous) << "point " << i << ", row " << row << ", list " << seed;
            }
        }
    }
}

/// Evaluates a list as a caller does. @param tables  the known ones, in the order of their numbers; added to
std::vector<std::uint32_t> numbers_of(PointEngine& engine, const PointList& list, std::vector<CodedTable>& tables) {
    const TableSpan unknown = engine.evaluate(list);
    const std::set<CodedTable> known(tables.begin(), tables.end());
    for (std::size_t t = 0; t < unknown.size; ++t) {
        if (t > 0) {
            EXPECT_LT(unknown.first[t - 1], unknown.first[t]);
        }
        EXPECT_FALSE(known.contains(unknown.first[t])) << "a known table";
        tables.push_back(unknown.first[t]);
    }
    engine.learn(unknown);
    EXPECT_EQ(engine.known(), tables.size());
    std::vector<std::uint32_t> numbers(list.size, 0xDEADBEEFu);
    engine.numbers(numbers.data());
    return numbers;
}

TEST_P(Points, TablesAreThoseOfAPlainLoop) {
    std::uint64_t seed = 50;
    for (const Made& made : made_lists()) {
        RandomPoints random(made.shape, made.weights, made.points, ++seed);
        random.surround_statistics();
        const PointList& list = random.list();
        const std::unique_ptr<PointEngine> engine = GetParam().make(random.problem());
        std::vector<CodedTable> plain;
        for (std::size_t i = 0; i < list.size; ++i) plain.push_back(random.classify_plainly(i, random.evaluate_plainly(i)));
        for (const std::size_t at_once : {list.size, std::size_t{7}}) {
            std::vector<CodedTable> tables;
            engine->forget();
            ASSERT_EQ(engine->known(), 0u);
            for (std::size_t first = 0; first < list.size; first += at_once) {
                const PointList part = list.part(first, std::min(first + at_once, list.size));
                // Once with unknown tables, once with known ones alone.
                for (const bool again : {false, true}) {
                    const std::size_t known = tables.size();
                    const std::vector<std::uint32_t> numbers = numbers_of(*engine, part, tables);
                    if (again) {
                        ASSERT_EQ(tables.size(), known);
                    }
                    for (std::size_t i = 0; i < part.size; ++i) {
                        ASSERT_LT(numbers[i], tables.size()) << "point " << first + i << ", list " << seed;
                        ASSERT_EQ(tables[numbers[i]], plain[first + i]) << "point " << first + i << ", list " << seed;
                    }
                }
            }
            EXPECT_EQ(std::set<CodedTable>(tables.begin(), tables.end()), std::set<CodedTable>(plain.begin(), plain.end()));
        }
        if (engine->precision() == Precision::certified && made.points >= 65) {
            EXPECT_GT(engine->flagged(), 0u) << "list " << seed;
        }
    }
}

/// Whether a difference that should be above a bound times its whole is too near to it for whole numbers. @param bound  -1 .. 1
bool is_near(double part, double whole, double bound, double band) {
    const double surplus = bound < 0 ? whole : part - bound * whole;
    return std::abs(std::ldexp(surplus, 26)) <= 2 * band;
}

TEST_P(Points, WhatIsFarFromTheCutoffsIsProved) {
    std::uint64_t seed = 200;
    for (const Made& made : made_lists()) {
        RandomPoints random(made.shape, made.weights, made.points, ++seed);
        const PointList& list = random.list();
        for (std::size_t i = 0; i < list.size; ++i)
            random.set_cutoffs(i, cutoff_bound(i % 4 == 0 ? 0.0 : 0.8), cutoff_bound(i % 3 == 0 ? 0.6 : 0.0), i % 5 == 0 ? 2 : 1);
        const std::unique_ptr<PointEngine> engine = GetParam().make(random.problem());
        const double band = whole_band(static_cast<int>(most_weight(random.problem()).of_cases));
        std::uint64_t near = 0;
        for (std::size_t i = 0; i < list.size; ++i) {
            const PlainCalibration plain = random.evaluate_plainly(i);
            bool any = false;
            for (std::size_t row = 0; row < plain.n.size(); ++row) {
                const RelationSums<double>& sums = plain.sums[row];
                any = any || (plain.n[row] >= list.n_cut[i] &&
                              (is_near(sums.both, sums.x, list.incl_bound[i], band) ||
                               is_near(sums.both - sums.ambiguous, sums.x - sums.ambiguous, list.pri_bound[i], band)));
            }
            near += any;
        }
        engine->evaluate(list);
        EXPECT_LE(engine->flagged(), engine->precision() == Precision::certified ? near : 0) << "list " << seed;
        EXPECT_LE(near, 3 * list.size / 4) << "nothing is tested by list " << seed;
    }
}

TEST_P(Points, AGridAsPointsHasTheTablesOfTheGridEngine) {
    const Shape shape{30, {2, 3, 4, 5}, 3, 4, 2, 2, 1, 1};
    const RandomProblem grid(shape, 3);
    const SweepProblem& p = grid.problem();
    const PlainSweep sweep = sweep_with(*make_cpu_engine(p, 1), p, 16, false);
    const std::size_t calibrations = 2 * 3 * 4 * 5 * 3, cutoffs = static_cast<std::size_t>(p.cutoffs.combinations());
    RandomPoints points(shape, Weights::none, calibrations * cutoffs, 3);
    for (std::size_t i = 0; i < points.list().size; ++i) {
        std::size_t rest = i;
        const auto next = [&](int size) {
            const auto digit = static_cast<std::int32_t>(rest % static_cast<std::size_t>(size));
            rest /= static_cast<std::size_t>(size);
            return digit;
        };
        const std::int32_t incl = next(p.cutoffs.incl_cuts), pri = next(p.cutoffs.pri_cuts), q = next(p.cutoffs.n_cuts);
        points.set_cutoffs(i, p.cutoffs.incl_bound[incl], p.cutoffs.pri_bound[pri], p.cutoffs.n_cut[q]);
        for (int s = 0; s < 5; ++s) points.set_choice(i, s, next(s < 4 ? p.condition[s].choices : p.outcome.choices));
    }
    const std::unique_ptr<PointEngine> engine = GetParam().make(points.problem());
    std::vector<CodedTable> tables;
    std::map<CodedTable, std::uint64_t> counts;
    for (const std::uint32_t number : numbers_of(*engine, points.list(), tables)) ++counts[tables.at(number)];
    EXPECT_TRUE(counts == sweep.tables);
}

/// Memberships of one condition and the outcome that all cases share, so that the rounding of each adds up: one is rounded up to
/// whole numbers, the other down. @param one  a membership of 1 in these numbers
struct RoundedApart {
    std::vector<double> x, y;
    double unit;

    RoundedApart(int cases, double one, bool outcome_up) : unit(1 / one) {
        const double up = 0.5 + 1e-3, down = 0.5 - 1e-3;
        x.assign(static_cast<std::size_t>(cases), (std::floor(0.9 * one) + (outcome_up ? down : up)) / one);
        y.assign(x.size(), (std::floor(0.7 * one) + (outcome_up ? up : down)) / one);
    }
};

TEST_P(Points, RoundingThatAddsUpDecidesNothing) {
    for (const double one : {32767.0, 16383.0, 10922.0, 8191.0, 67108864.0})
        for (const int cases : {1, 7, 8, 9, 16, 17, 30, 32, 33, 48, 63, 64, 65, 128})
            for (const bool outcome_up : {false, true}) {
                SCOPED_TRACE(testing::Message() << cases << " cases, a membership of 1 is " << one << ", outcome up " << outcome_up);
                const RoundedApart made(cases, one, outcome_up);
                PointProblem problem;
                problem.cases = cases;
                problem.conditions = 1;
                const SetChoices condition{made.x.data(), 1};
                problem.condition = &condition;
                problem.outcome = {made.y.data(), 1};
                RelationSums<double> sums;
                for (int c = 0; c < cases; ++c) sums.add(made.x.front(), made.y.front());
                // Cutoffs that are met, or missed, by less than all the rounding amounts to.
                std::vector<double> incl, pri;
                for (const double share : {0.02, 0.3, 0.6, 0.9}) {
                    const double by = (outcome_up ? 1 : -1) * share * cases * made.unit;
                    incl.push_back((sums.both + by) / sums.x), pri.push_back(0.0);
                    incl.push_back(0.0), pri.push_back((sums.both - sums.ambiguous + by) / (sums.x - sums.ambiguous));
                }
                const std::vector<std::int32_t> choice(2 * incl.size()), n(incl.size(), 1);
                PointList list;
                list.choice = choice.data();
                list.incl_bound = incl.data();
                list.pri_bound = pri.data();
                list.n_cut = n.data();
                list.size = incl.size();
                std::vector<CodedTable> tables;
                const std::unique_ptr<PointEngine> engine = GetParam().make(problem);
                for (const std::uint32_t number : numbers_of(*engine, list, tables)) {
                    CodedTable expected;
                    expected.observed.insert(1);
                    if (!outcome_up) expected.positive.insert(1);
                    ASSERT_LT(number, tables.size());
                    EXPECT_EQ(tables[number], expected);
                }
            }
}

TEST_P(Points, AnEmptyListHasNoTables) {
    const RandomPoints random({10, {2, 2}, 2}, Weights::none, 3, 1);
    const std::unique_ptr<PointEngine> engine = GetParam().make(random.problem());
    EXPECT_EQ(engine->evaluate(random.list().part(1, 1)).size, 0u);
    engine->numbers(nullptr);
}

TEST_P(Points, WhatIsOutOfRangeIsRefused) {
    RandomPoints random({10, {2, 2}, 2}, Weights::leave_one_out, 30, 1);
    const std::unique_ptr<PointEngine> engine = GetParam().make(random.problem());
    EXPECT_NO_THROW(engine->evaluate(random.list()));
    for (int set = 0; set < 3; ++set)
        for (const std::int32_t choice : {-1, 2}) {
            random.set_choice(17, set, choice);
            EXPECT_THROW(engine->evaluate(random.list()), std::invalid_argument);
            random.set_choice(17, set, 0);
        }
    random.set_cutoffs(29, 0.8, 0.5, 0);
    EXPECT_THROW(engine->evaluate(random.list()), std::invalid_argument);
    random.set_cutoffs(29, 0.8, 0.5, 1);
    PointList list = random.list();
    const std::vector<std::int32_t> weighting(list.size, 7);
    list.weighting = weighting.data();
    EXPECT_THROW(engine->evaluate(list), std::invalid_argument);
    list.weighting = nullptr;
    EXPECT_NO_THROW(engine->evaluate(list));
}

INSTANTIATE_TEST_SUITE_P(Backends, Points, ::testing::ValuesIn(point_variants()),
                         [](const auto& variant) { return variant.param.name; });

TEST(PointWeights, TooHeavyAreDecidedExactly) {
    const RandomPoints light({20, {3, 3}, 2}, Weights::resampled, 1, 1), heavy({20, {3, 3}, 2}, Weights::too_heavy, 1, 1);
    EXPECT_EQ(make_cpu_point_engine(light.problem(), 1)->precision(), Precision::certified);
    EXPECT_EQ(make_cpu_point_engine(heavy.problem(), 1)->precision(), Precision::exact);
}

}  // namespace
}  // namespace qca::parity
