// CSV text -> DataTable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/data/data_table.hpp"

namespace qca {

/// What is larger is no table of cases, and would take gigabytes of memory before anything else finds fault with it.
inline constexpr std::size_t most_columns = 16'384, most_rows = 1'000'000, most_fields = 10'000'000;

/// Reads comma-, semicolon- or tab-separated text in UTF-8, with or without byte-order mark; lines end with
/// LF, CR LF or CR. Fields in double quotes may hold separators, line ends and doubled quotes. Blanks around
/// a field are dropped. Lines without any text in any field are skipped (spreadsheets append them).
/// @param separator  the one that occurs most often in the header, when not stated
/// @throws InputError `file:line:column: …` for text that is not UTF-8, NUL bytes, no header, no rows, rows
/// of
///         another length than the header, empty or repeated names in the header, broken quotes, and more columns, rows or fields than above
DataTable read_csv(std::string_view text, const std::string& file, std::optional<char> separator);

}  // namespace qca
