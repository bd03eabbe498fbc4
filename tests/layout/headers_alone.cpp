// Every header brings what it needs: it compiles as the first and only thing in a translation unit.
#include <gtest/gtest.h>

#include <future>
#include <set>
#include <sstream>

#include "tests/layout/source_files.hpp"
#include "tests/layout/subprocess.hpp"

namespace qca {
namespace {

std::string compiler_command() {
    std::string command = test::quoted(QCA_CXX_COMPILER) +
                          " -x c++ -std=c++20 -fsyntax-only -w -Wno-psabi -I" + test::quoted(QCA_SOURCE_DIR);
    // After the compiler's own folders: a library in /usr/include must not move that folder to the front.
    std::istringstream folders(QCA_INCLUDE_FOLDERS);
    for (std::string folder; std::getline(folders, folder, ':');)
        if (!folder.empty()) command += " -idirafter " + test::quoted(folder);
    return command;
}

/// The compiler is given many files at once, but compiles each alone.
test::Finished compile(const std::vector<std::string>& headers) {
    std::string command = compiler_command();
    for (const std::string& header : headers) command += " " + test::quoted(header);
    return test::run(command);
}

/// Headers that some source includes before anything else: they compiled alone when it was built.
std::set<std::string> built_alone() {
    std::set<std::string> headers;
    for (const test::SourceFile& file : test::source_files()) {
        // The commands' sources have CLI11 before their first line; not every build compiles .cu.
        if (!file.name.ends_with(".cpp") || file.folder == "host/cli") continue;
        const std::vector<test::Include> includes = test::includes_of(file.text);
        if (!includes.empty() && includes.front().ours) headers.insert(includes.front().path);
    }
    return headers;
}

TEST(Headers, CompileAlone) {
    const std::set<std::string> built = built_alone();
    std::vector<std::string> headers[2];
    std::size_t count = 0, alone = 0;
    for (const test::SourceFile& file : test::source_files()) {
        if (!file.is_header()) continue;
        if (built.contains(file.name)) ++alone;
        else headers[count++ % 2].push_back(QCA_SOURCE_DIR "/" + file.name);
    }
    ASSERT_GT(count, 50u) << "the headers were not found";
    ASSERT_GT(alone, 50u) << "the first includes were not found";
    auto other = std::async(std::launch::async, compile, headers[1]);
    const test::Finished finished[2] = {compile(headers[0]), other.get()};
    for (const test::Finished& half : finished) EXPECT_EQ(half.status, 0) << half.output;
}

TEST(Headers, OneThatNeedsAnotherIsNoticed) {
    const std::string header = testing::TempDir() + "layout_incomplete.hpp";
    FILE* file = std::fopen(header.c_str(), "w");
    ASSERT_NE(file, nullptr);
    std::fputs("#pragma once\ninline std::string name() { return {}; }\n", file);
    std::fclose(file);
    const test::Finished finished = compile({QCA_SOURCE_DIR "/host/study/study.hpp", header});
    EXPECT_NE(finished.status, 0);
    EXPECT_NE(finished.output.find("layout_incomplete.hpp"), std::string::npos) << finished.output;
}

TEST(Headers, AreGuarded) {
    for (const test::SourceFile& file : test::source_files()) {
        if (!file.is_header()) continue;
        EXPECT_NE(file.text.find("\n#pragma once\n"), std::string::npos) << file.name;
    }
}

}  // namespace
}  // namespace qca
