// qcasweep appendix: what it writes, against the result file; opened in a browser and compiled by LaTeX where these are installed.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "host/robustness/survival.hpp"
#include "host/store/result_file.hpp"
#include "tests/cli/appendix_test.hpp"

namespace qca {
namespace {

using namespace test;

TEST_F(AppendixCommand, EveryNumberOfTheSurvivalTablesIsThatOfTheResult) {
    write_small_study(folder_);
    make();
    const SweepResult result = read_result((folder_ / "r.h5").string());
    ASSERT_EQ(result.paths.size(), 1u);
    const PathResult& path = result.paths[0];
    const auto states = rows_of(file("tables/survival.csv"));
    ASSERT_EQ(states.size(), std::size_t{survival_states});
    for (std::size_t s = 0; s < states.size(); ++s) {
        EXPECT_EQ(states[s][1], survival_names[s]);
        EXPECT_EQ(states[s][3], std::to_string(path.total[s]));
        if (s + 1 < survival_states) {
            EXPECT_EQ(number(states[s][4]), static_cast<double>(path.total[s]) / static_cast<double>(result.counts.evaluated));
        }
        EXPECT_EQ(states[s][5] == "own", static_cast<std::size_t>(path.own) == s);
    }
    const auto axes = rows_of(file("tables/survival-axes-fas.csv"));
    std::size_t row = 0;
    for (std::size_t a = 0; a < result.axes.size(); ++a)
        for (std::size_t v = 0; v < result.axes[a].size(); ++v, ++row) {
            ASSERT_LT(row, axes.size());
            const StateCounts& counts = path.axis_maps[a][v];
            EXPECT_EQ(axes[row][0], result.axes[a].name);
            EXPECT_EQ(axes[row][2], std::to_string(evaluated(counts)));
            if (evaluated(counts) == 0) continue;
            EXPECT_EQ(number(axes[row][3]), survival_share(counts));
            for (std::size_t s = 0; s + 1 < survival_states; ++s) EXPECT_EQ(number(axes[row][4 + s]), share(counts[s], evaluated(counts)));
        }
    EXPECT_EQ(row, axes.size());
    const auto types = rows_of(file("tables/survival-types.csv"));
    const auto type_axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& axis) { return axis.name == "solution_type"; });
    const auto t = static_cast<std::size_t>(type_axis - result.axes.begin());
    ASSERT_EQ(types.size(), 14u);
    for (std::size_t i = 0; i < types.size(); ++i) EXPECT_EQ(types[i][3], std::to_string(path.axis_maps[t][i / 7][i % 7]));
}

TEST_F(AppendixCommand, HtmlOpensInABrowserWithoutRequestsAndComplaints) {
    if (!tool_exists("chromium")) GTEST_SKIP() << "NOT TESTED: chromium is not installed (Debian: chromium), so the page was not opened";
    write_small_study(folder_);
    make();
    const std::string html = file("appendix.html");
    const Finished page = opened();
    ASSERT_EQ(page.status, 0) << page.err;
    // The page forbids all requests (Content-Security-Policy): one would be a complaint on the console.
    EXPECT_EQ(page.err.find("CONSOLE"), std::string::npos) << page.err;
    expect_contains(page.out, "Content-Security-Policy");
    EXPECT_EQ(count_of(page.out, "<figure "), count_of(html, "<figure "));
    EXPECT_EQ(count_of(page.out, "<table>"), count_of(html, "<table>"));
    EXPECT_EQ(count_of(page.out, "<svg "), names_in(folder_ / "out" / "figures").size() / (tool_exists("rsvg-convert") ? 2 : 1));
    EXPECT_EQ(count_of(page.out, "<table>"), names_in(folder_ / "out" / "tables").size());
    EXPECT_GE(count_of(page.out, "<figure "), 8u);
}

