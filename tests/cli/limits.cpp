// Input that is too much: refused with its place and the limit, before it costs time or memory.
#include <gtest/gtest.h>

#include <regex>

#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using test::Finished;
using test::run_qcasweep;

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    all.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

class Limits : public testing::Test {
  protected:
    Limits() { test::write_small_study(folder_); }

    /// Status 2 and one line `qcasweep: where problem (why) suggestion`, from every command that reads the study, or that plans a sweep.
    enum class By { reading, planning };
    void expect_refused(const std::string& where, const std::string& said, By by = By::reading) const {
        std::vector<std::vector<std::string>> commands{{"plan", "study.toml"}, {"run", "study.toml", "-o", "r.h5"}};
        if (by == By::reading) commands.push_back({"analyze", "study.toml"});
        for (const std::vector<std::string>& command : commands) {
            const Finished finished = run_qcasweep(command, folder_);
            EXPECT_EQ(finished.status, 2) << command.front() << ": " << finished.err.substr(0, 400);
            EXPECT_EQ(finished.out, "");
            EXPECT_TRUE(finished.err.starts_with("qcasweep: " + where)) << "expected " << where << ", found " << finished.err.substr(0, 400);
            EXPECT_NE(finished.err.find(said), std::string::npos) << "expected " << said << ", found " << finished.err.substr(0, 400);
            ASSERT_LT(finished.err.size(), 4500u) << "a screenful";
            EXPECT_TRUE(std::regex_match(finished.err, std::regex(R"([^\n]+: [^\n]+ \([^\n]+\) [^\n]+\n)"))) << finished.err.substr(0, 400);
        }
        EXPECT_FALSE(std::filesystem::exists(folder_ / "r.h5"));
    }
    void study(const std::string& more) const { test::write_file(folder_ / "study.toml", test::khanal_study() + more); }
    void data(const std::string& text) const { test::write_file(folder_ / "khanal2024.csv", text); }

    const std::filesystem::path folder_ = test::fresh_folder();
};

TEST_F(Limits, Columns) {
    data("province" + repeated(",", 3'000'000) + "\nAnhui\n");
    expect_refused("khanal2024.csv:1:16393: ", "a line of too many fields (a data file has at most 16384 columns)");
    data("province,policy_count\nAnhui" + repeated(",1", 3'000'000));
    expect_refused("khanal2024.csv:2:", "a data file has at most 16384 columns");
}

TEST_F(Limits, Rows) {
    data("province\n" + repeated("x\n", 1'000'001));
    expect_refused("khanal2024.csv:1000002:1: ", "a row too many (a data file has at most 1000000 rows)");
}

