#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "host/appendix/characters.hpp"
#include "host/appendix/writers.hpp"

namespace qca::appendix {
namespace {

/// What texts and marks use; for the body, and for the title before it.
constexpr const char* symbol_macros =
    "\\providecommand{\\qcanot}{\\ensuremath{{\\sim}}}\n"
    "\\providecommand{\\qcacorepresent}{{\\Large\\ensuremath{\\bullet}}}\n\\providecommand{\\qcacorenegated}{{\\large\\ensuremath{\\otimes}}}\n"
    "\\providecommand{\\qcapresent}{{\\scriptsize\\ensuremath{\\bullet}}}\n\\providecommand{\\qcanegated}{{\\scriptsize\\ensuremath{\\otimes}}}\n\n";

std::string with_references(const std::string& text, const std::map<std::string, std::string>& numbers) {
    std::string latex;
    for (const TextPart& part : text_parts(text)) {
        if (!part.is_reference) latex += escaped_latex(part.text);
        else if (numbers.contains(part.text))
            latex += fmt::format("{}~\\ref{{{}:{}}}", part.is_figure ? "Figure" : "Table", part.is_figure ? "fig" : "tab", part.text);
    }
    return latex;
}

std::string cell_latex(const Cell& cell, Format format) {
    const auto* mark = std::get_if<Mark>(&cell);
    if (mark == nullptr) return escaped_latex(cell_text(cell, format));
    constexpr const char* macros[] = {"\\qcacorepresent{}", "\\qcacorenegated{}", "\\qcapresent{}", "\\qcanegated{}"};
    return macros[static_cast<std::size_t>(*mark)];
}

/// How many characters a column is wide.
std::size_t widest(const Table& table, std::size_t column) {
    std::size_t width = 0;
    for (const auto& row : table.rows) width = std::max(width, characters(cell_text(row[column], table.columns[column].format)).size());
    return width;
}

/// Texts that are long share what is left of the line.
std::string column_types(const Table& table) {
    constexpr std::size_t short_text = 24, line = 96;
    std::size_t used = 0, broken = 0;
    std::vector<bool> breaks;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::size_t width = widest(table, c);
        breaks.push_back(!is_number(table.columns[c].format) && table.columns[c].format != Format::mark && width > short_text);
        broken += breaks.back();
        if (!breaks.back()) used += 2 + std::max(width, std::min<std::size_t>(column_text(table.columns[c]).size(), 10));
    }
    const double left = std::max(0.9 * (1 - static_cast<double>(used) / line), 0.2);
    std::string types;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (breaks[c]) types += fmt::format(">{{\\raggedright\\arraybackslash}}p{{{:.3f}\\linewidth}}", left / static_cast<double>(broken));
        else types += is_number(table.columns[c].format) ? "r" : table.columns[c].format == Format::mark ? "c" : "l";
    }
    return types;
}

/// A heading of up to ten characters on a line; longer ones stand in several.
std::string heading(const std::string& text, bool right) {
    constexpr std::size_t longest = 10;
    if (characters(text).size() <= longest) return escaped_latex(text);
    std::string lines, line;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t blank = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, blank - at);
        if (!line.empty() && characters(line + " " + word).size() > longest) {
            lines += escaped_latex(line) + "\\\\";
            line = word;
        } else {
            line += (line.empty() ? "" : " ") + word;
        }
        at = blank + 1;
    }
    return fmt::format("\\shortstack[{}]{{{}{}}}", right ? "r" : "l", lines, escaped_latex(line));
}

