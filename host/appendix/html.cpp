#include <fmt/format.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>

#include "host/appendix/characters.hpp"
#include "host/appendix/chart_scripts.hpp"
#include "host/appendix/writers.hpp"

namespace qca::appendix {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light; }
body { font: 15px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-bottom: 1px solid #bbb; }
nav ol { columns: 2; padding-left: 1.5rem; } a { color: #0b4a8f; }
.scroll { overflow-x: auto; margin: 1.5rem 0; }
table { border-collapse: collapse; font-size: 0.8rem; border-top: 2px solid #111; border-bottom: 2px solid #111; }
caption { text-align: left; font-weight: bold; padding: 0.3rem 0; } th { border-bottom: 1px solid #111; vertical-align: bottom; text-align: left; }
th, td { padding: 0.15rem 0.6rem 0.15rem 0; } td { vertical-align: top; } .r { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.m { text-align: center; line-height: 1; } .core { font-size: 1.5em; } .names { min-width: 12rem; }
.note { font-size: 0.8rem; color: #333; margin: 0.3rem 0; } figure { margin: 1.5rem 0; } figcaption { font-size: 0.85rem; max-width: 46rem; margin-top: 0.4rem; }
svg { max-width: 100%; height: auto; zoom: 1.35; }
@media print { body { max-width: none; font-size: 10pt; } .scroll { overflow: visible; } table { font-size: 7pt; } .names { min-width: 0; overflow-wrap: anywhere; } svg { zoom: 1; } figure, tr { break-inside: avoid; } }
)";

/// A chart takes the place of its figure on the screen, once it is drawn. Vega-Embed says how its elements are displayed, hence "important".
constexpr const char* chart_style = R"(
.chart { display: none !important; overflow-x: auto; } .chart svg { zoom: 1; max-width: none; } .vega-bind { font-size: 0.8rem; margin-right: 1.5rem; } .vega-bindings { margin-top: 0.4rem; }
@media screen { .interactive > svg { display: none; } .interactive > .chart { display: block !important; } }
)";

/// What a Content-Security-Policy calls a script by. @source W3C, Content Security Policy Level 3, section 6.7.2.3
std::string hash_source(std::string_view script) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, script.size(), reinterpret_cast<const std::uint8_t*>(script.data()));
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context, digest.size(), digest.data());
    std::string text(BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE), '\0');
    base64_encode_raw(text.data(), digest.size(), digest.data());
    return "'sha256-" + text + "'";
}

/// JSON that can stand in a script element: nothing in it ends the element. @source HTML Living Standard, 4.12.1.3
std::string json_in_html(const std::string& json) {
    std::string safe;
    for (const char c : json) {
        if (c == '<') safe += "\\u003c";
        else if (c == '>') safe += "\\u003e";
        else if (c == '&') safe += "\\u0026";
        else safe += c;
    }
    return safe;
}

bool has_charts(const Appendix& appendix) {
    for (const Section& section : appendix.sections)
        for (const Block& block : section.blocks)
            if (const Figure* figure = std::get_if<Figure>(&block); figure != nullptr && !figure->chart.empty()) return true;
    return false;
}

class Writer {
  public:
    Writer(const Appendix& appendix, bool interactive) : appendix_(appendix), numbers_(numbers_of(appendix)), interactive_(interactive && has_charts(appendix)) {}

