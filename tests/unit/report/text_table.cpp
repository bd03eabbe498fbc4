#include "host/report/text_table.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace qca {
namespace {

TEST(TextTable, AlignsColumns) {
    TextTable table({"name", "n", "cases"}, "lrl");
    table.add({"a", "10", "x, y"});
    table.add({"longer", "7", ""});
    EXPECT_EQ(table.text(),
              "name     n  cases\n"
              "-----------------\n"
              "a       10  x, y\n"
              "longer   7\n");
}

TEST(TextTable, WidthsCountCharacters) {
    TextTable table({"case", "x"}, "lr");
    table.add({"Åland", "1"});
    table.add({"Malta", "2"});
    EXPECT_EQ(table.text(),
              "case   x\n"
              "--------\n"
              "Åland  1\n"
              "Malta  2\n");
}

TEST(TextTable, RefusesALineOfAnotherLength) {
    TextTable table({"a", "b"}, "ll");
    EXPECT_THROW(table.add({"1"}), std::invalid_argument);
    EXPECT_THROW(TextTable({"a", "b"}, "l"), std::invalid_argument);
}

TEST(TableNumber, HasFixedDecimalsAndADashWhereUndefined) {
    EXPECT_EQ(table_number(0.12345), "0.123");
    EXPECT_EQ(table_number(1, 1), "1.0");
    EXPECT_EQ(table_number(std::numeric_limits<double>::quiet_NaN()), "-");
}

}  // namespace
}  // namespace qca
