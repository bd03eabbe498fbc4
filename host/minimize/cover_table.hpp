// Which prime implicant covers which positive row, reduced without losing a smallest cover. Private.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "kernels/math/bit_words.hpp"

namespace qca {

/// Rows that still need a path, and the prime implicants (columns, in path order) to choose from. Rows that
/// share candidates with few others come first, which makes lower_bound() good. A row is left out when
/// another row's candidates are all among its own: whatever covers that one covers it, too. No column is ever
/// left out because another covers more: it may still be in a smallest cover.
template <int RowWords, int ColumnWords>
class CoverTable {
  public:
    using Rows = BitWords<RowWords>;
    using Columns = BitWords<ColumnWords>;

    /// @param rows     rows to cover, numbered as in the truth table
    /// @param columns  number of columns, at most 64 ColumnWords
    /// @param covers   [column] truth-table rows that the column covers, others than `rows` included
    CoverTable(const Rows& rows, int columns, const Rows* covers) {
        std::array<Columns, 64 * RowWords> able;  // [truth-table row] columns that cover it
        rows.for_each([&](int row) { able[row] = Columns{}; });
        for (int c = 0; c < columns; ++c) (covers[c] & rows).for_each([&](int row) { able[row].insert(c); });
        std::array<std::uint32_t, 64 * RowWords> order;
        int to_cover = 0;
        rows.for_each([&](int row) {
            Rows reach{};
            able[row].for_each([&](int c) { reach = reach | covers[c]; });
            order[to_cover++] =
                static_cast<std::uint32_t>((reach & rows).size() << 20 | able[row].size() << 8 | row);
        });
        std::sort(order.begin(), order.begin() + to_cover);
        for (int i = 0; i < to_cover; ++i) add_row(able[order[i] & 0xff]);
        for (int c = 0; c < columns; ++c) covers_[c] = Rows{};
        for (int r = 0; r < rows_; ++r) candidates_[r].for_each([&](int c) { covers_[c].insert(r); });
        for (int r = 0; r < rows_; ++r) {
            neighbours_[r] = Rows{};
            candidates_[r].for_each([&](int c) { neighbours_[r] = neighbours_[r] | covers_[c]; });
        }
    }

    Rows all_rows() const {
        Rows rows{};
        for (int r = 0; r < rows_; ++r) rows.insert(r);
        return rows;
    }
    /// The columns that cover some row.
    Columns all_columns() const {
        Columns columns{};
        for (int r = 0; r < rows_; ++r) columns = columns | candidates_[r];
        return columns;
    }
    const Columns& candidates(int row) const { return candidates_[row]; }
    const Rows& covers(int column) const { return covers_[column]; }

    /// A number of columns that no cover of `rows` can do without: rows of which no two share a column.
    int lower_bound(Rows rows) const {
        int independent = 0;
        for (int w = 0; w < RowWords; ++w)
            for (; rows.word[w] != 0; ++independent)
                rows = rows - neighbours_[64 * w + __builtin_ctzll(rows.word[w])];
        return independent;
    }

  private:
    /// Expects rows in order: one whose candidates are all among another's comes before it.
    void add_row(const Columns& able) {
        for (int r = 0; r < rows_; ++r)
            if (candidates_[r].within(able)) return;
        candidates_[rows_++] = able;
    }

    int rows_ = 0;
    std::array<Columns, 64 * RowWords> candidates_;  // [row] columns that cover it
    std::array<Rows, 64 * ColumnWords> covers_;      // [column] rows
    std::array<Rows, 64 * RowWords> neighbours_;  // [row] rows that share a column with it, itself included
};

}  // namespace qca
