#include "host/report/quantities.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qca {
namespace {

TEST(Quantities, CountsHaveSeparators) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(counted(1, "case"), "1 case");
    EXPECT_EQ(counted(1200, "case"), "1,200 cases");
}

TEST(Quantities, AllAndNoneAreNeverRounded) {
    EXPECT_EQ(percent(0, 9), "0.0 %");
    EXPECT_EQ(percent(9, 9), "100.0 %");
    EXPECT_EQ(percent(1, 10000), "<0.1 %");
    EXPECT_EQ(percent(9999, 10000), ">99.9 %");
    EXPECT_EQ(percent(1, 8), "12.5 %");
    EXPECT_EQ(percent(0, 0), "-");
    EXPECT_EQ(percent((std::uint64_t{1} << 62) - 1, std::uint64_t{1} << 62), ">99.9 %");
    EXPECT_EQ(percent(1.0), "100.0 %");
    EXPECT_EQ(percent(0.9999), ">99.9 %");
    EXPECT_EQ(percent(0.0001), "<0.1 %");
    EXPECT_EQ(percent(std::nan("")), "-");
}

TEST(Quantities, BarsShowSomethingForSomeAndAGapForNotAll) {
    EXPECT_EQ(bar(1, 2, 4), "##..");
    EXPECT_EQ(bar(0, 2, 4), "....");
    EXPECT_EQ(bar(1, 1000, 4), "#...");
    EXPECT_EQ(bar(999, 1000, 4), "###.");
    EXPECT_EQ(bar(2, 2, 4), "####");
    EXPECT_EQ(bar(0, 0, 4), "....");
}

TEST(Quantities, TimesRatesAndSizesAreReadable) {
    EXPECT_EQ(duration(0.001), "less than 0.01 s");
    EXPECT_EQ(duration(0.25), "0.25 s");
    EXPECT_EQ(duration(12.4), "12 s");
    EXPECT_EQ(duration(200), "3 min 20 s");
    EXPECT_EQ(duration(9000), "2.5 h");
    EXPECT_EQ(duration(86400.0 * 12), "12 days");
    EXPECT_EQ(rate(950), "950");
    EXPECT_EQ(rate(12340), "12.3 k");
    EXPECT_EQ(rate(1.24e6), "1.24 M");
    EXPECT_EQ(rate(205e9), "205 G");
    EXPECT_EQ(mebibytes(0), "0.0 MiB");
    EXPECT_EQ(mebibytes(100), "<0.1 MiB");
    EXPECT_EQ(mebibytes(1.5 * 1024 * 1024), "1.5 MiB");
    EXPECT_EQ(mebibytes(2048.0 * 1024 * 1024), "2,048 MiB");
}

TEST(Quantities, AxisValuesHaveTheDigitsTheyNeed) {
    const Axis even{"a", "", "1", {0.75, 0.8, 0.85, 0.9, 0.95, 1}, {}, {}};
    const Axis uneven{"a", "", "1", {1, 2, 3, 4, 5, 7}, {}, {}};
    const Axis few{"a", "", "1", {12.5, 14}, {}, {}};
    const Axis names{"solution_type", "", "", {}, {"conservative", "parsimonious"}, {}};
    EXPECT_EQ(axis_value(even, 1), "0.8");
    EXPECT_EQ(aligned_values(even)[1], "0.80");
    EXPECT_EQ(aligned_values(names)[1], "parsimonious");
    EXPECT_EQ(axis_and_value(few, 0), "a 12.5");
    EXPECT_EQ(axis_values(even), "0.75 to 1, step 0.05");
    EXPECT_EQ(axis_values(uneven), "1 to 7");
    EXPECT_EQ(axis_values(few), "12.5, 14");
    EXPECT_EQ(axis_values(names), "conservative, parsimonious");
}

}  // namespace
}  // namespace qca