TEST_F(AppendixCommand, RationaleStandsInTheCalibrationTable) {
    write_study(replaced(replaced(tiny, "column = \"y\"", "column = \"y\"\nrationale = \"ten of fifty\""), "column = \"a\"", "column = \"a\"\nrationale = \"the gap between u and v\"") + tiny_sweep,
                "case,y,a\nu,9,9\nv,8,7\nw,2,1\n");
    make();
    const auto rows = rows_of(file("tables/calibration.csv"));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_NE(std::find(rows[0].begin(), rows[0].end(), "the gap between u and v"), rows[0].end());
    EXPECT_NE(std::find(rows[1].begin(), rows[1].end(), "ten of fifty"), rows[1].end());
    for (const char* const text : {"appendix.html", "appendix.tex", "appendix.md"})
        expect_contains(file(std::string(text) == "appendix.tex" ? "appendix-body.tex" : text), "the gap between u and v");
}

TEST_F(AppendixCommand, TornadoOfFirstOrderSharesAlone) {
    write_small_study(folder_);
    make();
    expect_contains(file("tables/importance-1.csv"), "choice,first,total\n");
    expect_contains(file("figures/importance-1-figure.svg"), ">total<");
    // Nor are there totals where the file has more scenarios than are wanted for them.
    make({"--totals", "1000"});
    expect_contains(file("tables/importance-1.csv"), "choice,first\n");
    expect_contains(said_, "Not in this appendix: Total shares of the choices, and those of the similarity of solutions, because the file has 61,440 scenarios");
    // Without the states of single scenarios there are no totals.
    write_file(folder_ / "study.toml", read_file(folder_ / "study.toml") + "\n[sweep.columns]\nsurvival = \"never\"\nsolution = \"never\"\n");
    make({"--interactive"});
    expect_contains(file("tables/importance-1.csv"), "choice,first\n");
    const std::string svg = file("figures/importance-1-figure.svg");
    expect_contains(svg, ">first order<");
    EXPECT_EQ(svg.find(">total<"), std::string::npos);
    EXPECT_EQ(svg.find("nan"), std::string::npos);
    expect_contains(file("appendix.html"), "need the states of all scenarios one by one.");
    compiles_where_possible();
}

TEST_F(AppendixCommand, LatexCompiles) {
    write_small_study(folder_);
    make();
    if (!compiles_where_possible()) GTEST_SKIP() << "NOT TESTED: pdflatex or a package is not installed (Debian: texlive-latex-recommended), so appendix.tex was not compiled";
}

TEST_F(AppendixCommand, FiguresArePdfWhereTheToolIsThere) {
    write_small_study(folder_);
    make();
    std::size_t svg = 0, pdf = 0;
    for (const std::string& name : names_in(folder_ / "out" / "figures")) (name.ends_with(".svg") ? svg : pdf) += 1;
    EXPECT_GE(svg, 8u);
    if (tool_exists("rsvg-convert")) {
        EXPECT_EQ(pdf, svg);
        if (std::getenv("SOURCE_DATE_EPOCH") == nullptr) expect_contains(file("figures/survival-figure.pdf"), "CreationDate (19700101000000");  // the same bytes at any time
    } else {
        EXPECT_EQ(pdf, 0u);
        expect_contains(said_, "librsvg2-bin");
    }
    if (!tool_exists("pandoc")) expect_contains(said_, "pandoc --from=gfm --to=docx");
}

TEST_F(AppendixCommand, WithoutItsDataItSaysWhatIsLeftOut) {
    write_small_study(folder_);
    output({"run", "study.toml", "-o", "r.h5", "--progress", "none"});
    std::filesystem::remove(folder_ / "khanal2024.csv");
    expect_contains(output({"appendix", "r.h5", "-o", "out"}), "Not in this appendix: Raw and calibrated data");
    expect_contains(file("appendix.html"), "its data are not found in");
    EXPECT_EQ(file("appendix.html").find("table-truth-table"), std::string::npos);
    expect_contains(file("appendix.html"), "table-survival");
    expect_refused({"appendix", "r.h5", "-o", "out", "--data", "elsewhere.csv"}, "elsewhere.csv");
}

