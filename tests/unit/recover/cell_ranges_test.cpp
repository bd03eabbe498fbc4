#include <gtest/gtest.h>

#include "host/analysis/analysis.hpp"
#include "host/analysis/necessity.hpp"
#include "host/recover/necessity_bound.hpp"
#include "host/recover/reproduction.hpp"
#include "tests/unit/recover/planted_study.hpp"

namespace qca::test {
namespace {

std::vector<double> random_memberships(SeededRandom& random, std::size_t cases) {
    std::vector<double> memberships;
    // Also 0, 0.5 and 1, where minima change their sides.
    for (std::size_t i = 0; i < cases; ++i) memberships.push_back(static_cast<double>(random.below(41)) / 40);
    return memberships;
}

double sum_of(const std::vector<double>& memberships) {
    double sum = 0;
    for (const double m : memberships) sum += m;
    return sum;
}

/// Both tables of a planted study, so that every kind of cell is printed.
Published both_tables(const PlantedStudy& planted) { return published_of(planted, {necessity_csv(planted), truth_table_csv(planted)}); }

TEST(CellRanges, OfKnownMembershipsAreTheFiguresOfAnAnalysis) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const PlantedStudy planted = planted_study(seed, 3, 12);
        const Memberships memberships = calibrate_study(planted.study, planted.data);
        std::vector<const double*> sets;
        for (const auto& set : memberships.set) sets.push_back(set.data());
        const Published published = both_tables(planted);
        const std::vector<Reproduction> cells = reproduce(published, sets, 12);
        EXPECT_EQ(lost_of(cells), 0u) << "seed " << seed;
        std::vector<std::string> names{"A", "B", "C"};
        const std::vector<Necessity> fits = necessity(memberships, necessity_candidates(names, {}));
        for (std::size_t i = 0; i < published.cells.size(); ++i)
            for (const Necessity& fit : fits)
                if (fit.set == published.cells[i].row) {
                    EXPECT_NEAR(cells[i].value,
                                published.cells[i].column == "inclN" ? fit.inclN : published.cells[i].column == "RoN" ? fit.RoN : fit.covN, 1e-12);
                }
    }
}

TEST(CellRanges, HoldWhateverMembershipsLieBetweenTheBounds) {
    SeededRandom random(7);
    constexpr std::size_t cases = 9, sets = 3;
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<std::vector<double>> low, high, middle;
        std::vector<MembershipRange> ranges, known;
        for (std::size_t s = 0; s < sets; ++s) {
            low.push_back(random_memberships(random, cases));
            high.push_back(random_memberships(random, cases));
            middle.emplace_back(cases);
            for (std::size_t i = 0; i < cases; ++i) {
                if (low[s][i] > high[s][i]) std::swap(low[s][i], high[s][i]);
                middle[s][i] = low[s][i] + (high[s][i] - low[s][i]) * static_cast<double>(random.below(5)) / 4;
            }
        }
        for (std::size_t s = 0; s < sets; ++s) {
            ranges.push_back({low[s].data(), high[s].data()});
            known.push_back({middle[s].data(), middle[s].data()});
        }
        const auto within = [](const FigureRange& range, const FigureRange& value) {
            return value.low != value.high || (range.low <= value.low + 1e-12 && value.low <= range.high + 1e-12);
        };
        for (const bool negated : {false, true}) {
            const NecessityRange range = necessity_range(ranges[0], negated, ranges.back(), cases), value = necessity_range(known[0], negated, known.back(), cases);
            EXPECT_TRUE(within(range.inclN, value.inclN) && within(range.RoN, value.RoN) && within(range.covN, value.covN));
        }
        for (std::uint32_t number = 0; number < 4; ++number) {
            PrintedRow row;
            row.row = number;
            for (std::size_t i = 0; i < cases; ++i) row.members.push_back(static_cast<char>(random.below(2)));
            RowRange range = row_range(row, ranges, cases), value = row_range(row, known, cases);
            EXPECT_TRUE(within(range.incl, value.incl) && within(range.pri, value.pri) && within(range.n, value.n));
            EXPECT_TRUE(range.cases_possible || !value.cases_possible);
            EXPECT_TRUE(!range.cases_certain || value.cases_certain);
        }
    }
}

TEST(NecessityBound, CountsAsTheRangesDo) {
    SeededRandom random(8);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const PlantedStudy planted = planted_study(seed, 2, 11);
        const Published published = both_tables(planted);
        const std::vector<double> y = calibrate_study(planted.study, planted.data).set.back();
        const PrintedOfCondition printed(published, 1, 11);
        EXPECT_EQ(printed.cells(), 6u);
        for (int trial = 0; trial < 200; ++trial) {
            std::vector<double> x = calibrate_study(planted.study, planted.data).set[1];
            if (trial > 0) x[random.below(11)] = static_cast<double>(random.below(100)) / 99;
            const MembershipRange range{x.data(), x.data()}, outcome{y.data(), y.data()};
            EXPECT_EQ(printed.lost(x.data(), sum_of(x), y.data(), sum_of(y)), lost_in_necessity(published, 1, range, outcome, 11).possible);
            if (trial == 0) {
                EXPECT_EQ(printed.lost(x.data(), sum_of(x), y.data(), sum_of(y)), 0u);
            }
        }
    }
}

TEST(NecessityBound, IsNeverAboveWhatIsLost) {
    SeededRandom random(9);
    std::size_t bounds = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const PlantedStudy planted = planted_study(seed, 1, 8);
        const Published published = both_tables(planted);
        const PrintedOfCondition printed(published, 0, 8);
        const Memberships own = calibrate_study(planted.study, planted.data);
        for (int trial = 0; trial < 500; ++trial) {
            std::vector<double> x = own.set[0], y = own.set[1];
            for (std::uint64_t changes = random.below(4); changes > 0; --changes) {
                x[random.below(8)] = static_cast<double>(random.below(100)) / 99;
                y[random.below(8)] = static_cast<double>(random.below(100)) / 99;
            }
            const double wide = static_cast<double>(random.below(3)) / 100, sum_x = sum_of(x), sum_y = sum_of(y);
            const std::size_t bound = printed.fewest_lost({sum_x - wide, sum_x + wide / 2}, {sum_y - wide / 3, sum_y + wide});
            EXPECT_LE(bound, printed.lost(x.data(), sum_x, y.data(), sum_y)) << "seed " << seed << ", trial " << trial;
            bounds += bound;
        }
    }
    EXPECT_GT(bounds, 10000u) << "a bound of 0 would be true, and of no use";
}

}  // namespace
}  // namespace qca::test