std::string table_latex(const Table& table, const std::map<std::string, std::string>& numbers) {
    std::string head;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        head += (c > 0 ? " & " : "") + heading(column_text(table.columns[c]), is_number(table.columns[c].format));
    head += " \\\\\n";
    const char* size = table.columns.size() > 9 ? "\\scriptsize" : "\\footnotesize";
    const int gap = table.columns.size() > 9 ? 2 : 3;
    std::string latex = fmt::format(
        "{{{}\\setlength{{\\tabcolsep}}{{{}pt}}\\setlength{{\\LTpost}}{{2pt}}\n\\begin{{longtable}}{{@{{}}{}@{{}}}}\n\\caption{{{}}}\\label{{tab:{}}}\\\\\n\\toprule\n{}\\midrule\n"
        "\\endfirsthead\n\\toprule\n{}\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n",
        size, gap, column_types(table), escaped_latex(table.title), table.id, head, head);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; c < table.rows[r].size(); ++c)
            latex += (c > 0 ? " & " : "{}") + cell_latex(table.rows[r][c], table.columns[c].format);
        latex += " \\\\\n";
    }
    latex += "\\end{longtable}}\n";
    if (!table.note.empty()) latex += "\\noindent{\\footnotesize " + with_references(table.note, numbers) + "\\par}\n";
    return latex + "\\medskip\n\n";
}

std::string figure_latex(const Figure& figure, const std::map<std::string, std::string>& numbers) {
    return fmt::format(
        "\\begin{{figure}}[!htbp]\n\\centering\n\\IfFileExists{{figures/{0}.pdf}}{{\\includegraphics[width={1:.1f}mm]{{figures/{0}.pdf}}}}"
        "{{(figures/{0}.svg)}}\n\\caption{{\\textbf{{{2}.}} {3}}}\\label{{fig:{0}}}\n\\end{{figure}}\n\n",
        figure.id, figure.drawing.width / points_per_mm, escaped_latex(figure.title), with_references(figure.caption, numbers));
}

/// Characters of the document beyond Latin ones, which pdflatex has to be told of.
std::set<char32_t> rare_characters(const std::string& body) {
    std::set<char32_t> rare;
    for (const char32_t c : characters(body))
        if (c > 0x17f && !is_east_asian(c)) rare.insert(c);
    return rare;
}

bool has_east_asian(const std::string& body) {
    const std::u32string text = characters(body);
    return std::any_of(text.begin(), text.end(), is_east_asian);
}

}  // namespace

std::string escaped_latex(const std::string& text) {
    std::string latex;
    constexpr std::size_t longest_word = 24;
    std::size_t letters = 0;
    for (const char32_t c : characters(text)) {
        letters = c > 0x20 && c < 0x7f && !is_control(c) ? letters + 1 : 0;
        if (letters > longest_word && letters % 8 == 0) latex += "\\allowbreak{}";
        switch (c) {
            case U'\\': latex += "\\textbackslash{}"; break;
            case U'{': latex += "\\{"; break;
            case U'}': latex += "\\}"; break;
            case U'$': case U'&': case U'%': case U'#': latex += "\\" + utf8(c); break;
            case U'_': latex += "\\_\\allowbreak{}"; break;
            case U'^': latex += "\\textasciicircum{}"; break;
            case U'~': latex += "\\qcanot{}"; break;
            case U'*': latex += "*\\allowbreak{}"; break;
            case U'"': latex += "\\textquotedbl{}"; break;
            case U'\'': latex += "\\textquotesingle{}"; break;
            case U'`': latex += "\\textasciigrave{}"; break;
            case U'<': latex += "\\textless{}"; break;
            case U'>': latex += "\\textgreater{}"; break;
            case U'|': latex += "\\textbar{}"; break;
            case U'[': latex += "{[}"; break;
            case U']': latex += "{]}"; break;
            case U'/': latex += "/\\allowbreak{}"; break;
            case U'-': latex += "-{}"; break;
            case U'–': latex += "--"; break;
            case U'…': latex += "\\dots{}"; break;
            case U'≥': latex += "\\ensuremath{\\geq}"; break;
            case U'×': latex += "\\ensuremath{\\times}"; break;
            case U'−': latex += "\\ensuremath{-}"; break;
            case U'●': latex += "\\qcacorepresent{}"; break;
            case U'⊗': latex += "\\qcacorenegated{}"; break;
            case U'•': latex += "\\qcapresent{}"; break;
            case U'⊘': latex += "\\qcanegated{}"; break;
            case U'\n': case U'\t': latex += ' '; break;
            default: if (!is_control(c)) latex += utf8(c);
        }
    }
    return latex;
}