TEST_F(AppendixCommand, OneConditionAndOneCase) {
    write_study(std::string(tiny) + tiny_sweep, "case,y,a\nonly,8,9\n");
    // The formulas hold for one case: both memberships are logistic, that of Y above the smaller one of A in its row.
    const auto analysis = json({"analyze", "study.toml"});
    const double a = 1 / (1 + std::exp(-std::log(0.95 / 0.05) * 4 / 5)), y = 1 / (1 + std::exp(-std::log(0.95 / 0.05) * 3 / 5));
    EXPECT_NEAR(analysis["truth_table"][1]["incl"].get<double>(), y / a, 1e-12) << analysis["truth_table"].dump();
    EXPECT_EQ(analysis["truth_table"][1]["n"], 1);
    expect_contains(output({"analyze", "study.toml"}), "A => Y");
    make({"--interactive"});
    expect_contains(file("tables/raw-data.csv"), "only,9,8");
    expect_contains(file("appendix.html"), "outcome Y, 1 case<");
    expect_contains(file("appendix.html"), "table-survival");
    compiles_where_possible();
    // Leaving out the only case would leave none.
    write_study(std::string(tiny) + "[sweep.cases]\nleave_out = 1\n", "case,y,a\nonly,8,9\n");
    expect_refused({"run", "study.toml", "-o", "r.h5"}, "1 of 1 cases cannot be left out (1 has to stay)");
    write_study(std::string(tiny) + tiny_sweep, "case,y,a\nonly,8,\n");
    expect_refused({"run", "study.toml", "-o", "r.h5"}, "a study needs at least 1 complete case");
}

TEST_F(AppendixCommand, OneConditionAndTwoCases) {
    write_study(std::string(tiny) + tiny_sweep, "case,y,a\none,8,9\nother,7,8\n");
    make();
    expect_contains(file("tables/raw-data.csv"), "one,9,8");
    expect_contains(file("appendix.html"), "table-survival");
    compiles_where_possible();
}

TEST_F(AppendixCommand, NoSolutionAtAll) {
    write_study(std::string(tiny) + tiny_sweep, "case,y,a\nu,1,9\nv,2,8\nw,1,1\n");
    make();
    expect_contains(file("tables/models.csv"), "conservative,none,no row of the truth table is positive");
    expect_contains(said_, "the run followed no path");
    compiles_where_possible();
}

TEST_F(AppendixCommand, WithoutASweep) {
    write_study(tiny, "case,y,a\nu,9,9\nv,2,1\n");
    make();
    expect_contains(file("appendix.md"), "there is one scenario, its own");
    compiles_where_possible();
}

TEST_F(AppendixCommand, ChineseNames) {
    write_study(replaced(tiny, "name = \"tiny\"", "name = \"tiny\"\ntitle = \"省级人工智能政策\"") + tiny_sweep, "case,y,a\n福建,9,9\n安徽,8,7\n山东,2,1\n");
    make();
    expect_contains(file("appendix.html"), "<td>福建</td>");
    expect_contains(file("tables/raw-data.csv"), "安徽,7,8");
    expect_contains(file("appendix.tex"), "\\usepackage{CJKutf8}");
    if (!compiles_where_possible()) GTEST_SKIP() << "NOT TESTED: LaTeX or Chinese for it is not installed (Debian: texlive-latex-recommended latex-cjk-chinese latex-cjk-chinese-arphic-gbsn00lp)";
}

TEST_F(AppendixCommand, NamesWithSpecialCharacters) {
    const std::string title = R"(\\cmd{a} 50% & #1 $x_y^z ~n <b>\"q\"</b> [d] `e` Ω)";
    write_study(replaced(replaced(tiny, "name = \"tiny\"", "name = \"tiny\"\ntitle = \"" + title + "\""), "column = \"a\"", "column = \"a\"\nrationale = \"half of a & b_c: 50 %\"") + tiny_sweep,
                "case,y,a\n\"<script>alert(1)</script> & _%#$~^\\{}\",9,9\n\"a|b*c\",8,7\nw,2,1\n");
    make();
    const std::string html = file("appendix.html");
    EXPECT_EQ(html.find("<script"), std::string::npos);
    expect_contains(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; _%#$~^\\{}");
    expect_contains(html, "half of a &amp; b_c: 50 %");
    expect_contains(file("appendix.md"), "a\\|b\\*c");
    compiles_where_possible();
}

}  // namespace
}  // namespace qca
