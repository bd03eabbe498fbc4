// Ranks along the cutoffs, and the list of unknown tables, of the CUDA backend's block programs.
#include "kernels/backend/cuda/rank_cutoffs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include "kernels/backend/cuda/table_list.hpp"
#include "tests/parity/stand_in_device.hpp"

namespace qca::parity {
namespace {

/// Sorted bounds around `middle`, the nearest 2^narrowest from it.
std::vector<double> bounds_around(double middle, int narrowest) {
    std::vector<double> bounds{cutoff_bound(0.0), 0.0, 0.25, 1.0};
    for (int exponent = narrowest; exponent < -2; ++exponent)
        for (const double by : {-std::ldexp(1.0, exponent), std::ldexp(1.0, exponent)})
            if (middle + by > 0 && middle + by < 1) bounds.push_back(middle + by);
    std::sort(bounds.begin(), bounds.end());
    return bounds;
}

std::vector<std::uint32_t> whole(const std::vector<double>& bounds) {
    std::vector<std::uint32_t> out;
    for (const double bound : bounds)
        out.push_back(bound < 0 ? 0 : static_cast<std::uint32_t>(std::round(bound * 2147483648.0)));
    return out;
}

/// T - c * S, to well below a unit.
long double difference(Ratio ratio, double bound) {
    return static_cast<long double>(ratio.numerator) -
           static_cast<long double>(bound) * static_cast<long double>(ratio.denominator);
}

TEST(RankCutoffs, OfWholeSumsIsThatOfEveryCutoffAlone) {
    std::mt19937_64 random(3);
    std::size_t opened = 0, sure = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        const int cases = 1 + static_cast<int>(random() % whole_cases);
        const std::uint64_t largest = static_cast<std::uint64_t>(cases) * whole_one;
        // Both large and tiny sums; the last is as large as sums get.
        const std::uint64_t x =
            trial == 0 ? whole_one * std::uint64_t{whole_cases} : random() % (largest >> random() % 27) + 1;
        const Ratio ratio{x, trial == 0 ? x : random() % (x + 1)};
        const double band = whole_band(trial == 0 ? whole_cases : cases);
        const double statistic = static_cast<double>(ratio.numerator) / static_cast<double>(ratio.denominator);
        const std::vector<double> bounds = bounds_around(statistic, -3 - static_cast<int>(random() % 32));
        const std::vector<std::uint32_t> in_units = whole(bounds);
        bool open = false, open_in_double = false;
        const int rank =
            rank_of_whole<true>(ratio, bounds.data(), in_units.data(), 1, static_cast<int>(bounds.size()), band, open);
        const int rank_in_double = rank_of_whole<false>(ratio, bounds.data(), nullptr, 1,
                                                        static_cast<int>(bounds.size()), band, open_in_double);
        // What it is sure of is beyond the band for every cutoff, and what is beyond a little more than the band it
        // knows.
        for (std::size_t c = 1; c < bounds.size(); ++c) {
            const long double by = difference(ratio, bounds[c]);
            if (!open && static_cast<double>(x) > band) {
                EXPECT_EQ(static_cast<int>(c) < rank, by > 0) << bounds[c];
                EXPECT_GT(std::abs(by), band) << bounds[c];
            }
        }
        const bool any_near = std::any_of(bounds.begin() + 1, bounds.end(),
                                          [&](double bound) { return std::abs(difference(ratio, bound)) < band + 4; });
        if (!any_near && static_cast<double>(x) > band + 4) {
            EXPECT_FALSE(open);
            EXPECT_FALSE(open_in_double);
            EXPECT_EQ(rank, rank_in_double);
        }
        opened += open;
        sure += !open;
    }
    EXPECT_GT(opened, 100u);
    EXPECT_GT(sure, 100u);
}

TEST(RankCutoffs, IsFoundWithFewComparisons) {
    for (int cuts = 1; cuts <= 40; ++cuts)
        for (int met = 0; met <= cuts; ++met)
            for (int open = 0; open <= cuts - met; ++open) {
                int compared = 0;
                bool is_open = false;
                const int rank = rank_along(
                    0, cuts,
                    [&](int c) {
                        ++compared;
                        return standing_of(c < met, c < met + open);
                    },
                    is_open);
                EXPECT_EQ(rank, met + open);
                EXPECT_EQ(is_open, open > 0);
                EXPECT_LE(compared, 1 + std::log2(cuts));
            }
}

TableKey<1> key_of(std::uint64_t number) {
    return {{{number * 3}}, {{number * 7 + 1}}};
}

/// A list with its memory, which is poisoned.
struct List {
    List(std::uint64_t capacity, std::size_t places) : keys(capacity, key_of(5)), seen(places) {
        list = {keys.data(), &size, capacity, seen.data(), places - 1};
    }
    std::vector<TableKey<1>> keys;
    std::vector<std::uint32_t> seen;
    std::uint64_t size = 0;
    TableList<1> list;
};

TEST(TableList, HasEveryKeyAndFewRepeats) {
    for (const std::size_t places : {1u, 8u, 1024u}) {
        List list(4000, places);
        for (int round = 0; round < 20; ++round)
            for (std::uint64_t number = 0; number < 100; ++number) list.list.add<LanesInTurn>(key_of(number));
        ASSERT_LE(list.size, 2000u);
        std::set<CodedTable> found;
        for (std::uint64_t i = 0; i < list.size; ++i) found.insert(list.keys[i].table());
        EXPECT_EQ(found.size(), 100u);
        if (places == 1024) {
            EXPECT_LT(list.size, 400u);
        }
        if (places == 1) {
            EXPECT_EQ(list.size, 2000u);
        }
    }
}

TEST(TableList, CountsOnWhenItIsFull) {
    List list(3, 64);
    for (std::uint64_t number = 0; number < 10; ++number) list.list.add<LanesInTurn>(key_of(number));
    EXPECT_EQ(list.size, 10u);
    for (std::uint64_t i = 0; i < 3; ++i) EXPECT_TRUE(list.keys[i] == key_of(i));
}

}  // namespace
}  // namespace qca::parity