std::string appendix_latex_body(const Appendix& appendix) {
    const auto numbers = numbers_of(appendix);
    std::string latex =
        "% Read by \\input. Needs the packages array, booktabs, longtable, textcomp and graphicx;\n"
        "% for Chinese also CJKutf8 (pdflatex) or xeCJK (xelatex). appendix.tex is a document around it.\n" + std::string(symbol_macros);
    for (const Section& section : appendix.sections) {
        latex += fmt::format("\\section{{{}}}\n\n", escaped_latex(section.title));
        for (const Block& block : section.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) latex += with_references(paragraph->text, numbers) + "\n\n";
            if (const auto* table = std::get_if<Table>(&block)) latex += table_latex(*table, numbers);
            if (const auto* figure = std::get_if<Figure>(&block)) latex += figure_latex(*figure, numbers);
        }
    }
    if (!appendix.left_out.empty()) {
        latex += "\\section{Not in this appendix}\n\n\\begin{itemize}\n";
        for (const LeftOut& missing : appendix.left_out)
            latex += fmt::format("\\item {}, because {}.\n", escaped_latex(missing.what), escaped_latex(missing.why));
        latex += "\\end{itemize}\n";
    }
    return latex;
}

std::string appendix_latex(const Appendix& appendix) {
    const std::string all = appendix.title + appendix.subtitle + appendix_latex_body(appendix);
    const bool chinese = has_east_asian(all);
    std::string latex =
        "\\documentclass[a4paper,11pt]{article}\n\\usepackage[margin=18mm]{geometry}\n\\usepackage{iftex}\n\\ifPDFTeX\n\\usepackage[T1]{fontenc}\n"
        "\\usepackage[utf8]{inputenc}\n\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}\n";
    if (chinese) latex += "\\usepackage{CJKutf8}\n";
    for (const char32_t c : rare_characters(all))
        latex += fmt::format("\\DeclareUnicodeCharacter{{{:04X}}}{{{{[}}U+{:04X}{{]}}}}\n", static_cast<std::uint32_t>(c), static_cast<std::uint32_t>(c));
    latex += "\\else\n\\usepackage{fontspec}\n";
    if (chinese) latex += "\\usepackage{xeCJK}\n";
    latex +=
        "\\fi\n\\usepackage{textcomp,array,booktabs,longtable,graphicx}\n\\providecommand{\\textquotedbl}{\\char34 }\n"
        "\\usepackage[hidelinks]{hyperref}\n\\renewcommand{\\thetable}{S\\arabic{table}}\n\\renewcommand{\\thefigure}{S\\arabic{figure}}\n"
        "\\setcounter{topnumber}{4}\\setcounter{totalnumber}{6}\n\\renewcommand{\\topfraction}{0.9}\\renewcommand{\\textfraction}{0.05}"
        "\\renewcommand{\\floatpagefraction}{0.6}\n\\extrafloats{200}\n\\emergencystretch=3em\n";
    latex += symbol_macros + std::string("\\begin{document}\n");
    if (chinese) latex += "\\ifPDFTeX\\begin{CJK*}{UTF8}{gbsn}\\fi\n";
    latex += fmt::format("\\begin{{center}}\\Large {}\\\\[1ex]\\normalsize {}\\end{{center}}\n\\input{{appendix-body}}\n\\clearpage\n",
                         escaped_latex(appendix.title), escaped_latex(appendix.subtitle));
    if (chinese) latex += "\\ifPDFTeX\\end{CJK*}\\fi\n";
    return latex + "\\end{document}\n";
}

}  // namespace qca::appendix
