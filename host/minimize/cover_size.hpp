// How many columns a cover needs. Private.
#pragma once

#include <cstdint>
#include <optional>

#include "host/minimize/cover_table.hpp"
#include "host/minimize/row_prices.hpp"

namespace qca {

/// Branch and bound on the row with the fewest candidates. Rows are bounded by counting independent ones
/// where they are few, by prices where they are many.
template <int RowWords, int ColumnWords>
class CoverSize {
  public:
    using Table = SortedCoverTable<RowWords, ColumnWords>;
    using Rows = typename Table::Rows;
    using Columns = typename Table::Columns;
    /// Prices of the rows of a larger problem are good to start with. None: not yet known.
    using Prices = std::optional<RowPrices<RowWords, ColumnWords>>;

    explicit CoverSize(const Table& table) : table_(table) {}

    /// Whether bounds by prices are worth their time: measured on random truth tables of 6 to 8 conditions.
    static bool is_large(const Rows& rows, int size) { return size >= 10 && count_of(rows) >= 28; }

    /// The fewest allowed columns that cover the rows where they are at most `most`, else a larger number.
    int fewest(const Rows& rows, const Columns& allowed, int most, Prices& prices) const {
        int size = table_.independent(rows, allowed);
        while (size <= most && !coverable(rows, allowed, size, prices)) ++size;
        return size;
    }

    /// Whether at most `size` of the allowed columns cover the rows; without prices.
    bool coverable(const Rows& rows, Columns allowed, int size) const {
        if (rows.empty()) return true;
        if (size <= 0) return false;
        if (size == 1) return !table_.sufficient(rows, allowed).empty();
        if (table_.independent(rows) > size) return false;
        Columns branches = table_.narrowest(rows, allowed);
        while (!branches.empty()) {
            const Rows rest = rows - table_.covers(first_of(branches));
            if (coverable(rest, allowed, size - 1)) return true;
            // What leaves at least these rows cannot do better.
            Columns no_better{};
            branches.for_each([&](int c) {
                if (rest.within(rows - table_.covers(c))) no_better.insert(c);
            });
            branches = branches - no_better;
            allowed = allowed - no_better;
        }
        return false;
    }

    /// See RowPrices::improve(). Where there are no prices yet, finds some.
    bool improve(Prices& prices, const Rows& rows, Columns& allowed, int size) const {
        const int steps = prices ? 30 : 100;
        if (!prices) prices.emplace(table_, rows, allowed);
        return prices->improve(table_, rows, allowed, size, steps);
    }

  private:
    bool coverable(const Rows& rows, Columns allowed, int size, Prices& prices) const {
        if (!is_large(rows, size)) return coverable(rows, allowed, size);
        return improve(prices, rows, allowed, size) && coverable_large(rows, allowed, size, prices);
    }

    bool coverable_large(Rows rows, Columns allowed, int size, Prices prices) const {
        for (bool fewer_columns = true; fewer_columns;) {
            if (!simplify(rows, allowed, size)) return false;
            if (!is_large(rows, size)) return coverable(rows, allowed, size);
            const Rows part = table_.connected(rows, allowed);
            if (part != rows) {
                rows = rows - part;
                const int others = table_.independent(rows, allowed);
                Prices part_prices = prices;
                size -= fewest(part, allowed, size - others, part_prices);
                if (size < others) return false;
                continue;
            }
            const Columns before = allowed;
            if (!improve(prices, rows, allowed, size)) return false;
            fewer_columns = allowed != before;
        }
        Columns branches = table_.narrowest(rows, allowed);
        while (!branches.empty()) {
            const int c = least_loss(branches, rows, *prices);
            if (coverable_large(rows - table_.covers(c), allowed, size - 1, prices)) return true;
            branches.erase(c);
            allowed.erase(c);
        }
        return false;
    }

    int least_loss(const Columns& columns, const Rows& rows,
                   const RowPrices<RowWords, ColumnWords>& prices) const {
        int best = first_of(columns);
        std::int32_t least = prices.loss(table_.covers(best) & rows);
        columns.for_each([&](int c) {
            const std::int32_t loss = prices.loss(table_.covers(c) & rows);
            if (loss >= least) return;
            best = c;
            least = loss;
        });
        return best;
    }

    /// Simplifies the question whether `size` allowed columns cover the rows without changing the answer:
    /// leaves out rows that come with others, columns that others can stand for, and columns that a row
    /// cannot do without. False: the answer is no.
    bool simplify(Rows& rows, Columns& allowed, int& size) const {
        for (bool fewer_columns = true; fewer_columns;) {
            bool all_have_candidates = true;
            for_each_left(rows, [&](int r) {
                Rows dominated = rows;
                int count = 0;
                (table_.candidates(r) & allowed).for_each([&](int c) {
                    dominated = dominated & table_.covers(c);
                    ++count;
                });
                if (count == 0)
                    all_have_candidates = false;
                else if (count == 1)
                    --size;  // its only candidate is chosen
                else
                    dominated.erase(r);
                rows = rows - dominated;
            });
            if (!all_have_candidates || size < 0) return false;
            fewer_columns = false;
            allowed = table_.useful(rows, allowed);
            for_each_left(allowed, [&](int c) {
                Columns better = allowed;
                (table_.covers(c) & rows).for_each([&](int r) { better = better & table_.candidates(r); });
                better.erase(c);
                if (better.empty()) return;
                allowed.erase(c);
                fewer_columns = true;
            });
        }
        return true;
    }

    const Table& table_;
};

}  // namespace qca
