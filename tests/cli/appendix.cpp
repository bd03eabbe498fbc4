// qcasweep appendix: what it writes, against the result file; opened in a browser and compiled by LaTeX where these are installed.
#include <algorithm>
#include <charconv>
#include <sstream>

#include "host/cli/run_tool.hpp"
#include "host/robustness/survival.hpp"
#include "host/store/result_file.hpp"
#include "tests/cli/command_test.hpp"
#include "tests/cli/small_study.hpp"

namespace qca {
namespace {

using namespace test;

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

/// The cells of a CSV file without quotes, without its header.
std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells{""};
        bool quoted = false;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) cells.emplace_back();
            else cells.back() += c;
        }
        rows.push_back(std::move(cells));
    }
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
}

double number(const std::string& text) {
    double value = -1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class AppendixCommand : public CommandTest {
  protected:
    AppendixCommand() : CommandTest({}) {}

    /// Runs the study in study.toml and writes its appendix into out/.
    void make(const std::vector<std::string>& more = {}) const {
        output({"run", "study.toml", "-o", "r.h5", "--progress", "none"});
        std::vector<std::string> command{"appendix", "r.h5", "-o", "out", "--permutations", "200", "--sample", "100"};
        command.insert(command.end(), more.begin(), more.end());
        said_ = output(command);
    }
    std::string file(const std::string& name) const { return read_file(folder_ / "out" / name); }

    /// Compiles appendix.tex; false where LaTeX or a package that it needs is not installed.
    bool compiles_where_possible() const {
        if (!tool_exists("pdflatex") || !tool_exists("kpsewhich")) return false;
        std::vector<std::string> packages{"booktabs.sty", "longtable.sty", "hyperref.sty", "iftex.sty"};
        if (file("appendix.tex").find("CJKutf8") != std::string::npos) packages.insert(packages.end(), {"CJKutf8.sty", "c70gbsn.fd"});
        for (const std::string& package : packages)
            if (!run_tool({"kpsewhich", package})) return false;
        for (int pass = 0; pass < 2; ++pass) {
            const Finished latex = run("/usr/bin/env", {"pdflatex", "-interaction=nonstopmode", "-halt-on-error", "appendix.tex"}, folder_ / "out");
            EXPECT_EQ(latex.status, 0) << latex.out.substr(latex.out.size() > 3000 ? latex.out.size() - 3000 : 0);
        }
        const std::string log = file("appendix.log");
        EXPECT_EQ(log.find("undefined references"), std::string::npos);
        return true;
    }

    void write_study(const std::string& text, const std::string& data) const {
        write_file(folder_ / "study.toml", text);
        write_file(folder_ / "data.csv", data);
    }

    mutable std::string said_;
};

constexpr const char* tiny = R"([study]
name = "tiny"
[data]
file = "data.csv"
cases = "case"
[outcome]
name = "Y"
column = "y"
anchors = { exclusion = 0, crossover = 5, inclusion = 10 }
[conditions.A]
column = "a"
anchors = { exclusion = 0, crossover = 5, inclusion = 10 }
[cutoffs]
incl = 0.8
)";
constexpr const char* tiny_sweep = "[sweep.cutoffs]\nincl = [0.7, 0.8]\npri = [0.0, 0.5]\n[sweep.anchors.A]\ncrossover = [4, 5]\n";

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
    const std::string page = "file://" + (folder_ / "out" / "appendix.html").string();
    const Finished opened = run("/usr/bin/env", {"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr",
                                                 "--user-data-dir=" + (folder_ / "profile").string(), "--dump-dom", page}, folder_);
    ASSERT_EQ(opened.status, 0) << opened.err;
    // The page forbids all requests (Content-Security-Policy): one would be a complaint on the console.
    EXPECT_EQ(opened.err.find("CONSOLE"), std::string::npos) << opened.err;
    expect_contains(opened.out, "Content-Security-Policy");
    EXPECT_EQ(count_of(opened.out, "<figure "), count_of(html, "<figure "));
    EXPECT_EQ(count_of(opened.out, "<table>"), count_of(html, "<table>"));
    EXPECT_EQ(count_of(opened.out, "<svg "), names_in(folder_ / "out" / "figures").size() / (tool_exists("rsvg-convert") ? 2 : 1));
    EXPECT_EQ(count_of(opened.out, "<table>"), names_in(folder_ / "out" / "tables").size());
    EXPECT_GE(count_of(opened.out, "<figure "), 8u);
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

TEST_F(AppendixCommand, OneConditionAndAsFewCasesAsAStudyCanHave) {
    write_study(std::string(tiny) + tiny_sweep, "case,y,a\nonly,8,9\n");
    expect_refused({"run", "study.toml", "-o", "r.h5"}, "a study needs at least 2 complete cases");
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
