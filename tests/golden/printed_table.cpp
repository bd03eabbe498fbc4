#include "tests/golden/printed_table.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace qca::test {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

}  // namespace

std::vector<PrintedRow> read_printed(const std::string& file) {
    std::ifstream stream(std::string(QCA_SOURCE_DIR) + "/tests/golden/data/khanal2024/" + file);
    std::string line;
    if (!std::getline(stream, line)) throw std::runtime_error("cannot read " + file);
    const std::vector<std::string> header = split(line, ',');
    std::vector<PrintedRow> rows;
    while (std::getline(stream, line)) {
        const std::vector<std::string> cells = split(line, ',');
        PrintedRow row;
        for (std::size_t c = 0; c < header.size(); ++c) row[header[c]] = cells.at(c);
        rows.push_back(row);
    }
    return rows;
}

std::vector<std::string> sorted_names(const std::string& list) {
    std::vector<std::string> names = split(list, ';');
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace qca::test
