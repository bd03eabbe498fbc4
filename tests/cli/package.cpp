// The Debian package: what is in it, and that the program in it runs where it is put.
#include <gtest/gtest.h>

#include "host/cli/run_tool.hpp"
#include "tests/cli/program.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using test::Finished;

class Package : public testing::Test {
  protected:
    /// Makes the package of this build, in a folder of its own.
    void make() {
        const std::string configuration = (std::filesystem::path(QCA_PROGRAM).parent_path() / "CPackConfig.cmake").string();
        const Finished made = tool("cpack", {"-G", "DEB", "--config", configuration, "-B", (folder_ / "made").string()});
        ASSERT_EQ(made.status, 0) << made.out << made.err;
        for (const std::string& name : test::names_in(folder_ / "made"))
            if (name.ends_with(".deb")) package_ = (folder_ / "made" / name).string();
        ASSERT_FALSE(package_.empty()) << made.out;
    }
    Finished tool(const std::string& program, std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), program);
        return test::run("/usr/bin/env", arguments, folder_);
    }

    const std::filesystem::path folder_ = test::fresh_folder();
    std::string package_;
};

TEST_F(Package, HoldsTheProgramAndRunsUnpacked) {
    for (const char* const needed : {"cpack", "dpkg-deb", "dpkg-shlibdeps"})
        if (!tool_exists(needed)) GTEST_SKIP() << "NOT TESTED: " << needed << " is not installed (Debian: cmake dpkg-dev), so no package was made";
    ASSERT_NO_FATAL_FAILURE(make());
    EXPECT_NE(package_.find("qcasweep_"), std::string::npos) << package_;

    const std::string list = tool("dpkg-deb", {"-c", package_}).out;
    for (const char* const file : {"./usr/bin/qcasweep\n", "./usr/share/man/man1/qcasweep.1\n", "./usr/share/man/man1/qcasweep-appendix.1\n",
                                   "./usr/share/bash-completion/completions/qcasweep\n", "./usr/share/doc/qcasweep/copyright\n",
                                   "./usr/share/doc/qcasweep/copyright-vega\n", "./usr/share/qcasweep/read_result.R\n", "./usr/share/qcasweep/read_result.py\n"})
        EXPECT_NE(list.find(file), std::string::npos) << file << list;
    const std::string about = tool("dpkg-deb", {"-f", package_, "Depends", "Recommends"}).out;
    EXPECT_NE(about.find("libc6 (>= "), std::string::npos) << about;
    EXPECT_NE(about.find("libfmt"), std::string::npos) << about;
    EXPECT_NE(about.find("Recommends: librsvg2-bin"), std::string::npos) << about;

    ASSERT_EQ(tool("dpkg-deb", {"-x", package_, "unpacked"}).status, 0);
    const std::string program = (folder_ / "unpacked" / "usr" / "bin" / "qcasweep").string();
    const std::filesystem::path elsewhere = folder_ / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    test::write_small_study(elsewhere);
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"--version"}, {"analyze", "study.toml"}, {"run", "study.toml", "-o", "r.h5", "--progress", "none"},
             {"appendix", "r.h5", "-o", "out", "--interactive", "--permutations", "100", "--sample", "50"}}) {
        const Finished finished = test::run(program, arguments, elsewhere);
        EXPECT_EQ(finished.status, 0) << arguments[0] << finished.err;
        EXPECT_FALSE(finished.out.empty()) << arguments[0];
    }
    EXPECT_NE(test::read_file(elsewhere / "out" / "appendix.html").find("vegaEmbed"), std::string::npos) << "the charts' scripts are a part of the program";
}

}  // namespace
}  // namespace qca
