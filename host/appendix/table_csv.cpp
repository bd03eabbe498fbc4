#include "host/appendix/writers.hpp"
#include "host/report/csv.hpp"

namespace qca::appendix {

std::string table_csv(const Table& table) {
    const auto cell = [](const Cell& value) -> std::string {
        if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
        if (const auto* number = std::get_if<double>(&value)) return number_cell(*number);
        if (const auto* count = std::get_if<std::uint64_t>(&value)) return std::to_string(*count);
        if (const auto* mark = std::get_if<Mark>(&value)) return mark_words(*mark);
        return "";
    };
    std::string csv;
    for (std::size_t c = 0; c < table.columns.size(); ++c) csv += (c > 0 ? "," : "") + quoted(table.columns[c].name);
    csv += "\n";
    for (const auto& row : table.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) csv += (c > 0 ? "," : "") + cell(row[c]);
        csv += "\n";
    }
    return csv;
}

}  // namespace qca::appendix
