// The numbers in the columns that a study uses.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/data/data_table.hpp"

namespace qca {

/// A column with the name of the set that uses it, for messages.
struct UsedColumn {
    std::size_t column = 0;
    std::string used_by;
};

/// The values of these columns in these rows; nothing where a value is missing.
/// @param decimal  the decimal mark '.' or ','; when not stated, the one that the values have
/// @return [column][row], in the order of the parameters
/// @throws InputError for texts, infinite values, thousands separators, two kinds of decimal marks, and
/// numbers such
///         as 12,345 alone, which could have a decimal comma or a thousands separator
std::vector<std::vector<std::optional<double>>> read_numbers(const DataTable& table,
                                                             const std::vector<UsedColumn>& columns,
                                                             const std::vector<std::size_t>& rows,
                                                             std::optional<char> decimal);

}  // namespace qca
