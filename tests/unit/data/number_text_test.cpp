#include "host/data/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qca::test {
namespace {

using Form = NumberText::Form;

TEST(NumberText, KnowsMissingValues) {
    for (const char* text : {"", "NA", "na", "N/A", "NaN", "nan", "."}) EXPECT_TRUE(is_missing(text)) << text;
    for (const char* text : {"0", "-", "none", "N.A.", "..", "#N/A"}) EXPECT_FALSE(is_missing(text)) << text;
}

TEST(NumberText, KnowsNumbersAndTheirDecimalMark) {
    for (const char* text : {"0", "-12", "+3", "1e5", "2E-3", "007"}) {
        EXPECT_EQ(number_text(text).form, Form::number) << text;
        EXPECT_EQ(number_text(text).mark, 0) << text;
    }
    for (const char* text : {"0.5", "-.5", "5.", "1.5e3", "1234.567"})
        EXPECT_EQ(number_text(text).mark, '.') << text;
    for (const char* text : {"0,5", "-,5", "5,", "1,5e3"}) EXPECT_EQ(number_text(text).mark, ',') << text;
}

TEST(NumberText, KnowsWhatMayBeThousands) {
    for (const char* text : {"1,234", "12,345", "123,456"})
        EXPECT_TRUE(number_text(text).may_be_thousands) << text;
    for (const char* text : {"0,125", "1,23", "1,2345", "1234,567", "012,345"}) {
        EXPECT_FALSE(number_text(text).may_be_thousands) << text;
    }
}

TEST(NumberText, KnowsOtherForms) {
    for (const char* text : {"1,234,567", "1.234.567", "1,234.5", "1.234,5", "-12,345.678", "1,234,567.8"}) {
        EXPECT_EQ(number_text(text).form, Form::thousands) << text;
    }
    for (const char* text : {"inf", "-Inf", "+INFINITY"})
        EXPECT_EQ(number_text(text).form, Form::infinite) << text;
    for (const char* text : {"", "-", "e5", "1e", "1e+", "1x", "1 2", "0x1F", "1..5", "1,2,3", "1.2.3", "12%",
                             "--1", "1e5.5", "2020-01-01", "½", "1_000", ","}) {
        EXPECT_EQ(number_text(text).form, Form::text) << text;
    }
}

TEST(NumberText, HasAValueInTheRangeOfDoubles) {
    EXPECT_EQ(number_value("-1.5e3"), -1500.0);
    EXPECT_EQ(number_value("+2,25"), 2.25);
    EXPECT_EQ(number_value("0.1"), 0.1);
    EXPECT_EQ(number_value(".5"), 0.5);
    EXPECT_EQ(number_value("5."), 5.0);
    EXPECT_FALSE(std::signbit(*number_value("-0")));
    EXPECT_EQ(number_value("1e309"), std::nullopt);
    EXPECT_EQ(number_value("1e-400"), std::nullopt);
}

}  // namespace
}  // namespace qca::test
