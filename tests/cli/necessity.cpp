// qcasweep necessity: what it says of a result file.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

class NecessityCommand : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = test::fresh_folder();
        test::write_file(folder_ / "study.toml", test::khanal_study() + "[necessity]\nexpressions = [\"ENT + GDP\"]\ncutoff = 0.8\n" +
                                                     test::small_sweep());
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    Finished qcasweep(const std::vector<std::string>& arguments) const { return run_qcasweep(arguments, folder_); }
    Json json(const std::vector<std::string>& arguments) const {
        const Finished finished = qcasweep(arguments);
        EXPECT_EQ(finished.status, 0) << finished.err;
        return Json::parse(finished.out);
    }

    std::filesystem::path folder_;
};

TEST_F(NecessityCommand, AgreesWithAnalyzeOnTheStudysOwnChoices) {
    const Json analysis = json({"analyze", "study.toml", "--format", "json"});
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "out.h5", "--progress", "none"}).status, 0);
    const Json found = json({"necessity", "out.h5", "--format", "json"});
    EXPECT_EQ(found["cutoff"], 0.8);
    EXPECT_EQ(found["evaluated"], test::small_sweep_scenarios / 2);
    ASSERT_EQ(analysis["necessity"].size(), 9u);
    ASSERT_EQ(found["necessity"].size(), 18u);
    for (std::size_t i = 0; i < 9; ++i) {
        const Json& set = found["necessity"][i];
        EXPECT_EQ(set["set"], analysis["necessity"][i]["set"]);
        EXPECT_EQ(set["explained"], "outcome");
        for (const char* statistic : {"inclN", "RoN", "covN"}) {
            EXPECT_EQ(set[statistic]["own"], analysis["necessity"][i][statistic]);
            EXPECT_LE(set[statistic]["min"], set[statistic]["own"]);
            EXPECT_GE(set[statistic]["max"], set[statistic]["own"]);
        }
        EXPECT_EQ(set["scenarios"], test::small_sweep_scenarios / 2);
        for (const Json& axis : set["axes"]) {
            std::uint64_t at_cutoff = 0;
            for (const Json& value : axis["values"]) at_cutoff += value["at_cutoff"].get<std::uint64_t>();
            EXPECT_EQ(at_cutoff, set["at_cutoff"]) << axis["axis"];
        }
    }
    EXPECT_EQ(found["skew"].size(), 5u);
}

TEST_F(NecessityCommand, ExtremesAreScenariosThatRerunFinds) {
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "out.h5", "--progress", "none"}).status, 0);
    const Json found = json({"necessity", "out.h5", "--format", "json"});
    const Json& both = found["necessity"][8];
    ASSERT_EQ(both["set"], "ENT + GDP");
    std::string choices;
    for (const auto& [axis, value] : both["inclN"]["min_at"].items()) choices += (choices.empty() ? "" : ",") + axis + "=" + value.dump();
    const Json scenario = json({"rerun", "out.h5", choices, "--format", "json"});
    const Json& analysis = scenario.contains("analysis") ? scenario["analysis"] : scenario;
    EXPECT_EQ(analysis["necessity"][8]["inclN"], both["inclN"]["min"]) << choices;
}

TEST_F(NecessityCommand, TextAndCsv) {
    ASSERT_EQ(qcasweep({"run", "study.toml", "-o", "out.h5", "--progress", "none"}).status, 0);
    const Finished text = qcasweep({"necessity", "out.h5"});
    EXPECT_EQ(text.status, 0) << text.err;
    for (const char* words : {"Necessary for INT", "Necessary for ~INT", "ENT + GDP", "Skew", "INT_crossover=11"})
        EXPECT_NE(text.out.find(words), std::string::npos) << words;
    std::istringstream lines(qcasweep({"necessity", "out.h5", "--format", "csv"}).out);
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "kind,set,explained,statistic,axis,value,count,share");
    std::size_t rows = 0;
    for (; std::getline(lines, line); ++rows) EXPECT_EQ(std::count(line.begin(), line.end(), ','), 7) << line;
    EXPECT_GT(rows, 100u);
}

TEST_F(NecessityCommand, TooManyCombinationsAreRefusedBeforeTheRun) {
    std::string study = test::khanal_study() + "[necessity]\nexpressions = [\"ENT + UNI\"]\n";
    for (const char* set : {"ENT", "UNI", "INT"})
        study += std::string("[sweep.anchors.") + set + "]\ncrossover = { from = 12, to = 14, step = 0.001 }\n";
    test::write_file(folder_ / "study.toml", study);
    for (const char* command : {"plan", "run"}) {
        const Finished finished = qcasweep({command, "study.toml"});
        EXPECT_EQ(finished.status, 2);
        EXPECT_NE(finished.err.find("8.012e+09 combinations"), std::string::npos) << finished.err;
    }
    EXPECT_EQ(qcasweep({"analyze", "study.toml"}).status, 0);
}

}  // namespace
}  // namespace qca
