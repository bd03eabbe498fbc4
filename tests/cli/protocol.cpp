// qcasweep protocol: the robustness test protocol.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::expect_contains;
using test::Finished;
using test::replaced;
using test::run_qcasweep;

class ProtocolCommand : public test::CommandTest {
  protected:
    ProtocolCommand() : CommandTest({"protocol"}) {}
    void SetUp() override {
        test::write_small_study(folder_);
    }
    void write_study(const std::string& protocol) const {
        test::write_file(folder_ / "study.toml", test::khanal_study() + test::small_sweep() + protocol);
    }
};

TEST_F(ProtocolCommand, TheSolutionIsRobustAgainstItself) {
    const Json report = json({"study.toml", "--test", "UNI*GDP*~POW + ENT*~UNI*GDP*POW"});
    EXPECT_EQ(report["initial"]["expression"], "UNI*GDP*~POW + ENT*~UNI*GDP*POW");
    EXPECT_EQ(report["initial"]["models"], 1);
    for (const char* measure : {"RF_cov", "RF_cons", "RF_SC_minTS", "RF_SC_maxTS", "RCR_typ"}) EXPECT_EQ(report[measure], 1.0) << measure;
    EXPECT_EQ(report["RCR_dev"], nullptr) << "no deviant case is in the solution: 0/0";
    EXPECT_EQ(report["RCC_Rank"], 1);
    EXPECT_EQ(report["scenarios"], nullptr);
}

TEST_F(ProtocolCommand, TheStudyFileNamesTests) {
    write_study("[protocol]\ninitial = \"ENT*GDP\"\n[protocol.tests]\nwide = \"GDP\"\nlow = { incl = 0.8 }\nnone = { incl = 1.0 }\n"
                "moved = { anchors = { GDP = { crossover = 12.5 } } }\n");
    const Json report = json({"study.toml", "--test", "POW"});
    EXPECT_EQ(report["initial"]["expression"], "ENT*GDP");
    EXPECT_EQ(report["initial"]["models"], nullptr);
    std::vector<std::string> names;
    for (const Json& test : report["tests"]) names.push_back(test["name"]);
    EXPECT_EQ(names.front(), "wide");
    EXPECT_EQ(names.back(), "T1");
    EXPECT_NE(std::find(names.begin(), names.end(), "moved"), names.end());
    EXPECT_EQ(report["without_solution"], Json{"none"});
    expect_contains(output({"study.toml"}), "none: no row is positive, so it has no solution and is no test solution\n");
    EXPECT_EQ(json({"study.toml", "--initial", "UNI"})["initial"]["expression"], "UNI");
}

TEST_F(ProtocolCommand, AResultFileIsTheSweepOfItsStudy) {
    ASSERT_EQ(run_qcasweep({"run", "study.toml", "-o", "new.h5", "--progress", "none"}, folder_).status, 0);
    const std::string text = output({"study.toml", "--sweep"});
    EXPECT_EQ(output({"new.h5"}), text);
    EXPECT_EQ(output({"study.toml", "--sweep", "--threads", "1"}), text);
    const Json report = json({"new.h5"}), first = json({"new.h5", "--models", "first"});
    EXPECT_EQ(report["scenarios"]["scenarios"], test::small_sweep_scenarios);
    EXPECT_EQ(report["scenarios"]["skipped"], test::small_sweep_scenarios / 2);
    EXPECT_EQ(report["scenarios"]["tested"].get<std::uint64_t>() + report["scenarios"]["no_solution"].get<std::uint64_t>(),
              test::small_sweep_scenarios / 2);
    EXPECT_EQ(report["models"], "all");
    EXPECT_EQ(first["models"], "first");
    // More test solutions: no minimum rises, no maximum falls.
    for (std::size_t c = 0; c < report["cases"].size(); ++c) {
        EXPECT_LE(report["cases"][c]["min_test"], first["cases"][c]["min_test"]);
        EXPECT_GE(report["cases"][c]["max_test"], first["cases"][c]["max_test"]);
        expect_contains(report["cases"][c]["min_from"], "scenario ");
    }
}

TEST_F(ProtocolCommand, CsvHasOneLineACase) {
    const std::string csv = output({"study.toml", "--test", "GDP", "--test", "ENT*GDP", "--format", "csv"});
    EXPECT_TRUE(csv.starts_with("case,outcome,initial,min_test,max_test,core,kind,type,min_from,max_from\n"));
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 31);
    expect_contains(csv, ",typical,robust,T2,T1\n");
}

TEST_F(ProtocolCommand, WrongInputIsSaidToBeWrong) {
    expect_refused({"study.toml"}, "study.toml: there is no test solution (none was asked for) name some with --test");
    expect_refused({"study.toml", "--test", "GPD"}, "study.toml: --test: ");
    expect_refused({"study.toml", "--test", "GPD"}, "did you mean 'GDP'");
    expect_refused({"study.toml", "--initial", "ENT +"}, "--initial");
    expect_refused({"study.toml", "--test", "GDP", "--models", "some"}, "some");
    expect_refused({"missing.toml", "--test", "GDP"}, "missing.toml");
    test::write_file(folder_ / "alone.toml", test::khanal_study());
    expect_refused({"alone.toml", "--sweep"}, "alone.toml: the study has no sweep");
    const auto refused = [&](const std::string& text, const std::string& said) {
        write_study(text);
        expect_refused({"study.toml"}, said);
    };
    refused("[protocol]\ntest = \"A\"\n", "'test'");
    refused("[protocol.tests]\na = { incl0 = 0.9 }\n", "incl0 is 0.9, above incl 0.85");
    refused("[protocol.tests]\na = { icnl = 0.9 }\n", "did you mean 'incl'");
    refused("[protocol.tests]\na = { anchors = { GPD = { crossover = 12 } } }\n", "did you mean 'GDP'");
    refused("[protocol.tests]\na = { anchors = { GDP = { crossover = 30 } } }\n", "are not in order");
    refused("[protocol.tests]\na = { anchors = { GDP = {} } }\n", "is empty");
    refused("[protocol.tests]\na = { solution = \"GDP\", incl = 0.9 }\n", "does not go with a solution that is given");
    refused("[protocol.tests]\na = { type = \"intermediate\" }\n", "needs directional expectations");
    refused("[protocol.tests]\na = 3\n", "protocol.tests.a");
    refused("[protocol.tests]\na = { incl = 1.0 }\n", "in none of the analyses a row is positive");
}

}  // namespace
}  // namespace qca
