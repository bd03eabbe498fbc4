#include "host/appendix/document.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "host/report/quantities.hpp"

namespace qca::appendix {
namespace {

constexpr char table_start = '\x01', figure_start = '\x02', reference_end = '\x03';

}  // namespace

std::string table_reference(const std::string& id) { return table_start + id + reference_end; }
std::string figure_reference(const std::string& id) { return figure_start + id + reference_end; }

std::vector<TextPart> text_parts(const std::string& text) {
    std::vector<TextPart> parts{{}};
    for (const char c : text) {
        if (c == table_start || c == figure_start) parts.push_back({"", true, c == figure_start});
        else if (c == reference_end) parts.push_back({});
        else parts.back().text += c;
    }
    return parts;
}

std::map<std::string, std::string> numbers_of(const Appendix& appendix) {
    std::map<std::string, std::string> numbers;
    std::size_t tables = 0, figures = 0;
    for (const Section& section : appendix.sections)
        for (const Block& block : section.blocks) {
            if (const Table* table = std::get_if<Table>(&block)) numbers[table->id] = fmt::format("S{}", ++tables);
            if (const Figure* figure = std::get_if<Figure>(&block)) numbers[figure->id] = fmt::format("S{}", ++figures);
        }
    return numbers;
}

std::string mark_text(Mark mark) {
    constexpr std::array<const char*, 4> marks{"●", "⊗", "•", "⊘"};
    return marks[static_cast<std::size_t>(mark)];
}

std::string mark_words(Mark mark) {
    constexpr std::array<const char*, 4> words{"core present", "core negated", "present", "negated"};
    return words[static_cast<std::size_t>(mark)];
}

std::string cell_text(const Cell& cell, Format format) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* count = std::get_if<std::uint64_t>(&cell)) return grouped(*count);
    if (const auto* mark = std::get_if<Mark>(&cell)) return mark_text(*mark);
    const auto* number = std::get_if<double>(&cell);
    if (number == nullptr) return "";
    if (std::isnan(*number)) return "-";
    if (format == Format::three || format == Format::mark) {
        const std::string text = fmt::format("{:.3f}", *number);
        return text == "-0.000" ? "0.000" : text;
    }
    if (format == Format::percent) {
        const std::string text = percent(*number);
        return text.substr(0, text.size() - 2);
    }
    return fmt::format("{:.9g}", *number);
}

std::string column_text(const Column& column) {
    if (column.format == Format::percent) return column.name + " (%)";
    return column.unit.empty() ? column.name : fmt::format("{} ({})", column.name, column.unit);
}

bool is_number(Format format) { return format == Format::plain || format == Format::three || format == Format::percent; }

std::string plain_id(const std::string& name) {
    std::string id;
    for (const char c : name) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (kept || id.empty() || id.back() != '-') id += kept ? c : '-';
    }
    return id;
}

}  // namespace qca::appendix
