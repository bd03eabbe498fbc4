// CSV text -> DataTable.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/data/data_table.hpp"

namespace qca {

/// Reads comma-, semicolon- or tab-separated text in UTF-8, with or without byte-order mark; lines end with
/// LF, CR LF or CR. Fields in double quotes may hold separators, line ends and doubled quotes. Blanks around
/// a field are dropped. Lines without any text in any field are skipped (spreadsheets append them).
/// @param separator  the one that occurs most often in the header, when not stated
/// @throws InputError `file:line:column: …` for text that is not UTF-8, NUL bytes, no header, no rows, rows
/// of
///         another length than the header, empty or repeated names in the header, and broken quotes
DataTable read_csv(std::string_view text, const std::string& file, std::optional<char> separator);

}  // namespace qca
