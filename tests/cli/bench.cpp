// qcasweep bench: that it measures something of everything; how much is the machine's business.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/program.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;

Json bench_json() {
    const test::Finished finished = test::run_qcasweep({"bench", "--quick", "--format", "json"}, test::fresh_folder());
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.err, "");
    return Json::parse(finished.out);
}

TEST(Bench, MeasuresTheCeilingsOfACore) {
    const Json json = bench_json();
    std::set<std::string> kinds;
    for (const Json& ceiling : json.at("ceilings")) {
        EXPECT_EQ(ceiling.at("backend"), "cpu");
        EXPECT_GT(ceiling.at("per_second_per_core").get<double>(), 0.0) << ceiling;
        kinds.insert(ceiling.at("what").get<std::string>());
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"float64 min+add", "int32 min+add"}));
    EXPECT_EQ(json.at("ceilings").size(), 2u);
}

TEST(Bench, MeasuresEveryStageUnderEveryPolicy) {
    const Json json = bench_json();
    std::map<std::string, std::set<std::string>> policies;
    std::set<std::string> sizes;
    for (const Json& rate : json.at("rates")) {
        EXPECT_GT(rate.at("per_second").get<double>(), 0.0) << rate;
        EXPECT_EQ(rate.at("threads"), 1) << rate;
        const auto what = rate.at("what").get<std::string>();
        const bool compared = what == "calibrations" || what == "scenarios";
        if (rate.at("backend") != "cpu") continue;
        EXPECT_EQ(rate.at("share_of_ceiling").is_null(), !compared) << rate;
        if (compared && !rate.at("share_of_ceiling").is_null()) {
            EXPECT_GT(rate.at("share_of_ceiling").get<double>(), 0.0) << rate;
            EXPECT_LT(rate.at("share_of_ceiling").get<double>(), 5.0) << rate;
            sizes.insert(rate.at("cases").dump() + " cases, " + rate.at("conditions").dump() + " conditions, " +
                         rate.at("choices").dump() + " choices");
        }
        policies[what].insert(rate.at("policy").get<std::string>());
    }
    const std::map<std::string, std::set<std::string>> expected{
        {"calibrations", {"certified", "exact", "plain loop"}},
        {"scenarios", {"certified", "exact"}},
        {"tables", {"conservative", "parsimonious"}},
        {"run", {"certified"}}};
    EXPECT_EQ(policies, expected);
    EXPECT_EQ(sizes, (std::set<std::string>{"30 cases, 4 conditions, 8 choices", "30 cases, 8 conditions, 8 choices",
                                            "1000 cases, 6 conditions, 8 choices"}));
}

TEST(Bench, PrintsATable) {
    const test::Finished finished = test::run_qcasweep({"bench", "--quick"}, test::fresh_folder());
    EXPECT_EQ(finished.status, 0) << finished.err;
    for (const char* part : {"int32 min+add", "float64 min+add", "calibrations", "plain loop", "% of ceiling", "run"})
        EXPECT_NE(finished.out.find(part), std::string::npos) << part << "\n" << finished.out;
}

}  // namespace
}  // namespace qca
