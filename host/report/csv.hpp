// Cells of a CSV file. Private to the report.
#pragma once

#include <cmath>
#include <string>

#include <fmt/format.h>

namespace qca {

/// In quotes where needed. @source RFC 4180 (2005).
inline std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string text = "\"";
    for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + "\"";
}

/// In full precision; empty where undefined (NaN).
inline std::string number_cell(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

}  // namespace qca
