#include "host/sweep/combination_counts.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace qca {
namespace {

std::vector<std::vector<std::uint8_t>> random_columns(const std::vector<std::size_t>& sizes, std::size_t samples, std::mt19937_64& random) {
    std::vector<std::vector<std::uint8_t>> columns;
    for (const std::size_t size : sizes) {
        std::vector<std::uint8_t>& column = columns.emplace_back(samples);
        for (std::uint8_t& label : column) label = static_cast<std::uint8_t>(random() % size);
    }
    return columns;
}

std::vector<const std::uint8_t*> pointers(const std::vector<std::vector<std::uint8_t>>& columns) {
    std::vector<const std::uint8_t*> all;
    for (const std::vector<std::uint8_t>& column : columns) all.push_back(column.data());
    return all;
}

/// Counts of pieces of several sizes, by some of the columns, against samples counted one by one.
void expect_counted(const std::vector<std::size_t>& sizes, const std::vector<std::size_t>& by, std::uint32_t together = 1u << 31) {
    SCOPED_TRACE(testing::PrintToString(sizes) + " by " + testing::PrintToString(by) + " together " + std::to_string(together));
    std::mt19937_64 random(5);
    CombinationCounts counts(sizes, together);
    std::size_t cells = 1;
    for (const std::size_t column : by) cells *= sizes[column];
    std::vector<std::uint64_t> plain(cells);
    for (const std::size_t samples : {3000u, 1u, 0u, 1024u}) {
        const auto columns = random_columns(sizes, samples, random);
        counts.add(pointers(columns), samples);
        for (std::size_t i = 0; i < samples; ++i) {
            std::size_t cell = 0;
            for (const std::size_t column : by) cell = cell * sizes[column] + columns[column][i];
            ++plain[cell];
        }
    }
    EXPECT_EQ(counts.by(by), plain);
}

TEST(CombinationCounts, AreThoseOfSamplesCountedOneByOne) {
    expect_counted({8, 5, 3, 8}, {0, 1, 2, 3});
    expect_counted({8, 5, 3, 8}, {3, 1});
    expect_counted({8, 5, 3, 8}, {2});
    expect_counted({8, 5, 3, 8}, {});
    expect_counted({256, 32}, {1, 0});
    expect_counted({1, 7, 1}, {2, 1});
    expect_counted({}, {});
}

TEST(CombinationCounts, OfMoreSamplesThanAreCountedTogether) {
    for (const std::uint32_t together : {1u, 10u, 1500u, 4024u, 4025u}) expect_counted({8, 5}, {1, 0}, together);
}

}  // namespace
}  // namespace qca
