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
        const bool compared = what == "calibrations" || what == "scenarios" || what == "points" || what == "solutions";
        if (rate.at("backend") != "cpu") continue;
        EXPECT_EQ(rate.at("share_of_ceiling").is_null(), !compared) << rate;
        if (compared && !rate.at("share_of_ceiling").is_null()) {
            EXPECT_GT(rate.at("share_of_ceiling").get<double>(), 0.0) << rate;
            // At best, only one row has cases.
            EXPECT_LT(rate.at("share_of_ceiling").get<double>(), 1 << rate.at("conditions").get<int>()) << rate;
            sizes.insert(rate.at("cases").dump() + " cases, " + rate.at("conditions").dump() + " conditions, " +
                         rate.at("choices").dump() + " choices");
        }
        policies[what].insert(rate.at("policy").get<std::string>());
    }
    const std::map<std::string, std::set<std::string>> expected{
        {"calibrations", {"certified", "exact", "plain loop"}},
        {"scenarios", {"certified", "exact"}},
        {"points", {"certified", "exact"}},
        {"solutions", {"exact"}},
        {"tables", {"conservative", "parsimonious"}},
        {"run", {"certified"}}};
    EXPECT_EQ(policies, expected);
    EXPECT_EQ(sizes, (std::set<std::string>{"30 cases, 4 conditions, 8 choices", "30 cases, 8 conditions, 8 choices",
                                            "1000 cases, 6 conditions, 8 choices"}));
}

TEST(Bench, MeasuresScenariosAndRunsOnSeveralThreadsToo) {
    const test::Finished finished = test::run_qcasweep({"bench", "--quick", "--format", "json", "--threads", "3"}, test::fresh_folder());
    ASSERT_EQ(finished.status, 0) << finished.err;
    const Json json = Json::parse(finished.out);
    std::map<std::string, std::set<int>> threads;
    for (const Json& rate : json.at("rates"))
        if (rate.at("backend") == "cpu") threads[rate.at("what").get<std::string>()].insert(rate.at("threads").get<int>());
    const std::map<std::string, std::set<int>> expected{
        {"calibrations", {1}}, {"run", {1, 3}}, {"scenarios", {1, 3}}, {"points", {1}}, {"solutions", {1}}, {"tables", {1}}};
    EXPECT_EQ(threads, expected);
}

TEST(Bench, MeasuresTheBackendThatIsAskedFor) {
    const test::Finished cpu = test::run_qcasweep({"bench", "--quick", "--backend", "cpu"}, test::fresh_folder());
    EXPECT_EQ(cpu.status, 0) << cpu.err;
    EXPECT_EQ(cpu.out.find("cuda"), std::string::npos) << cpu.out;
    const test::Finished cuda = test::run_qcasweep({"bench", "--quick", "--backend", "cuda"}, test::fresh_folder());
    if (cuda.status == 0) {
        EXPECT_EQ(cuda.out.find("cpu"), std::string::npos) << cuda.out;
    } else {
        EXPECT_EQ(cuda.status, 3);
        EXPECT_NE(cuda.err.find("backend cuda: cannot be used"), std::string::npos) << cuda.err;
        EXPECT_EQ(cuda.out, "");
    }
}

TEST(Bench, PrintsATable) {
    const test::Finished finished = test::run_qcasweep({"bench", "--quick"}, test::fresh_folder());
    EXPECT_EQ(finished.status, 0) << finished.err;
    for (const char* part : {"int32 min+add", "float64 min+add", "calibrations", "plain loop", "% of ceiling", "solutions", "run"})
        EXPECT_NE(finished.out.find(part), std::string::npos) << part << "\n" << finished.out;
}

}  // namespace
}  // namespace qca
