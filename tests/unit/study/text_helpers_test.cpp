// Nearest names, lists of names, UTF-8.
#include <gtest/gtest.h>

#include "host/study/nearest_name.hpp"
#include "host/study/utf8.hpp"
#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

TEST(NearestName, HasTheFewestTypingErrors) {
    const std::vector<std::string> names{"exclusion", "crossover", "inclusion"};
    EXPECT_EQ(nearest_name("crosover", names), "crossover");    // a letter left out
    EXPECT_EQ(nearest_name("inclusions", names), "inclusion");  // inserted
    EXPECT_EQ(nearest_name("incluzion", names), "inclusion");   // replaced
    EXPECT_EQ(nearest_name("corssover", names), "crossover");   // swapped
    EXPECT_EQ(nearest_name("EXCLUSION", names), "exclusion");
    EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(NearestName, CountsSwappedLettersOnceAndCaseHalf) {
    EXPECT_EQ(nearest_name("ab", {"cd", "ba"}), "ba");
    EXPECT_EQ(nearest_name("ABX", {"ABY", "abX", "aBX"}), "aBX");
    EXPECT_EQ(nearest_name("same", {"sane", "same"}), "same");
}

TEST(NearestName, TakesNamesOfAnyLength) {
    const std::string long_name(100000, 'a');
    EXPECT_EQ(nearest_name(long_name, {"b", long_name}), long_name);
}

TEST(Listed, CutsLongLists) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a", "b"}), "a, b");
    EXPECT_EQ(listed(std::vector<std::string>(15, "x")), "x, x, x, x, x, x, x, x, x, x, x, x and 3 more");
}

TEST(Utf8, AcceptsEveryValidForm) {
    for (const char* text : {"", "abc", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF",
                             "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_EQ(first_invalid_utf8(text), std::nullopt) << text;
    }
}

TEST(Utf8, FindsTheFirstInvalidByte) {
    for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF",
                             "\xE2\x82", "\xE2(\x80", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80",
                             "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
        EXPECT_EQ(first_invalid_utf8(std::string("ab") + text + "c"), 2u) << text;
    }
}

TEST(Utf8, CountsLinesOfEveryKindAndColumnsInCharacters) {
    const std::string text = "a\nb\r\nc\rdé€x";
    const auto expect_at = [&](char c, std::size_t line, std::size_t column) {
        const Position position = position_of(text, text.find(c));
        EXPECT_EQ(position.line, line) << c;
        EXPECT_EQ(position.column, column) << c;
    };
    expect_at('a', 1, 1);
    expect_at('b', 2, 1);
    expect_at('c', 3, 1);
    expect_at('d', 4, 1);
    expect_at('x', 4, 4);
}

}  // namespace
}  // namespace qca::test
