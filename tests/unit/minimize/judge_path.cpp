#include "host/minimize/judge_path.hpp"

#include <gtest/gtest.h>

#include "host/study/expression.hpp"

namespace qca {
namespace {

const std::vector<std::string> names{"A", "B", "C"};

Implicant path(const std::string& expression) {
    return parse_path(expression, names, "test");
}

/// Models given as lists of paths.
ModelSet models(const std::vector<std::vector<std::string>>& expressions) {
    ModelSet set;
    for (const auto& model : expressions) {
        auto& positions = set.models.emplace_back();
        for (const std::string& expression : model) {
            const Implicant implicant = path(expression);
            const auto found = std::find(set.paths.begin(), set.paths.end(), implicant);
            positions.push_back(static_cast<std::uint16_t>(found - set.paths.begin()));
            if (found == set.paths.end()) set.paths.push_back(implicant);
        }
        std::sort(positions.begin(), positions.end());
    }
    return set;
}

Survival judged(const std::string& expression, const std::vector<std::vector<std::string>>& in) {
    return judge_path(3, path(expression), models(in));
}

TEST(JudgePath, EveryState) {
    EXPECT_EQ(judged("A*B", {{"A*B", "C"}, {"A*B", "~C"}}), Survival::exact_all);
    EXPECT_EQ(judged("A*B", {{"C", "A"}, {"A*B", "~C"}}), Survival::exact_some);
    EXPECT_EQ(judged("A*B", {{"A*B*C"}}), Survival::narrowed);
    EXPECT_EQ(judged("A*B", {{"~C"}, {"B"}}), Survival::absorbed);
    EXPECT_EQ(judged("A*B", {{"A*C", "B*~C"}}), Survival::covered);
    EXPECT_EQ(judged("A*B", {{"~A", "~B*C"}}), Survival::absent);
    EXPECT_EQ(judged("A*B", {}), Survival::no_solution);
}

TEST(JudgePath, TheFirstStateThatHoldsWins) {
    EXPECT_EQ(judged("A*B", {{"A"}, {"A*B", "C"}}), Survival::exact_some);
    EXPECT_EQ(judged("A*B", {{"A"}, {"A*B*C"}}), Survival::narrowed);
    EXPECT_EQ(judged("A*B", {{"A*C", "B*~C"}, {"B"}}), Survival::absorbed);
}

TEST(JudgePath, PathsOfDifferentModelsDoNotCoverTogether) {
    EXPECT_EQ(judged("A*B", {{"A*C"}, {"B*~C"}}), Survival::absent);
}

TEST(JudgePath, SharedLiteralsWithAnotherSignAreNotTheSamePath) {
    EXPECT_EQ(judged("A*B", {{"A*~B*C", "~A"}}), Survival::absent);
}

TEST(JudgePath, TheConstantOneAbsorbsEveryPath) {
    ModelSet one;
    one.paths = {Implicant{}};
    one.models = {{0}};
    EXPECT_EQ(judge_path(3, path("~A"), one), Survival::absorbed);
}

}  // namespace
}  // namespace qca