TEST_F(Limits, Fields) {
    std::string header = "province";
    for (int i = 1; i < 16'384; ++i) header += ",c" + std::to_string(i);
    data(header + "\n" + repeated("x" + repeated(",1", 16'383) + "\n", 611));
    expect_refused("khanal2024.csv:612:1: ", "too many rows of 16384 columns (a data file has at most 10000000 fields)");
}

TEST_F(Limits, Nesting) {
    study("\n[sweep.cutoffs]\nincl = " + repeated("[", 100'000) + "\n");
    expect_refused("study.toml:", "not valid TOML");
    study("\n[sweep.cutoffs]\nincl = " + repeated("[", 200) + repeated("]", 200) + "\n");
    expect_refused("study.toml:", "sweep.cutoffs.incl[1] must be a number");
    study("\n[sweep.cutoffs]\nincl = " + repeated("{ a = ", 100'000) + "\n");
    expect_refused("study.toml:", "not valid TOML");
    study("\n[sweep.cutoffs" + repeated(".a", 100'000) + "]\n");
    expect_refused("study.toml:", "a key of too many parts");
    study("\n[sweep]\nexclude = [\"" + repeated("(", 100'000) + "\"]\n");
    expect_refused("study.toml:", "");
    test::write_file(folder_ / "study.toml", test::replaced(test::khanal_study(), "\"ENT*~UNI*GDP*POW\"", "\"" + repeated("~", 100'000) + "ENT\""));
    expect_refused("study.toml:", "");
}

TEST_F(Limits, ValuesOfAnAxis) {
    const auto crossover = [&](const std::string& axis) { study("\n[sweep.anchors.ENT]\ncrossover = " + axis + "\n"); };
    crossover("{ from = 7, to = 24, step = 0.0001 }");
    expect_refused("study.toml:", "sweep.anchors.ENT.crossover has 170001 values (an axis has at most 100000)");
    crossover("{ from = 7, to = 24, step = 1e-300 }");
    expect_refused("study.toml:", "(an axis has at most 100000)");
    crossover("{ around = 14.5, by = 1e-6, steps = 50000 }");
    expect_refused("study.toml:", "sweep.anchors.ENT.crossover has 100001 values (an axis has at most 100000)");
    crossover("[" + repeated("14.5, ", 100'001) + "]");
    expect_refused("study.toml:", "sweep.anchors.ENT.crossover has 100001 values (an axis has at most 100000)");
    study("\n[sweep.anchors.ENT]\ncrossover = { from = 7, to = 24, step = 0.01 }\ninclusion = { from = 1, to = 6, step = 0.005 }\n");
    expect_refused("study.toml: [sweep.anchors.ENT]: ", "1702701 combinations of anchors are more than can be tabulated (the limit is 1000000)", By::planning);
}

TEST_F(Limits, ValuesOfOtherAxes) {
    study("\n[sweep.cases]\nleave_out = 12\n");
    expect_refused("study.toml: [sweep.cases]: ", "are too many for an axis (the limit is 65535)", By::planning);
    study("\n[sweep.cases]\nbootstrap = 1000000\n");
    expect_refused("study.toml", "(", By::planning);
    study("\n[sweep]\ndesign = \"sobol\"\nsamples = 1e12\n");
    expect_refused("study.toml:", "samples");
}

TEST_F(Limits, NamesInAStudy) {
    std::string paths, outcomes, cases;
    for (int i = 0; i < 1000; ++i) paths += "p" + std::to_string(i) + " = \"ENT\"\n";
    study(paths);  // behind its own one, in [paths]
    expect_refused("study.toml:1045:1: ", "'p999' is one path too many (a study has at most 1000)");
    for (int i = 0; i < 1001; ++i)
        outcomes += "[outcomes.O" + std::to_string(i) + "]\ncolumn = \"policy_count\"\ncalibrate = \"crisp\"\nthreshold = 5\n";
    study("\n" + outcomes);
    expect_refused("study.toml:", "'O1000' is one outcome too many (a study has at most 1000 others)");
    for (int i = 0; i < 10'001; ++i) cases += "\"c" + std::to_string(i) + "\",";
    test::write_file(folder_ / "study.toml", test::replaced(test::khanal_study(), "cases = \"province\"", "cases = \"province\"\nexclude = [" + cases + "]"));
    expect_refused("study.toml:", "10001 cases are excluded (a study excludes at most 10000)");
}

TEST_F(Limits, Exclusions) {
    study("\n[sweep.cutoffs]\nincl = [0.8, 0.9]\n[sweep]\nexclude = [" + repeated("\"incl_cut > 0.95\", ", 201) + "]\n");
    expect_refused("study.toml:", "sweep.exclude has 201 texts (a sweep has at most 200)");
}

TEST_F(Limits, SizeOfTheStudyFile) {
    study("\n#" + repeated("x", std::size_t{4} << 20) + "\n");
    expect_refused("study.toml: ", "the study file is too large (more than 4 MiB)");
}

TEST_F(Limits, AMessageIsOneLineWhateverANameHolds) {
    data("province,\"a\nb\x1b[2J\",\"a\nb\x1b[2J\"\nAnhui,1,2\n");
    expect_refused("khanal2024.csv:2:8: ", "a second column 'a\\x0ab\\x1b[2J'");
}

}  // namespace
}  // namespace qca
