// qcasweep ranges: exact sensitivity ranges of a study.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::expect_contains;
using test::Finished;
using test::replaced;
using test::run_qcasweep;

constexpr const char* path = "ENT*~UNI*GDP*POW";

class Ranges : public test::CommandTest {
  protected:
    Ranges() : CommandTest({"ranges"}) {}
    void SetUp() override {
        test::write_file(folder_ / "study.toml", test::khanal_study());
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    std::string ranges(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "study.toml");
        return output(arguments);
    }
    Json ranges_json(std::vector<std::string> arguments = {}) const {
        arguments.insert(arguments.end(), {"--format", "json"});
        return Json::parse(ranges(arguments));
    }
    /// The conservative models of the study with an anchor of the outcome, by `analyze`.
    Json models_with(const std::string& crossover) const {
        test::write_file(folder_ / "moved.toml",
                         replaced(test::khanal_study(), "crossover = 12.5", "crossover = " + crossover));
        const Finished finished = run_qcasweep({"analyze", "moved.toml", "--format", "json"}, folder_);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return Json::parse(finished.out)["solutions"]["conservative"]["models"];
    }
};

Json parameter(const Json& report, const std::string& name) {
    for (const Json& range : report["parameters"])
        if (range["parameter"] == name) return range;
    throw std::logic_error("no parameter " + name);
}

TEST_F(Ranges, AnalysesOnBothSidesOfABoundaryDiffer) {
    const Json range = parameter(ranges_json(), "INT_crossover");
    EXPECT_EQ(range["same"]["low_end"], "changed");
    EXPECT_EQ(range["same"]["high_end"], "changed");
    const Json own = models_with("12.5");
    for (const char* end : {"first", "last"}) {
        const double value = range["same"][end], inward = std::string(end) == "first" ? 1e-9 : -1e-9;
        EXPECT_EQ(models_with(fmt::format("{}", value + inward)).size(), own.size());
        const auto paths = [](const Json& models) {
            std::vector<std::string> all;
            for (const Json& model : models) all.push_back(model["expression"]);
            return all;
        };
        EXPECT_EQ(paths(models_with(fmt::format("{}", value))), paths(own));
        EXPECT_EQ(paths(models_with(fmt::format("{}", value + inward))), paths(own));
        EXPECT_NE(paths(models_with(fmt::format("{}", value - inward))), paths(own));
    }
}

TEST_F(Ranges, TheTextSaysWhereAnhuiLeaves) {
    const std::string text = ranges({"--path", path});
    expect_contains(text, "GDP_crossover at 14.000000000 and below: Anhui leaves (Anhui's membership in GDP falls to 0.5)\n");
    expect_contains(text, "Cases of the path: Anhui, Fujian, Shandong\n");
    expect_contains(text, "changed: absorbed");
    expect_contains(text, "infeasible");
    expect_contains(text, "search edge");
    EXPECT_EQ(text, ranges({"--path", "fas"}));
    EXPECT_EQ(text, ranges({"--path", "POW*GDP * ~UNI*ENT", "--threads", "1"}));
}

TEST_F(Ranges, TheTextSaysWhichRowFlipsAndWhy) {
    const std::string text = ranges({"--path", path});
    expect_contains(text, "row 1111: 0 -> 1 (inclusion of row 1111 reaches 0.85)\n");
    expect_contains(text, "row 1011: 1 -> ? (n of row 1011, 3, lies below the cutoff)\n");
    expect_contains(text, "row 0011: ? -> 1 (Fujian's membership in ENT falls below 0.5; n of row 0011 rises to 1)\n");
    expect_contains(ranges({}), "Solutions (S1: the study's own)\n  S1 ");
}

TEST_F(Ranges, JsonHasEveryInterval) {
    const Json report = ranges_json({"--path", path, "--reach", "2"});
    EXPECT_EQ(report["path"], path);
    EXPECT_EQ(report["reach"], 2.0);
    EXPECT_EQ(report["path_cases"], (Json{"Anhui", "Fujian", "Shandong"}));
    EXPECT_EQ(report["states"][0], (Json{{"state", "exact_all"}}));
    EXPECT_EQ(report["parameters"].size(), 18u);
    for (const Json& range : report["parameters"]) {
        ASSERT_FALSE(range["intervals"].empty());
        EXPECT_EQ(range["boundaries"].size() + 1, range["intervals"].size());
        for (const Json& interval : range["intervals"]) EXPECT_LE(interval["first"], interval["last"]);
        for (const Json& boundary : range["boundaries"]) {
            EXPECT_LT(boundary["below"], boundary["above"]);
            EXPECT_FALSE(boundary["flips"].empty());
        }
    }
    const Json n = parameter(report, "n_cut");
    EXPECT_EQ(n["intervals"][1]["state"], "no_solution");
    EXPECT_EQ(n["boundaries"][0]["flips"].back()["causes"][0]["kind"], "n");
    EXPECT_TRUE(parameter(ranges_json(), "GDP_crossover").contains("touches"));
}

TEST_F(Ranges, CsvHasOneLineAnInterval) {
    std::size_t intervals = 0;
    const Json report = ranges_json();
    for (const Json& range : report["parameters"]) intervals += range["intervals"].size();
    std::istringstream lines(ranges({"--format", "csv"}));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "parameter,own,first,last,low_end,high_end,state,solution,because_low,because_high");
    std::size_t count = 0;
    while (std::getline(lines, line)) ++count;
    EXPECT_EQ(count, intervals);
}

TEST_F(Ranges, WrongInputIsSaidToBeWrong) {
    expect_refused({"study.toml", "--path", "ENT*GPD"}, "study.toml: --path");
    expect_refused({"study.toml", "--path", "ENT*GPD"}, "did you mean 'GDP'");
    expect_refused({"study.toml", "--path", "ENT + GDP"}, "--path");
    expect_refused({"missing.toml"}, "missing.toml");
    expect_refused({"study.toml", "--reach", "-1"}, "-1");
    expect_refused({"study.toml", "--format", "yaml"}, "yaml");
    expect_refused({}, "STUDY");
    test::write_file(folder_ / "study.toml", replaced(test::khanal_study(), "incl = 0.85", "incl = 1.85"));
    expect_refused({"study.toml"}, "study.toml:37:");
}

TEST_F(Ranges, MoreConditionsThanATruthTableHasAreRefused) {
    std::string text = test::khanal_study();
    text.resize(text.find("[paths]"));
    for (int c = 1; c <= 5; ++c) text += fmt::format("[conditions.C{}]\ncolumn = \"gdp_per_capita\"\ncalibrate = \"crisp\"\nthreshold = {}\n", c, c);
    test::write_file(folder_ / "study.toml", text);
    expect_refused({"study.toml"}, "9 conditions are too many for one truth table (the limit is 8)");
}

}  // namespace
}  // namespace qca
