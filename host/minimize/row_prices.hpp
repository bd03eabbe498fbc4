// A lower bound of the size of covers. Private.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "host/minimize/cover_table.hpp"
#include "host/minimize/prime_list.hpp"

namespace qca {

/// Prices that rows pay for being covered. Every column has the same cost; its loss is what its rows pay
/// short of that. A cover costs at least what all rows pay, plus the losses that are negative. All is
/// integer, so the bound is exact.
/// @source Beasley (1990), A Lagrangian heuristic for set-covering problems.
template <int RowWords, int ColumnWords>
class RowPrices {
  public:
    using Table = CoverTable<RowWords, ColumnWords>;
    using Rows = typename Table::Rows;
    using Columns = typename Table::Columns;

    /// To begin with, every row pays its share of the largest column that covers it.
    RowPrices(const Table& table, const Rows& rows, const Columns& allowed) {
        rows.for_each([&](int r) { price_[r] = cost; });
        table.useful(rows, allowed).for_each([&](int c) {
            const Rows covered = table.covers(c) & rows;
            const std::int32_t share = cost / count_of(covered);
            covered.for_each([&](int r) { price_[r] = std::min(price_[r], share); });
        });
    }

    /// The loss of a column that covers these rows.
    std::int32_t loss(const Rows& covered) const {
        std::int32_t loss = cost;
        covered.for_each([&](int r) { loss -= price_[r]; });
        return loss;
    }

    /// Improves the prices of `rows` towards the best bound in subgradient steps. False: no `size` allowed
    /// columns cover the rows. Otherwise columns that are in no such cover are removed from `allowed`.
    bool improve(const Table& table, const Rows& rows, Columns& allowed, int size, int steps) {
        Listing list;
        read(table, rows, allowed, list);
        std::array<std::int32_t, Table::most_rows> price, uncovered;
        for (int i = 0; i < list.rows; ++i) price[i] = price_[list.row[i]];

        const std::int32_t budget = size * cost;
        std::int32_t best = -1;
        for (int step = 0, stride = longest, idle = 0; step < steps && stride > 0; ++step) {
            std::int32_t bound = 0;
            for (int i = 0; i < list.rows; ++i) {
                bound += price[i];
                uncovered[i] = 1;  // less the columns that gain by covering it
            }
            for (int j = 0; j < list.columns; ++j) {
                Column& column = list.column[j];
                column.loss = cost;
                for (int e = column.first; e < column.last; ++e) column.loss -= price[list.entry[e]];
                if (column.loss >= 0) continue;
                bound += column.loss;
                for (int e = column.first; e < column.last; ++e) --uncovered[list.entry[e]];
            }
            if (bound > budget) return false;
            if (bound > best) {
                best = bound;
                idle = 0;
                for (int i = 0; i < list.rows; ++i) price_[list.row[i]] = price[i];
            } else if (++idle == patience) {
                stride /= 2;
                idle = 0;
            }
            // A cover with a column that has a loss costs that much more.
            for (int j = 0; j < list.columns;) {
                if (list.column[j].loss <= budget - bound) {
                    ++j;
                    continue;
                }
                allowed.erase(list.column[j].number);
                list.column[j] = list.column[--list.columns];
            }
            std::int64_t squares = 0;
            for (int i = 0; i < list.rows; ++i)
                if (price[i] != 0 || uncovered[i] > 0) squares += uncovered[i] * uncovered[i];
            if (squares == 0) break;
            const std::int64_t distance = budget + cost / 2 - bound;
            const auto unit = static_cast<std::int32_t>(distance * stride / (longest * squares));
            for (int i = 0; i < list.rows; ++i) price[i] = std::max(0, price[i] + unit * uncovered[i]);
        }
        return true;
    }

  private:
    static constexpr std::int32_t cost = 1 << 16;
    static constexpr int longest = 16;  // the first strides, in sixteenths of the distance
    static constexpr int patience = 4;  // steps without a better bound after which strides are halved

    struct Column {
        std::uint16_t number, first, last;  // entries
        std::int32_t loss;
    };
    /// Rows and columns without gaps.
    struct Listing {
        int rows = 0, columns = 0;
        std::array<std::uint8_t, Table::most_rows> row;
        std::array<Column, Table::most_columns> column;
        std::array<std::uint8_t, Table::most_rows * most_primes_of_row(max_conditions)>
            entry;  // places in `row`
    };

    static void read(const Table& table, const Rows& rows, const Columns& allowed, Listing& list) {
        std::array<std::uint8_t, Table::most_rows> place;
        rows.for_each([&](int r) {
            place[r] = static_cast<std::uint8_t>(list.rows);
            list.row[list.rows++] = static_cast<std::uint8_t>(r);
        });
        std::uint16_t entries = 0;
        table.useful(rows, allowed).for_each([&](int c) {
            const std::uint16_t first = entries;
            (table.covers(c) & rows).for_each([&](int r) { list.entry[entries++] = place[r]; });
            list.column[list.columns++] = {static_cast<std::uint16_t>(c), first, entries, 0};
        });
    }

    std::array<std::int32_t, Table::most_rows> price_{};
};

}  // namespace qca
