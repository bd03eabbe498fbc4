// qcasweep recover: anchors behind printed tables.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::expect_contains;

class RecoverCommand : public test::CommandTest {
  protected:
    RecoverCommand() : CommandTest({"recover", "study.toml"}) {}
    void SetUp() override {
        const std::string printed = QCA_SOURCE_DIR "/tests/golden/data/khanal2024/";
        test::write_file(folder_ / "study.toml", test::read_file(QCA_SOURCE_DIR "/configs/khanal2024-breadth-stated.toml"));
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
        test::write_file(folder_ / "a4.csv", test::read_file(printed + "truth_table_a4_breadth_as_printed.csv"));
        test::write_file(folder_ / "a8.csv", test::read_file(printed + "necessity_a8_breadth_as_printed.csv"));
    }
};

TEST_F(RecoverCommand, TextNamesAnchorsMisprintsAndTheStudysOwn) {
    const std::string text = output({"--published", "a4.csv", "--published", "a8.csv"});
    expect_contains(text, "The best reproduce 73 of 76 printed figures: 1 joint candidate, and no other does");
    expect_contains(text, "ENT         25       14.5          6  rank (best smallest, ties largest)");
    expect_contains(text, "GDP         25       14.5          6  rank (best largest, any ties)");
    expect_contains(text, "Misprints? 3 printed figures that none of the best reproduces");
    expect_contains(text, "GDP   covN      0.722      0.7724  a8.csv:4:17");
    expect_contains(text, "The calibration of the study file reproduces ");
}

TEST_F(RecoverCommand, JsonHasEveryFigure) {
    const Json report = Json::parse(output({"--published", "a8.csv", "--published", "a4.csv", "--format", "json"}));
    EXPECT_EQ(report["printed"], 76);
    EXPECT_EQ(report["most_reproduced"], 73);
    EXPECT_EQ(report["complete"], true);
    EXPECT_EQ(report["figures"].size(), 76u);
    EXPECT_EQ(report["candidates"][0]["sets"]["POW"]["crossover"], 14.5);
    EXPECT_EQ(report["candidates"][0]["sets"].contains("BRE"), false);
    EXPECT_EQ(report["identified"]["ENT"]["regions"][0]["crossover"]["values"], 1);
    EXPECT_LT(report["identified"]["ENT"]["alone"]["crossover"]["high"].get<double>(), 14.6);
    std::size_t misprints = 0, own = 0;
    for (const Json& figure : report["figures"]) {
        misprints += figure["misprint"].get<bool>() ? 1 : 0;
        own += figure["own_reproduced"].get<bool>() ? 1 : 0;
    }
    EXPECT_EQ(misprints, 3u);
    EXPECT_EQ(report["own"]["reproduced"], own);
}

TEST_F(RecoverCommand, CsvHasALineANumber) {
    const std::string csv = output({"--published", "a4.csv", "--published", "a8.csv", "--format", "csv", "--threads", "1"});
    EXPECT_TRUE(csv.starts_with("part,rank,set,item,measure,value\nsearch,,,,printed,76\nsearch,,,,most_reproduced,73\n")) << csv;
    expect_contains(csv, "candidate,1,ENT,,exclusion,25\n");
    expect_contains(csv, "misprint,,,a8 GDP covN,where,a8.csv:4:17\n");
}

TEST_F(RecoverCommand, TheResultDoesNotDependOnTheThreads) {
    const std::vector<std::string> tables{"--published", "a4.csv", "--published", "a8.csv", "--within", "1"};
    std::vector<std::string> one = tables, three = tables;
    one.insert(one.end(), {"--threads", "1"});
    three.insert(three.end(), {"--threads", "3"});
    EXPECT_EQ(output(one), output(three));
}

TEST_F(RecoverCommand, OptionsMakeTheSearchSmaller) {
    const Json report = Json::parse(
        output({"--published", "a8.csv", "--fix", "ENT", "--step", "1", "--step", "POW=2", "--transforms", "own", "--top", "2", "--format", "json"}));
    EXPECT_EQ(report["space"][0]["candidates"], 1);
    EXPECT_EQ(report["space"][1]["variants"].size(), 1u);
    EXPECT_EQ(report["space"][1]["variants"][0]["crossover"][1], 2);
    EXPECT_EQ(report["space"][3]["variants"][0]["crossover"][1], 2);
    EXPECT_LE(report["candidates"].size(), 2u);
}

TEST_F(RecoverCommand, ASearchThatEndsAtItsLimitSaysSo) {
    expect_contains(output({"--published", "a4.csv", "--limit", "10"}), "The search ended at its limit (--limit)");
}

TEST_F(RecoverCommand, RefusesWhatIsWrong) {
    expect_refused({}, "no printed table given (");
    expect_refused({"--published", "a9.csv"}, "a9.csv");
    expect_refused({"--published", "a8.csv", "--published", "a8.csv"}, "a8.csv:2:1: a second row ENT");
    expect_refused({"--published", "khanal2024.csv"}, "khanal2024.csv:1:1: neither a necessity table nor a truth table");
    expect_refused({"--published", "a8.csv", "--step", "small"}, "study.toml: --step: 'small' is no step");
    expect_refused({"--published", "a8.csv", "--step", "GPD=3"}, "study.toml: --step: no set 'GPD'");
    expect_refused({"--published", "a8.csv", "--fix", "BRE"}, "study.toml: --fix: no set 'BRE'");
}

}  // namespace
}  // namespace qca
