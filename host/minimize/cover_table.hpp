// Which prime implicant covers which positive row. Private.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "host/minimize/bit_sets.hpp"
#include "kernels/math/bit_words.hpp"

namespace qca {

/// Rows to cover and columns (prime implicants in path order) to choose from, as bit sets both ways. Answers
/// questions about some of the rows where only some columns are allowed.
template <int RowWords, int ColumnWords>
class CoverTable {
  public:
    using Rows = BitWords<RowWords>;
    using Columns = BitWords<ColumnWords>;
    static constexpr int most_rows = 64 * RowWords, most_columns = 64 * ColumnWords;

    /// Nothing covers anything yet.
    CoverTable(int rows, int columns) : rows_(rows), columns_(columns) {
        for (int r = 0; r < rows; ++r) candidates_[r] = Columns{};
        for (int c = 0; c < columns; ++c) covers_[c] = Rows{};
    }

    void insert(int row, int column) {
        candidates_[row].insert(column);
        covers_[column].insert(row);
    }

    int columns() const { return columns_; }
    Rows all_rows() const { return numbers_below<RowWords>(rows_); }
    Columns all_columns() const { return numbers_below<ColumnWords>(columns_); }
    const Columns& candidates(int row) const { return candidates_[row]; }
    const Rows& covers(int column) const { return covers_[column]; }

    /// The columns among `allowed` that cover some of `rows`.
    Columns useful(const Rows& rows, const Columns& allowed) const {
        Columns columns{};
        rows.for_each([&](int r) { columns = columns | candidates_[r]; });
        return columns & allowed;
    }

    /// The columns among `allowed` that cover all of `rows` alone.
    Columns sufficient(const Rows& rows, Columns allowed) const {
        all_of(rows, [&](int r) {
            allowed = allowed & candidates_[r];
            return !allowed.empty();
        });
        return allowed;
    }

    /// The allowed candidates of the row that has the fewest.
    Columns narrowest(const Rows& rows, const Columns& allowed) const {
        Columns best{};
        int fewest = most_columns + 1;
        rows.for_each([&](int r) {
            const Columns able = candidates_[r] & allowed;
            const int count = count_of(able);
            if (count >= fewest) return;
            fewest = count;
            best = able;
        });
        return best;
    }

    /// A number of rows of which no two share an allowed column: no cover has fewer columns.
    int independent(const Rows& rows, const Columns& allowed) const {
        Columns taken{};
        int count = 0;
        rows.for_each([&](int r) {
            const Columns able = candidates_[r] & allowed;
            if (!(able & taken).empty()) return;
            taken = taken | able;
            ++count;
        });
        return count;
    }

    /// The rows without those that are covered by whatever covers another row. What covers these covers all.
    /// No column is ever left out because another covers more: it may still be in a smallest cover.
    /// @source McCluskey (1956)
    Rows undominated(Rows rows, const Columns& allowed) const {
        for_each_left(rows, [&](int r) {
            Rows dominated = rows;
            (candidates_[r] & allowed).for_each([&](int c) { dominated = dominated & covers_[c]; });
            dominated.erase(r);
            rows = rows - dominated;
        });
        return rows;
    }

    /// The rows that share allowed columns, directly or through others, with the first one.
    Rows connected(const Rows& rows, const Columns& allowed) const {
        Rows part{}, next{};
        next.insert(first_of(rows));
        while (!next.empty()) {
            part = part | next;
            Rows reach{};
            useful(next, allowed).for_each([&](int c) { reach = reach | covers_[c]; });
            next = (reach & rows) - part;
        }
        return part;
    }

  private:
    int rows_, columns_;
    std::array<Columns, most_rows> candidates_;  // [row] columns that cover it
    std::array<Rows, most_columns> covers_;      // [column] rows
};

/// Some rows of a table, numbered anew: those that share columns with few others come first, which makes
/// independent() good.
template <int RowWords, int ColumnWords>
class SortedCoverTable : public CoverTable<RowWords, ColumnWords> {
  public:
    using Table = CoverTable<RowWords, ColumnWords>;
    using Table::independent;
    using typename Table::Rows;

    /// @param rows  at most 64 RowWords
    template <int OtherRowWords>
    SortedCoverTable(const CoverTable<OtherRowWords, ColumnWords>& other, const BitWords<OtherRowWords>& rows)
        : Table(count_of(rows), other.columns()) {
        std::array<std::uint32_t, Table::most_rows> order;
        int size = 0;
        rows.for_each([&](int r) {
            BitWords<OtherRowWords> reach{};
            other.candidates(r).for_each([&](int c) { reach = reach | other.covers(c); });
            order[size++] = static_cast<std::uint32_t>(count_of(reach & rows) << 20 |
                                                       count_of(other.candidates(r)) << 8 | r);
        });
        std::sort(order.begin(), order.begin() + size);
        for (int r = 0; r < size; ++r)
            other.candidates(static_cast<int>(order[r] & 0xff)).for_each([&](int c) { this->insert(r, c); });
        for (int r = 0; r < size; ++r) {
            neighbours_[r] = Rows{};
            this->candidates(r).for_each([&](int c) { neighbours_[r] = neighbours_[r] | this->covers(c); });
        }
    }

    /// As independent() with every column allowed: never more, but found faster.
    int independent(Rows rows) const {
        int count = 0;
        for (int w = 0; w < RowWords; ++w)
            for (; rows.word[w] != 0; ++count)
                rows = rows - neighbours_[64 * w + __builtin_ctzll(rows.word[w])];
        return count;
    }

  private:
    std::array<Rows, Table::most_rows>
        neighbours_;  // [row] rows that share a column with it, itself included
};

}  // namespace qca
