// qcasweep appendix --interactive: its charts, drawn in a browser where one is installed.
#include "tests/cli/appendix_test.hpp"

namespace qca {
namespace {

using namespace test;

/// Names that could end a script, an attribute or a text, as cases, conditions cannot have them.
constexpr const char* hostile_cases = "case,y,a\n\"</script><script>alert('1')</script> & \"\"q\"\" \\u003c\",9,9\n福建,8,7\n<!-- <script>,9,8\nw,2,1\nv,4,6\n";

TEST_F(AppendixCommand, ChartsAreDrawnInTheOnePageWithoutRequestsAndComplaints) {
    if (!tool_exists("chromium")) GTEST_SKIP() << "NOT TESTED: chromium is not installed (Debian: chromium), so the charts were not drawn";
    write_small_study(folder_);
    make();
    const std::string plain = file("appendix.html");
    make({"--interactive"});
    const std::string html = file("appendix.html");
    const std::size_t charts = count_of(html, "<script type=\"application/json\">");
    EXPECT_GE(charts, 7u);
    EXPECT_EQ(count_of(plain, "<script"), 0u);
    EXPECT_EQ(count_of(html, "<svg xmlns"), count_of(plain, "<svg xmlns")) << "every figure is still there, for print";
    const Finished page = opened();
    ASSERT_EQ(page.status, 0) << page.err;
    EXPECT_EQ(page.err.find("CONSOLE"), std::string::npos) << page.err;
    EXPECT_EQ(count_of(page.out, "class=\"interactive\""), charts) << "every chart took the place of its figure";
    EXPECT_GE(count_of(page.out, "class=\"marks\""), charts);
    for (const char* const drawn : {"mark-rect", "mark-symbol", "mark-rule", "role-legend", "vega-bind"}) expect_contains(page.out, drawn);
    // On paper the figures are, and the charts are not.
    if (tool_exists("pdftotext")) {
        const std::string pdf = (folder_ / "page.pdf").string();
        ASSERT_TRUE(run_tool({"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=60000", "--user-data-dir=" + (folder_ / "profile").string(),
                              "--print-to-pdf=" + pdf, "file://" + (folder_ / "out" / "appendix.html").string()}));
        const std::string printed = run("/usr/bin/env", {"pdftotext", pdf, "-"}, folder_).out;
        expect_contains(printed, "path survives (%)");
        EXPECT_EQ(printed.find("Any two choices, picked below"), std::string::npos);
    }
    // What nothing may do: the page names no source of scripts but the hashes of its own.
    expect_contains(html, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-");
    EXPECT_EQ(count_of(html.substr(0, html.find("</head>")), "'sha256-"), 4u);
}

TEST_F(AppendixCommand, ChartsHoldNamesThatLookLikeMarkup) {
    write_study(std::string(tiny) + tiny_sweep + "[sweep.cases]\nleave_out = 1\n", hostile_cases);
    make({"--interactive"});
    const std::string html = file("appendix.html");
    EXPECT_EQ(count_of(html, "<script"), count_of(html, "</script>"));
    EXPECT_EQ(count_of(html, "<script>"), 4u) << "the four of the charts";
    EXPECT_EQ(count_of(html, "<!--"), 0u);
    if (!tool_exists("chromium")) GTEST_SKIP() << "NOT TESTED: chromium is not installed (Debian: chromium), so the charts were not drawn";
    const Finished page = opened();
    ASSERT_EQ(page.status, 0) << page.err;
    EXPECT_EQ(page.err.find("CONSOLE"), std::string::npos) << page.err;
    EXPECT_EQ(count_of(page.out, "class=\"interactive\""), count_of(html, "<script type=\"application/json\">"));
    expect_contains(page.out, "without &lt;/script&gt;&lt;script&gt;alert('1')&lt;/script&gt; &amp; \"q\" \\u003c");
    expect_contains(page.out, "without 福建");
}

}  // namespace
}  // namespace qca
