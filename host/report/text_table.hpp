// Columns of text aligned for a fixed-width font.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace qca {

/// A number for a table: fixed decimals; "-" where undefined (NaN).
std::string table_number(double value, int decimals = 3);

/// A table with a header line.
class TextTable {
  public:
    /// @param header     one cell a column
    /// @param alignment  one letter a column: 'l' left, 'r' right. A last column aligned to the left may be
    /// long (a list
    ///                   of cases): it is not padded.
    TextTable(std::vector<std::string> header, std::string alignment);

    /// @param cells  as many as the header has
    void add(std::vector<std::string> cells);

    /// Header, a rule, and the rows, each line ended by a newline. Widths count characters, not bytes.
    std::string text() const;

  private:
    std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;

    std::vector<std::vector<std::string>> lines_;
    std::string alignment_;
};

}  // namespace qca
