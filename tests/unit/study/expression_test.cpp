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
