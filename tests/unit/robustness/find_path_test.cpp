#include "host/robustness/find_path.hpp"

#include <gtest/gtest.h>

#include "host/error.hpp"
#include "tests/unit/robustness/small_sweep.hpp"

namespace qca {
namespace {

std::string message_for(const SweepResult& result, const std::string& wanted) {
    try {
        find_path(result, wanted);
    } catch (const InputError& error) {
        return error.what();
    }
    return "found";
}

TEST(FindPath, ByNameOrByExpressionInAnyOrderAndWithBlanks) {
    SweepResult result = test::small_sweep();
    result.paths.push_back(result.paths[0]);
    result.paths[1].name = "second";
    result.paths[1].expression = "ENT*~UNI*GDP";
    for (const char* wanted : {"second", "ENT*~UNI*GDP", " GDP * ~ UNI*ENT"})
        EXPECT_EQ(&find_path(result, wanted), &result.paths[1]) << wanted;
    EXPECT_EQ(&find_path(result, "~UNI*ENT"), &result.paths[0]);
}

TEST(FindPath, ANameGoesBeforeAnExpression) {
    SweepResult result = test::small_sweep();
    result.paths.push_back(result.paths[0]);
    result.paths[0].expression = "GDP";
    result.paths[1].name = "GDP";
    EXPECT_EQ(&find_path(result, "GDP"), &result.paths[1]);
}

TEST(FindPath, SaysWhichPathsThereAre) {
    const SweepResult result = test::small_sweep();
    EXPECT_EQ(message_for(result, "GDP * ENT"),
              "path: 'ENT*GDP' is not among the paths of this file (it holds main = ENT*~UNI) add it to "
              "[paths] of the "
              "study and run again");
    EXPECT_NE(message_for(result, "mian").find("'mian' is not among the paths"), std::string::npos);
    EXPECT_NE(message_for(result, "ENT*GPD").find("did you mean 'GDP'?"), std::string::npos);
    SweepResult none = result;
    none.paths.clear();
    EXPECT_NE(message_for(none, "ENT").find("(it holds none)"), std::string::npos);
}

}  // namespace
}  // namespace qca
