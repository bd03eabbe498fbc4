// Printed tables: CSV without quotes.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace qca::test {

using PrintedRow = std::map<std::string, std::string>;

/// tests/golden/data/khanal2024/FILE as one map a line, by column.
std::vector<PrintedRow> read_printed(const std::string& file);

/// The names in `A;B;C`, sorted.
std::vector<std::string> sorted_names(const std::string& list);

}  // namespace qca::test
