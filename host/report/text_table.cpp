#include "host/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace qca {
namespace {

constexpr std::size_t gap = 2;

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;  // not a continuation byte of UTF-8
    }));
}

}  // namespace

std::string table_number(double value, int decimals) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, decimals);
}

TextTable::TextTable(std::vector<std::string> header, std::string alignment)
    : alignment_(std::move(alignment)) {
    if (header.empty() || header.size() != alignment_.size())
        throw std::invalid_argument("TextTable: one letter of alignment for every column");
    lines_.push_back(std::move(header));
}

void TextTable::add(std::vector<std::string> cells) {
    if (cells.size() != alignment_.size())
        throw std::invalid_argument("TextTable: a line must have as many cells as the header");
    lines_.push_back(std::move(cells));
}

std::string TextTable::line(const std::vector<std::string>& cells,
                            const std::vector<std::size_t>& widths) const {
    std::string text;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string padding(widths[c] - characters(cells[c]), ' ');
        if (c > 0) text.append(gap, ' ');
        text += alignment_[c] == 'l' ? cells[c] + padding : padding + cells[c];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths(alignment_.size(), 0);
    for (const auto& cells : lines_)
        for (std::size_t c = 0; c < cells.size(); ++c) widths[c] = std::max(widths[c], characters(cells[c]));
    std::vector<std::size_t> ruled = widths;
    if (alignment_.back() == 'l') ruled.back() = characters(lines_.front().back());
    const std::size_t rule = std::accumulate(ruled.begin(), ruled.end(), gap * (ruled.size() - 1));
    std::string text = line(lines_.front(), widths) + std::string(rule, '-') + "\n";
    for (std::size_t l = 1; l < lines_.size(); ++l) text += line(lines_[l], widths);
    return text;
}

}  // namespace qca
