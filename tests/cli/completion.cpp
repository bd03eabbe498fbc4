// qcasweep completion and manual: made from the same source as --help.
#include "tests/cli/command_test.hpp"

namespace qca {
namespace {

using test::expect_contains;
using test::Finished;
using test::fresh_folder;
using test::run;
using test::run_qcasweep;

/// What bash offers for the last of some words.
std::string offered(const std::string& words, int last) {
    const auto folder = fresh_folder();
    test::write_file(folder / "completion", run_qcasweep({"completion"}, folder).out);
    const Finished finished = run("/bin/bash", {"-c", "source completion; complete -p qcasweep >&2; COMP_WORDS=(" + words + "); COMP_CWORD=" +
                                                          std::to_string(last) + "; _qcasweep; echo \"${COMPREPLY[*]}\""},
                                  folder);
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_EQ(finished.err, "complete -o default -F _qcasweep qcasweep\n");
    return finished.out;
}

TEST(Completion, OffersCommandsOptionsAndTheirValues) {
    EXPECT_EQ(offered("qcasweep nec", 1), "necessity\n");
    EXPECT_EQ(offered("qcasweep run --prec", 2), "--precision\n");
    EXPECT_EQ(offered("qcasweep run --backend ''", 3), "auto cpu cuda\n");
    EXPECT_EQ(offered("qcasweep path --format j", 3), "json\n");
    // File names are bash's own.
    EXPECT_EQ(offered("qcasweep path ''", 2), "\n");
}

TEST(Manual, PagesHaveWhatHelpHas) {
    const std::string program = run_qcasweep({"manual"}, fresh_folder()).out;
    for (const char* words : {".TH qcasweep 1", ".SH NAME", "qcasweep\\-census", "Exit status: 0 done"}) expect_contains(program, words);
    const std::string page = run_qcasweep({"manual", "run"}, fresh_folder()).out;
    for (const char* words : {".TH qcasweep\\-run 1", "\\-\\-threads", "CPU threads; 0: all", "Example: qcasweep run"}) expect_contains(page, words);
    const Finished unknown = run_qcasweep({"manual", "frobnicate"}, fresh_folder());
    EXPECT_EQ(unknown.status, 2);
    expect_contains(unknown.err, "frobnicate");
}

TEST(Manual, GroffFindsNothingToWarnOf) {
    if (run("/usr/bin/env", {"groff", "--version"}, fresh_folder()).status != 0) GTEST_SKIP() << "pages are NOT tested: no groff";
    const auto folder = fresh_folder();
    for (const char* command : {"", "run", "path", "recover", "importance", "export"}) {
        std::vector<std::string> arguments{"manual"};
        if (*command != '\0') arguments.push_back(command);
        test::write_file(folder / "page.1", run_qcasweep(arguments, folder).out);
        const Finished finished = run("/usr/bin/env", {"groff", "-ww", "-man", "-Tutf8", "page.1"}, folder);
        EXPECT_EQ(finished.status, 0) << command;
        EXPECT_EQ(finished.err, "") << command;
        EXPECT_NE(finished.out, "");
    }
}

}  // namespace
}  // namespace qca
