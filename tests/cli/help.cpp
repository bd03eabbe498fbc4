// Version, help and wrong command lines.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/cli/program.hpp"

namespace qca {
namespace {

using test::Finished;
using test::fresh_folder;
using test::run_qcasweep;

/// The commands that --help lists.
std::vector<std::string> commands() {
    std::istringstream lines(run_qcasweep({"--help"}, fresh_folder()).out);
    std::vector<std::string> names;
    bool listed = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("Subcommands:"))
            listed = true;
        else if (line.empty())
            listed = false;
        else if (listed && line.starts_with("  ") && line[2] != ' ')
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return names;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

void expect_usage_error(const std::vector<std::string>& arguments, const std::string& said) {
    const auto folder = fresh_folder();
    const Finished finished = run_qcasweep(arguments, folder);
    EXPECT_EQ(finished.status, 2) << finished.err;
    EXPECT_EQ(finished.out, "");
    EXPECT_NE(finished.err.find(said), std::string::npos) << finished.err;
    EXPECT_TRUE(test::names_in(folder).empty());
}

TEST(CommandLine, VersionNamesCommitCompilerAndBackends) {
    const Finished finished = run_qcasweep({"--version"}, fresh_folder());
    EXPECT_EQ(finished.status, 0);
    EXPECT_EQ(finished.err, "");
    EXPECT_TRUE(std::regex_match(
        finished.out,
        std::regex(
            R"(qcasweep \d+\.\d+\.\d+ \(commit [^ ,]+, [A-Za-z]+ \d[\d.]*, backends: cpu( cuda)?\)\n)")))
        << finished.out;
}

TEST(CommandLine, HelpListsTheCommands) {
    const std::vector<std::string> names = commands();
    for (const char* name : {"analyze", "plan", "run", "path", "necessity", "info", "bench"})
        EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
    const std::string help = run_qcasweep({"--help"}, fresh_folder()).out;
    EXPECT_NE(help.find("Exit status: 0 "), std::string::npos) << help;
}

TEST(CommandLine, HelpOfEveryCommandHasOneExampleAndTheDefaults) {
    for (const std::string& name : commands()) {
        const Finished finished = run_qcasweep({name, "--help"}, fresh_folder());
        EXPECT_EQ(finished.status, 0) << name;
        EXPECT_EQ(finished.err, "") << name;
        EXPECT_EQ(occurrences(finished.out, "Example: qcasweep " + name + " "), 1u) << finished.out;
        EXPECT_EQ(occurrences(finished.out, "Example"), 1u) << finished.out;
        std::istringstream lines(finished.out);
        // An option with a choice of values shows which of them is the default.
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("  --") && line.find(":{") != std::string::npos) {
                EXPECT_NE(line.find("}="), std::string::npos) << name << ": " << line;
            }
    }
}

TEST(CommandLine, HelpSaysTheUnits) {
    const auto help = [](const char* name) { return run_qcasweep({name, "--help"}, fresh_folder()).out; };
    EXPECT_NE(help("analyze").find("[0, 1]"), std::string::npos);
    EXPECT_NE(help("plan").find("seconds"), std::string::npos);
    EXPECT_NE(help("plan").find("MiB"), std::string::npos);
    EXPECT_NE(help("path").find("Shares are of"), std::string::npos);
    const std::string run = help("run");
    EXPECT_TRUE(std::regex_search(run, std::regex(R"(--threads INT[^\n]*=0\n)"))) << run;
    EXPECT_TRUE(std::regex_search(run, std::regex(R"(--backend [^\n]*=auto\n)"))) << run;
}

TEST(CommandLine, TheExampleOfAnalyzeWorks) {
    const std::string help = run_qcasweep({"analyze", "--help"}, fresh_folder()).out;
    std::smatch match;
    ASSERT_TRUE(std::regex_search(help, match, std::regex("Example: qcasweep analyze (\\S+)\n"))) << help;
    const Finished finished = run_qcasweep({"analyze", match[1]}, QCA_SOURCE_DIR);
    EXPECT_EQ(finished.status, 0) << finished.err;
}

TEST(CommandLine, NothingToDoIsWrong) {
    expect_usage_error({}, "subcommand is required");
    expect_usage_error({"run"}, "STUDY");
    expect_usage_error({"plan"}, "STUDY");
    expect_usage_error({"info"}, "FILE");
    expect_usage_error({"path", "result.h5"}, "PATH");
    expect_usage_error({"analyze"}, "no study file given");
}

TEST(CommandLine, UnknownWordsAreWrong) {
    expect_usage_error({"frobnicate"}, "--help");
    expect_usage_error({"--frobnicate"}, "--help");
    for (const std::string& name : commands())
        // -o for commands that must have it: what is missing is told before what is unknown.
        expect_usage_error({name, "a", "b", "c", "--frobnicate", "-o", "d"}, "--frobnicate");
    expect_usage_error({"analyze", "study.toml", "--format", "yaml"}, "yaml");
    expect_usage_error({"run", "study.toml", "--backend", "tpu"}, "tpu");
    expect_usage_error({"run", "study.toml", "--threads", "-1"}, "-1");
    expect_usage_error({"run", "study.toml", "--threads", "two"}, "two");
}

}  // namespace
}  // namespace qca
