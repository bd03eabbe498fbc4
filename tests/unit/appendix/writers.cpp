// One model of tables and figures -> HTML, LaTeX, Markdown, CSV and SVG.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "host/appendix/document.hpp"
#include "host/appendix/writers.hpp"

namespace qca::appendix {
namespace {

constexpr const char* nasty = "A&B <i> \"q\" 'p' 50% #1 $x_y^z ~n \\cmd{a} |b| *c* [d] `e` 福建 –…";

Appendix small() {
    Appendix document{"A & B", "x < y", {}, {{"This", "it has 3 % & more"}}};
    Table table{"numbers", "Title_1", "See " + figure_reference("picture") + " and " + table_reference("nowhere") + ".",
                {{"case"}, {"share", Format::percent}, {"value", Format::three}, {"n", Format::plain}, {"chart", Format::mark}}, {}};
    table.rows.push_back({std::string("a,\"b\""), 0.12345, -0.00001, std::uint64_t{1234567}, Mark::core_negated});
    table.rows.push_back({std::string("c"), std::nan(""), 2.0 / 3, 14.5, Mark::peripheral_present});
    std::vector<Cell> row(5);
    row[1] = 1.0;
    table.rows.push_back(row);
    Figure figure{"picture", "A figure", "Of " + table_reference("numbers") + ".", {100, 50, {Rectangle{0, 0, 10, 10, white}, Label{1, 2, "<&>"}}}};
    document.sections.push_back({"one", "Section #1", {Paragraph{"Text."}, table, figure}});
    return document;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(AppendixEscaping, HtmlHasNoMarkupOfNames) {
    EXPECT_EQ(escaped_html("<b a=\"1\">&'\n\x01"), "&lt;b a=&quot;1&quot;&gt;&amp;&#39; ");
    EXPECT_EQ(escaped_html("福建"), "福建");
    EXPECT_EQ(escaped_html("a\xff" "b"), "a\xEF\xBF\xBD" "b") << "broken UTF-8 is replaced";
}

TEST(AppendixEscaping, LatexEscapesEverySpecialCharacter) {
    EXPECT_EQ(escaped_latex("&%$#{}"), "\\&\\%\\$\\#\\{\\}");
    EXPECT_EQ(escaped_latex("\\"), "\\textbackslash{}");
    EXPECT_EQ(escaped_latex("a_b^c"), "a\\_\\allowbreak{}b\\textasciicircum{}c");
    EXPECT_EQ(escaped_latex("~A*B"), "\\qcanot{}A*\\allowbreak{}B");
    EXPECT_EQ(escaped_latex("<>|\"'`"), "\\textless{}\\textgreater{}\\textbar{}\\textquotedbl{}\\textquotesingle{}\\textasciigrave{}");
    EXPECT_EQ(escaped_latex("a\n\x02" "b"), "a b");
}

TEST(AppendixEscaping, MarkdownKeepsCellsTogether) {
    EXPECT_EQ(escaped_markdown("a|b*c_d~e"), "a\\|b\\*c\\_d\\~e");
    EXPECT_EQ(escaped_markdown("<i>&\n"), "&lt;i\\>&amp; ");
}

TEST(AppendixNumbers, AreWrittenForPeople) {
    EXPECT_EQ(cell_text(Cell{}, Format::plain), "");
    EXPECT_EQ(cell_text(std::nan(""), Format::three), "-");
    EXPECT_EQ(cell_text(-0.00001, Format::three), "0.000");
    EXPECT_EQ(cell_text(0.9996, Format::percent), ">99.9");
    EXPECT_EQ(cell_text(1.0, Format::percent), "100.0");
    EXPECT_EQ(cell_text(14.5, Format::plain), "14.5");
    EXPECT_EQ(cell_text(std::uint64_t{100776960}, Format::plain), "100,776,960");
    EXPECT_EQ(cell_text(Mark::core_present, Format::mark), "●");
}

TEST(AppendixCsv, HasFullPrecisionAndNothingWhereUndefined) {
    const Table table = std::get<Table>(small().sections[0].blocks[1]);
    EXPECT_EQ(table_csv(table), "case,share,value,n,chart\n\"a,\"\"b\"\"\",0.12345,-1e-05,1234567,core negated\nc,,0.6666666666666666,14.5,present\n,1,,,\n");
}

TEST(AppendixHtml, HasTablesFiguresAndLinks) {
    const std::string html = appendix_html(small());
    EXPECT_TRUE(contains(html, "<caption>Table S1. Title_1</caption>"));
    EXPECT_TRUE(contains(html, "<a href=\"#figure-picture\">Figure S1</a> and .")) << "a reference to what is not there is left out";
    EXPECT_TRUE(contains(html, "<a href=\"#table-numbers\">Table S1</a>"));
    EXPECT_TRUE(contains(html, "<td class=\"r\">1,234,567</td>"));
    EXPECT_TRUE(contains(html, "<td class=\"r\">12.3</td>"));
    EXPECT_TRUE(contains(html, "<h1>A &amp; B</h1>"));
    EXPECT_TRUE(contains(html, ">&lt;&amp;&gt;</text>"));
    EXPECT_TRUE(contains(html, "This, because it has 3 % &amp; more."));
    for (const char* const request : {"<script", "src=", "url(", "@import", "href=\"http"}) EXPECT_FALSE(contains(html, request)) << request;
}

TEST(AppendixLatex, RefersByLabelsAndDeclaresWhatItUses) {
    Appendix document = small();
    const std::string body = appendix_latex_body(document);
    EXPECT_TRUE(contains(body, "\\label{tab:numbers}"));
    EXPECT_TRUE(contains(body, "Figure~\\ref{fig:picture} and ."));
    EXPECT_TRUE(contains(body, "\\qcacorenegated{}"));
    EXPECT_FALSE(contains(appendix_latex(document), "CJKutf8"));
    document.title = nasty;
    const std::string latex = appendix_latex(document);
    EXPECT_TRUE(contains(latex, "\\usepackage{CJKutf8}"));
    EXPECT_TRUE(contains(latex, "\\begin{CJK*}{UTF8}{gbsn}"));
    document.title = "Ωδ";
    EXPECT_TRUE(contains(appendix_latex(document), "\\DeclareUnicodeCharacter{03A9}"));
}

TEST(AppendixMarkdown, HasPipeTables) {
    const std::string markdown = appendix_markdown(small());
    EXPECT_TRUE(contains(markdown, "|---|---:|---:|---:|:---:|\n| a,\"b\" | 12.3 | 0.000 | 1,234,567 | ⊗ |"));
    EXPECT_TRUE(contains(markdown, "](figures/picture.svg)"));
}

TEST(AppendixSvg, RectanglesOfOneColourAreOnePath) {
    const Drawing drawing{20, 10, {Rectangle{0, 0, 5, 10, white}, Rectangle{5, 0, 5, 10, white}, Rectangle{10, 0, 10, 10, black}, Line{0, 0, 1, 1}}};
    const std::string svg = drawing_svg(drawing, "t");
    EXPECT_TRUE(contains(svg, "d=\"M0 0h5v10h-5zM5 0h5v10h-5z\"/>\n<path"));
    EXPECT_TRUE(contains(svg, "h-10z\"/>\n<line"));
}

TEST(AppendixDrawing, ShadesRiseInLightness) {
    double before = -1;
    for (int i = 0; i <= 100; ++i) {
        const Colour c = shade(i / 100.0);
        const double light = 0.299 * c.red + 0.587 * c.green + 0.114 * c.blue;
        EXPECT_GE(light, before - 0.5) << i;
        before = light;
    }
    EXPECT_TRUE(is_dark(shade(0)));
    EXPECT_FALSE(is_dark(shade(1)));
}

TEST(AppendixDrawing, TextIsMeasuredAndCut) {
    EXPECT_DOUBLE_EQ(text_width("AV", 10), 13.34);
    EXPECT_DOUBLE_EQ(text_width("福建", 7), 14);
    EXPECT_EQ(fitted_text("short", 7, 100), "short");
    const std::string cut = fitted_text("a rather long name of a case", 7, 40);
    EXPECT_TRUE(cut.ends_with("…"));
    EXPECT_LE(text_width(cut, 7), 40);
}

}  // namespace
}  // namespace qca::appendix
