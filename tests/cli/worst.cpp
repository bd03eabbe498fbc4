// qcasweep worst: the joint worst case of a study.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using Json = nlohmann::ordered_json;
using test::Finished;
using test::run_qcasweep;

constexpr const char* path = "ENT*~UNI*GDP*POW";

class Worst : public test::CommandTest {
  protected:
    Worst() : CommandTest({"worst"}) {}
    void SetUp() override {
        test::write_file(folder_ / "study.toml", test::khanal_study());
        test::write_file(folder_ / "khanal2024.csv", test::khanal_data());
    }
    std::string worst(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"study.toml", "--boxes", "300"});
        return output(arguments);
    }
};

/// The study file with the lines of a fragment in place of its own.
std::string with_fragment(const std::string& study, const std::string& fragment) {
    std::string text = study, line, table;
    std::istringstream lines(fragment);
    while (std::getline(lines, line)) {
        if (line.starts_with("[")) {
            table = line + "\n";
            continue;
        }
        const std::size_t begin = text.find("anchors = ", text.find(table));
        text.replace(begin, text.find('\n', begin) - begin, line);
    }
    return text;
}

TEST_F(Worst, AnalyzeOfTheScenarioDoesNotHaveThePath) {
    const Json report = Json::parse(worst({"--path", path, "--format", "json"}));
    EXPECT_EQ(report["path"], path);
    EXPECT_EQ(report["own"], "exact_all");
    EXPECT_EQ(report["alone"]["anchor"], "INT_crossover");
    for (const char* norm : {"largest", "euclidean"}) {
        const Json& bounds = report[norm];
        const double certified = bounds["certified"], found = bounds["found"];
        EXPECT_GT(certified, 0);
        EXPECT_LE(certified, found);
        EXPECT_EQ(bounds["gap"], found - certified);
        double largest = 0, squares = 0;
        for (const Json& anchor : bounds["scenario"]["anchors"]) {
            const double shift = anchor["shift"];
            largest = std::max(largest, std::abs(shift));
            squares += shift * shift;
        }
        EXPECT_DOUBLE_EQ(std::string(norm) == "largest" ? largest : std::sqrt(squares), found);
        EXPECT_LE(found, std::abs(double{report["alone"]["shift"]}));
        test::write_file(folder_ / "shifted.toml", with_fragment(test::khanal_study(), bounds["scenario"]["toml"]));
        const Finished finished = run_qcasweep({"analyze", "shifted.toml", "--format", "json"}, folder_);
        ASSERT_EQ(finished.status, 0) << finished.err;
        const Json analysis = Json::parse(finished.out);
        for (const Json& model : analysis["solutions"]["conservative"]["models"])
            for (const Json& of_model : model["paths"]) EXPECT_NE(of_model["expression"], path);
        for (const Json& flip : bounds["scenario"]["flips"])
            for (const Json& row : analysis["truth_table"]) {
                EXPECT_TRUE(row["configuration"] != flip["row"] || row["OUT"] == flip["to"]) << row;
            }
    }
    EXPECT_LT(report["largest"]["found"], 0.0316);
    EXPECT_GT(report["largest"]["certified"], 0.029);
}

TEST_F(Worst, TextSaysBoundsScenarioAndFlips) {
    const std::string text = worst({"--path", "fas"});
    for (const char* part : {"loses the path ENT*~UNI*GDP*POW", "largest single", "Euclidean", "Alone, INT_crossover does it at -0.077119.",
                             "row 1111: 0 -> 1 (inclusion of row 1111 reaches 0.85", "As it stands in a study file:\n[conditions.ENT]\nanchors = { exclusion = "})
        EXPECT_NE(text.find(part), std::string::npos) << "missing: " << part << "\nin:\n" << text;
    EXPECT_EQ(text, worst({"--path", path, "--threads", "1"}));
}

TEST_F(Worst, CsvHasOneLineAnAnchorAndNorm) {
    std::istringstream lines(worst({"--format", "csv"}));
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "norm,certified,found,gap,boxes,anchor,own,shifted,shift");
    std::size_t count = 0;
    while (std::getline(lines, line)) {
        EXPECT_EQ(std::count(line.begin(), line.end(), ','), 8);
        ++count;
    }
    EXPECT_EQ(count, 30u);
}

TEST_F(Worst, WrongInputIsSaidToBeWrong) {
    expect_refused({"study.toml", "--path", "ENT*UNI"}, "the path is no path of the study's own solution (it is ");
    expect_refused({"study.toml", "--path", "ENT*GPD"}, "did you mean 'GDP'");
    expect_refused({"study.toml", "--boxes", "0"}, "0");
    expect_refused({"missing.toml"}, "missing.toml");
    expect_refused({}, "STUDY");
}

}  // namespace
}  // namespace qca
