#include <fmt/format.h>

#include "host/appendix/characters.hpp"
#include "host/appendix/writers.hpp"

namespace qca::appendix {
namespace {

std::string with_numbers(const std::string& text, const std::map<std::string, std::string>& numbers) {
    std::string markdown;
    for (const TextPart& part : text_parts(text)) {
        const auto number = numbers.find(part.text);
        if (!part.is_reference) markdown += escaped_markdown(part.text);
        else if (number != numbers.end()) markdown += fmt::format("{} {}", part.is_figure ? "Figure" : "Table", number->second);
    }
    return markdown;
}

std::string table_markdown(const Table& table, const std::map<std::string, std::string>& numbers) {
    std::string markdown = fmt::format("**Table {}. {}**\n\n|", numbers.at(table.id), escaped_markdown(table.title)), rule = "|";
    for (const Column& column : table.columns) {
        markdown += " " + escaped_markdown(column_text(column)) + " |";
        rule += is_number(column.format) ? "---:|" : column.format == Format::mark ? ":---:|" : "---|";
    }
    markdown += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        markdown += "|";
        for (std::size_t c = 0; c < row.size(); ++c) markdown += " " + escaped_markdown(cell_text(row[c], table.columns[c].format)) + " |";
        markdown += "\n";
    }
    if (!table.note.empty()) markdown += "\n" + with_numbers(table.note, numbers) + "\n";
    return markdown + "\n";
}

}  // namespace

std::string escaped_markdown(const std::string& text) {
    constexpr std::u32string_view special = U"\\`*_{}[]<>()#|~!$^";
    std::string markdown;
    for (const char32_t c : characters(text)) {
        if (c == U'\n' || c == U'\t') markdown += ' ';
        else if (c == U'<') markdown += "&lt;";
        else if (c == U'&') markdown += "&amp;";
        else if (!is_control(c)) markdown += (special.find(c) != special.npos && c != U'(' && c != U')' ? "\\" : "") + utf8(c);
    }
    return markdown;
}

std::string appendix_markdown(const Appendix& appendix) {
    const auto numbers = numbers_of(appendix);
    std::string markdown = fmt::format("# {}\n\n{}\n\n", escaped_markdown(appendix.title), escaped_markdown(appendix.subtitle));
    for (const Section& section : appendix.sections) {
        markdown += fmt::format("## {}\n\n", escaped_markdown(section.title));
        for (const Block& block : section.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) markdown += with_numbers(paragraph->text, numbers) + "\n\n";
            if (const auto* table = std::get_if<Table>(&block)) markdown += table_markdown(*table, numbers);
            if (const auto* figure = std::get_if<Figure>(&block))
                markdown += fmt::format("![{}](figures/{}.svg)\n\n**Figure {}. {}.** {}\n\n", escaped_markdown(figure->title), figure->id,
                                        numbers.at(figure->id), escaped_markdown(figure->title), with_numbers(figure->caption, numbers));
        }
    }
    if (!appendix.left_out.empty()) {
        markdown += "## Not in this appendix\n\n";
        for (const LeftOut& missing : appendix.left_out)
            markdown += fmt::format("- {}, because {}.\n", escaped_markdown(missing.what), escaped_markdown(missing.why));
    }
    return markdown;
}

}  // namespace qca::appendix