    std::string text() const {
        std::string scripts;
        if (interactive_)
            for (const std::string_view script : chart_scripts) scripts += (scripts.empty() ? "; script-src " : " ") + hash_source(script);
        std::string html = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; img-src data:{3}\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{0}</title>\n<style>{1}{4}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{2}</p>\n",
            escaped_html(appendix_.title), style, escaped_html(appendix_.subtitle), scripts, interactive_ ? chart_style : "");
        html += "<nav><ol>\n";
        for (const Section& section : appendix_.sections)
            html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, escaped_html(section.title));
        html += "</ol></nav>\n";
        for (const Section& section : appendix_.sections) {
            html += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, escaped_html(section.title));
            for (const Block& block : section.blocks) html += std::visit([&](const auto& b) { return of(b); }, block);
            html += "</section>\n";
        }
        if (!appendix_.left_out.empty()) {
            html += "<section id=\"left-out\">\n<h2>Not in this appendix</h2>\n<ul>\n";
            for (const LeftOut& missing : appendix_.left_out)
                html += fmt::format("<li>{}, because {}.</li>\n", escaped_html(missing.what), escaped_html(missing.why));
            html += "</ul>\n</section>\n";
        }
        if (interactive_)
            for (const std::string_view script : chart_scripts) html.append("<script>").append(script).append("</script>\n");
        return html + "</body>\n</html>\n";
    }

  private:
    std::string of(const Paragraph& paragraph) const { return "<p>" + with_links(paragraph.text) + "</p>\n"; }

    std::string of(const Figure& figure) const {
        const std::string chart = !interactive_ || figure.chart.empty() ? "" : fmt::format("<div class=\"chart\"></div>\n<script type=\"application/json\">{}</script>\n", json_in_html(figure.chart));
        return fmt::format("<figure id=\"figure-{}\">\n{}{}<figcaption><b>Figure {}. {}.</b> {}</figcaption>\n</figure>\n", figure.id,
                           drawing_svg(figure.drawing, figure.title), chart, numbers_.at(figure.id), escaped_html(figure.title),
                           with_links(figure.caption));
    }

    std::string of(const Table& table) const {
        std::string html = fmt::format("<div class=\"scroll\" id=\"table-{}\"><table>\n<caption>Table {}. {}</caption>\n<thead><tr>", table.id,
                                       numbers_.at(table.id), escaped_html(table.title));
        for (const Column& column : table.columns)
            html += fmt::format("<th scope=\"col\"{}>{}</th>", css(column.format), escaped_html(column_text(column)));
        html += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            html += "<tr>";
            for (std::size_t c = 0; c < row.size(); ++c)
                html += fmt::format("<td{}>{}</td>", css(table.columns[c].format), cell(row[c], table.columns[c].format));
            html += "</tr>\n";
        }
        html += "</tbody>\n</table>\n";
        if (!table.note.empty()) html += "<p class=\"note\">" + with_links(table.note) + "</p>\n";
        return html + "</div>\n";
    }

    static std::string cell(const Cell& cell, Format format) {
        const std::string text = escaped_html(cell_text(cell, format));
        const auto* mark = std::get_if<Mark>(&cell);
        if (mark == nullptr) return text;
        const bool core = *mark == Mark::core_present || *mark == Mark::core_negated;
        return fmt::format("<span class=\"{}\" title=\"{}\">{}</span>", core ? "core" : "peripheral", mark_words(*mark), text);
    }

    static std::string css(Format format) {
        if (is_number(format)) return " class=\"r\"";
        return format == Format::mark ? " class=\"m\"" : format == Format::names ? " class=\"names\"" : "";
    }

    std::string with_links(const std::string& text) const {
        std::string html;
        for (const TextPart& part : text_parts(text)) {
            const auto number = numbers_.find(part.text);
            if (!part.is_reference) html += escaped_html(part.text);
            else if (number != numbers_.end())
                html += fmt::format("<a href=\"#{}-{}\">{} {}</a>", part.is_figure ? "figure" : "table", part.text,
                                    part.is_figure ? "Figure" : "Table", number->second);
        }
        return html;
    }

    const Appendix& appendix_;
    const std::map<std::string, std::string> numbers_;
    const bool interactive_;
};

}  // namespace

std::string escaped_html(const std::string& text) {
    std::string html;
    for (const char32_t c : characters(text)) {
        if (c == U'&') html += "&amp;";
        else if (c == U'<') html += "&lt;";
        else if (c == U'>') html += "&gt;";
        else if (c == U'"') html += "&quot;";
        else if (c == U'\'') html += "&#39;";
        else if (c == U'\n' || c == U'\t') html += ' ';
        else if (!is_control(c)) html += utf8(c);
    }
    return html;
}

std::string appendix_html(const Appendix& appendix, bool interactive) { return Writer(appendix, interactive).text(); }

}  // namespace qca::appendix
