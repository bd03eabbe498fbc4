// The guides in configs/README.md: their commands run, and print what they say.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/cli/program.hpp"

namespace qca {
namespace {

using test::Finished;

/// The text of a section, from its heading to the next one of its level.
std::string section(const std::string& heading) {
    const std::string text = test::read_file(QCA_SOURCE_DIR "/configs/README.md");
    const std::size_t from = text.find("\n## " + heading + "\n");
    if (from == std::string::npos) return "";
    return text.substr(from, text.find("\n## ", from + 1) - from);
}

/// The lines of all blocks of a language.
std::vector<std::string> lines_of_blocks(const std::string& text, const std::string& language) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    bool inside = false;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("```")) inside = line == "```" + language;
        else if (inside) lines.push_back(line);
    }
    return lines;
}

/// Runs a script of the shell, which ends at the first failure, with qcasweep in the PATH.
Finished run_script(const std::vector<std::string>& lines, const std::filesystem::path& folder) {
    std::string script = "set -euo pipefail\n";
    for (const std::string& line : lines) script += line + "\n";
    test::write_file(folder / "script.sh", script);
    const std::string path = "PATH=" + std::filesystem::path(QCA_PROGRAM).parent_path().string() + ":" + std::getenv("PATH");
    return test::run("/usr/bin/env", {path, "bash", "script.sh"}, folder);
}

constexpr const char* first_study = "A first study of one's own in ten minutes";

TEST(Guide, CommandsOfTheFirstStudyPrintWhatItSays) {
    const auto folder = test::fresh_folder();
    const std::string text = section(first_study);
    const auto commands = lines_of_blocks(text, "sh"), printed = lines_of_blocks(text, "text");
    ASSERT_GT(commands.size(), 60u);
    ASSERT_GT(printed.size(), 15u);
    const Finished finished = run_script(commands, folder);
    ASSERT_EQ(finished.status, 0) << finished.err;
    const std::string out = "\n" + finished.out;
    for (const std::string& line : printed) EXPECT_NE(out.find("\n" + line + "\n"), std::string::npos) << line << "\nis not in\n" << out;
    EXPECT_NE(test::read_file(folder / "appendix" / "appendix.html").find("the gap between Czechoslovakia"), std::string::npos);
}

TEST(Guide, CommandsBesideThoseOfRRun) {
    const auto folder = test::fresh_folder();
    std::vector<std::string> lines;
    for (const std::string& line : lines_of_blocks(section(first_study), "sh"))
        if (!line.starts_with("qcasweep appendix")) lines.push_back(line);
    std::size_t commands = 0;
    std::istringstream table(section("Coming from R's QCA and SetMethods"));
    for (std::string line; std::getline(table, line);) {
        if (!line.starts_with("| ")) continue;
        for (std::size_t at = line.find("`qcasweep "); at != std::string::npos; at = line.find("`qcasweep ", at + 1), ++commands)
            lines.push_back(line.substr(at + 1, line.find('`', at + 1) - at - 1) + " > printed.txt");
    }
    ASSERT_GT(commands, 10u);
    const Finished finished = run_script(lines, folder);
    ASSERT_EQ(finished.status, 0) << finished.err;
    const std::string script = test::read_file(folder / "printed.txt");
    EXPECT_NE(script.find("truthTable("), std::string::npos) << "the last one prints a script for R\n" << script;
}

}  // namespace
}  // namespace qca
