// qcasweep chance: permutation tests, random data, retention.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::expect_contains;
using test::replaced;

class ChanceCommand : public test::CommandTest {
  protected:
    ChanceCommand() : CommandTest({"chance"}) {}
    void SetUp() override {
        test::write_file(folder_ / "study.toml", test::khanal_study());
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
        test::write_file(folder_ / "crisp.csv", "case,A,B,Y\na,1,0,1\nb,1,0,1\nc,0,1,0\nd,0,0,0\n");
        test::write_file(folder_ / "crisp.toml",
                         "[study]\nname = \"crisp\"\n[data]\nfile = \"crisp.csv\"\ncases = \"case\"\n[outcome]\nname = \"Y\"\ncolumn = \"Y\"\ncalibrate = \"none\"\n"
                         "[conditions.A]\ncolumn = \"A\"\ncalibrate = \"none\"\n[conditions.B]\ncolumn = \"B\"\ncalibrate = \"none\"\n[cutoffs]\nincl = 1.0\n"
                         "[solution]\ntype = \"parsimonious\"\n");
    }
};

TEST_F(ChanceCommand, CrispSetsAreCountedExactly) {
    const Json report = Json::parse(output({"crisp.toml", "--permutations", "1000", "--changes", "4", "--format", "json"}));
    EXPECT_EQ(report["model"], "A");
    EXPECT_EQ(report["permutation_test"]["method"], "closed_form");
    EXPECT_EQ(report["permutation_test"]["arrangements"], nullptr);
    const Json& path = report["permutation_test"]["sets"][0];
    EXPECT_EQ(path["expression"], "A");
    EXPECT_NEAR(path["p"].get<double>(), 1.0 / 6, 1e-12);  // one of 6 ways to choose 2 of 4 cases
    EXPECT_EQ(path["p_holm"], path["p"]);
    EXPECT_EQ(path["inclS"], 1.0);
    EXPECT_EQ(path["expected_inclS"], 0.5);
    EXPECT_TRUE(report["crisp"]);
    // Without d nothing speaks against ~B; without any other case A stays the only model.
    const Json& one = report["retention"][0];
    EXPECT_EQ(one["change"], "delete");
    EXPECT_EQ(one["cases"], 1);
    EXPECT_EQ(one["ways"], "4");
    EXPECT_EQ(one["kept"], "3");
    EXPECT_EQ(one["share"], 0.75);
    EXPECT_EQ(one["paths"][0]["exact_all"], "3");
    EXPECT_EQ(one["paths"][0]["exact_some"], "1");  // A | ~B
    EXPECT_EQ(one["paths"][0]["share"], 1.0);
    EXPECT_EQ(report["retention"].size(), 8u);
    EXPECT_EQ(report["retention"][3]["kept"], "0");
    EXPECT_EQ(report["retention"][3]["ways"], "1");
    for (const Json& data : report["random_data"]) EXPECT_EQ(data["data_sets"], 1000);
}

TEST_F(ChanceCommand, ResultsDoNotDependOnThreads) {
    const std::vector<std::string> arguments{"study.toml", "--permutations", "30000", "--format", "json", "--threads"};
    const auto with = [&](const std::string& threads) {
        std::vector<std::string> all = arguments;
        all.push_back(threads);
        return output(all);
    };
    const std::string one = with("1");
    EXPECT_EQ(one, with("3"));
    const Json report = Json::parse(one);
    EXPECT_EQ(report["permutation_test"]["method"], "sampling");
    EXPECT_EQ(report["permutation_test"]["arrangements"], 30000);
    ASSERT_EQ(report["permutation_test"]["sets"].size(), 3u);
    EXPECT_EQ(report["permutation_test"]["sets"][2]["what"], "model");
    EXPECT_EQ(report["permutation_test"]["sets"][2]["p_holm"], nullptr);
    for (const Json& set : report["permutation_test"]["sets"]) {
        EXPECT_EQ(set["p"], (set["at_least"].get<double>() + 1) / 30001);
        EXPECT_LE(set["p_interval"][0], set["p"]);
        EXPECT_GE(set["p_interval"][1], set["p"]);
    }
    EXPECT_NE(one, output({"study.toml", "--permutations", "30000", "--format", "json", "--seed", "2"}));
}

TEST_F(ChanceCommand, APathIsTestedAlone) {
    const std::string by_name = output({"study.toml", "--path", "fas", "--permutations", "5000"});
    EXPECT_EQ(by_name, output({"study.toml", "--path", "ENT*~UNI*GDP*POW", "--permutations", "5000"}));
    expect_contains(by_name, "5,000 random permutations, seed 1; p = (b + 1) / (m + 1)\n");
    expect_contains(by_name, "the path ENT*~UNI*GDP*POW");
    expect_contains(by_name, "2 recoded   435 ");
    const std::string alone = output({"study.toml", "--path", "fas", "--permutations", "5000", "--margins", "none", "--changes", "0"});
    EXPECT_EQ(alone.find("Random data"), std::string::npos);
    EXPECT_EQ(alone.find("Retention"), std::string::npos);
    // No solution at all: a named path can be tested still.
    test::write_file(folder_ / "study.toml", replaced(test::khanal_study(), "incl = 0.85", "incl = 1.0"));
    expect_refused({"study.toml"}, "study.toml: the study has no solution (no row of its truth table is positive) name a path with --path");
    expect_contains(output({"study.toml", "--path", "fas", "--permutations", "500"}), "The study has no solution of its own");
}

TEST_F(ChanceCommand, CsvHasOneLineANumber) {
    const std::string csv = output({"crisp.toml", "--permutations", "10", "--changes", "1", "--format", "csv"});
    EXPECT_TRUE(csv.starts_with("part,setting,what,expression,measure,value\npermutation_test,closed_form,path,A,inclS,1\n")) << csv;
    expect_contains(csv, "\nretention,delete 1,any,,ways,4\n");
    expect_contains(csv, "\nrandom_data,sets,any,,data_sets,10\n");
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1)
        EXPECT_EQ(std::count(csv.begin() + static_cast<std::ptrdiff_t>(at), csv.begin() + static_cast<std::ptrdiff_t>(csv.find('\n', at)), ','), 5);
}

TEST_F(ChanceCommand, WrongInputIsSaidToBeWrong) {
    expect_refused({"study.toml", "--path", "GPD"}, "did you mean 'GDP'");
    expect_refused({"study.toml", "--permutations", "0"}, "--permutations");
    expect_refused({"study.toml", "--margins", "rows"}, "rows");
    expect_refused({"study.toml", "--changes", "-1"}, "--changes");
    expect_refused({"missing.toml"}, "missing.toml");
    expect_refused({"study.toml", "--permutations", "10", "--changes", "3", "--exact", "4059"},
                   "there are 4060 ways to change 3 of 30 cases (the limit is 4059)");
    std::string text = test::khanal_study();
    text.resize(text.find("[paths]"));
    for (int c = 1; c <= 5; ++c) text += fmt::format("[conditions.C{}]\ncolumn = \"gdp_per_capita\"\ncalibrate = \"crisp\"\nthreshold = {}\n", c, c);
    test::write_file(folder_ / "study.toml", text);
    expect_refused({"study.toml"}, "9 conditions are too many");
}

}  // namespace
}  // namespace qca
