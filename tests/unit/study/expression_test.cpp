#include "host/study/expression.hpp"

#include <gtest/gtest.h>

#include "tests/unit/study/base_study.hpp"

namespace qca::test {
namespace {

const std::vector<std::string> conditions{"ENT", "UNI", "GDP", "POW", "e1_x"};

TEST(Expression, BecomesAnImplicant) {
    EXPECT_EQ(parse_path("ENT*~UNI*GDP*POW", conditions, "w"), (Implicant{0b11110, 0b10110}));
    EXPECT_EQ(parse_path("ENT", conditions, "w"), (Implicant{0b10000, 0b10000}));
    EXPECT_EQ(parse_path("~e1_x", conditions, "w"), (Implicant{0b00001, 0b00000}));
    EXPECT_EQ(parse_path("  POW *\t~ ENT ", conditions, "w"), (Implicant{0b10010, 0b00010}));
}

TEST(Expression, IsWrittenInTheOrderOfTheConditions) {
    EXPECT_EQ(to_expression(parse_path("~POW*GDP*~ENT", conditions, "w"), conditions), "~ENT*GDP*~POW");
    EXPECT_EQ(to_expression(Implicant{}, conditions), "1");
}

TEST(Expression, OfAnyImplicantReadsBackEqual) {
    for (std::uint32_t literals = 1; literals < 32; ++literals) {
        for (std::uint32_t values = 0; values < 32; ++values) {
            if ((values & ~literals) != 0) continue;
            const Implicant path{literals, values};
            EXPECT_EQ(parse_path(to_expression(path, conditions), conditions, "w"), path);
        }
    }
}

TEST(Expression, ASumHasSeveralPaths) {
    EXPECT_EQ(parse_sum("ENT*~UNI + POW+~e1_x", conditions, "w"),
              (std::vector<Implicant>{{0b11000, 0b10000}, {0b00010, 0b00010}, {0b00001, 0}}));
    EXPECT_EQ(parse_sum("ENT", conditions, "w"), (std::vector<Implicant>{{0b10000, 0b10000}}));
    EXPECT_EQ(to_expression(parse_sum("~UNI*ENT+POW", conditions, "w"), conditions), "ENT*~UNI + POW");
    EXPECT_EQ(to_expression(std::vector<Implicant>{}, conditions), "");
}

TEST(Expression, ASumIsRefusedWithAReason) {
    const std::vector<std::pair<const char*, const char*>> bad{
        {" ", "an empty expression"},
        {"ENT+", "the expression 'ENT+' ends where a condition is expected"},
        {"+ENT", "'+' in the expression '+ENT'"},
        {"ENT++UNI", "'+' in the expression"},
        {"ENT UNI", "where *, + or the end is expected"},
        {"POW + ENT*ENT + UNI", "'ENT' occurs twice in the path 'ENT*ENT'"},
        {"ENT + UNY", "unknown condition 'UNY' in the expression 'ENT + UNY'"},
    };
    for (const auto& [expression, fragment] : bad) {
        const std::string message = message_of([&] { parse_sum(expression, conditions, "s.toml:12:7"); });
        EXPECT_TRUE(is_complaint(message, "s.toml")) << message;
        EXPECT_NE(message.find(fragment), std::string::npos) << expression << ": " << message;
    }
    EXPECT_EQ(parse_sum("ENT + ENT*UNI", conditions, "w").size(), 2u) << "twice, but in different paths";
}

TEST(Expression, AConfigurationIsARow) {
    EXPECT_TRUE(is_configuration("0110"));
    EXPECT_FALSE(is_configuration(""));
    EXPECT_FALSE(is_configuration("012"));
    EXPECT_FALSE(is_configuration("0 1"));
    EXPECT_EQ(parse_configuration("01101", conditions, "w"), (Implicant{0b11111, 0b01101}));
    EXPECT_NE(message_of([&] { parse_configuration("0110", conditions, "w"); }).find("has 4 digits"),
              std::string::npos);
}

TEST(Expression, IsRefusedWithAReason) {
    const std::vector<std::pair<const char*, const char*>> bad{
        {"", "an empty path"},
        {"  ", "an empty path"},
        {"ENT*", "ends where a condition is expected"},
        {"~", "ends where a condition is expected"},
        {"*ENT", "'*' in the path '*ENT'"},
        {"~~ENT", "'~' in the path"},
        {"ENT**UNI", "'*' in the path"},
        {"ENT UNI", "'U' in the path"},
        {"ENT~UNI", "'~' in the path"},
        {"ENT+UNI", "one conjunction"},
        {"ENT*UNY", "unknown condition 'UNY'"},
        {"ent", "did you mean 'ENT'?"},
        {"ENT*ENT", "once is enough"},
        {"ENT*~ENT", "no case is both"},
        {"~ENT*ENT", "no case is both"},
        {"~ENT*~ENT", "once is enough"},
        {"ENT·UNI", "'·' in the path"},
        {"(ENT)", "'(' in the path"},
        {"1", "unknown condition '1'"},
    };
    for (const auto& [expression, fragment] : bad) {
        const std::string message = message_of([&] { parse_path(expression, conditions, "s.toml:12:7"); });
        EXPECT_TRUE(message.starts_with("s.toml:12:7: ")) << message;
        EXPECT_NE(message.find(fragment), std::string::npos) << expression << ": " << message;
    }
}

}  // namespace
}  // namespace qca::test
