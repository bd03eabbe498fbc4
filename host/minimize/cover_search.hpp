// All smallest covers of a cover table. Private.
#pragma once

#include <cstddef>

#include "host/minimize/cover_list.hpp"
#include "host/minimize/cover_size.hpp"
#include "host/minimize/cover_table.hpp"

namespace qca {

/// Splits the rows into parts that share no column, and branches on columns where they are connected. Large
/// parts are searched with bounds by prices, and split again after every branch.
template <int RowWords, int ColumnWords>
class CoverSearch {
  public:
    using Table = SortedCoverTable<RowWords, ColumnWords>;
    using Rows = typename Table::Rows;
    using Columns = typename Table::Columns;
    using Size = CoverSize<RowWords, ColumnWords>;
    using Prices = typename Size::Prices;
    using List = CoverList<ColumnWords>;

    /// @param list  what covers are appended to
    CoverSearch(const Table& table, List& list) : table_(table), size_(table), list_(list) {}

    /// Appends the covers with the fewest columns in order, the first of them where there are more than the
    /// list's limit. Returns their number of columns.
    int append_smallest() {
        int columns = 0;
        append_smallest(table_.all_rows(), table_.all_columns(), Table::most_rows, Prices{}, false, &columns);
        return columns;
    }

  private:
    /// Appends the smallest covers of `rows` by at most `most` allowed columns, in order. False: there are at
    /// least as many as the list's limit, which is an answer only where all of them are asked for; what was
    /// appended is then of no use.
    /// @param prices   of a larger problem
    /// @param columns  where not null: set to the number of columns
    bool append_smallest(Rows rows, const Columns& allowed, int most, const Prices& prices, bool all,
                         int* columns = nullptr) {
        const std::size_t first = list_.size(), first_part = list_.parts();
        int left = most;
        rows = table_.undominated(rows, allowed);
        while (!rows.empty()) {
            const Rows part = table_.connected(rows, allowed);
            rows = rows - part;
            const Columns single = table_.sufficient(part, allowed);
            if (!single.empty()) {
                list_.add_part(single);
                if (--left < 0) break;
                continue;
            }
            Prices part_prices = prices;
            const int size = size_.fewest(part, allowed, left, part_prices);
            left -= size;
            if (left < 0) break;
            const std::size_t first_of_part = list_.size();
            if (!append_connected(part, allowed, size, part_prices, all)) {
                list_.drop_parts(first_part);
                return false;
            }
            list_.add_part(first_of_part, size);
        }
        if (columns != nullptr) *columns = most - left;
        if (left < 0) {
            list_.drop_parts(first_part);
            list_.cut(first);
            return true;
        }
        list_.unite(first_part, first);
        return !all || list_.size() - first < list_.limit();
    }

    /// As above, for rows that are connected and need `size` columns, at least 2.
    bool append_connected(const Rows& rows, Columns allowed, int size, Prices& prices, bool all) {
        const std::size_t first = list_.size(), until = first + list_.limit();
        const bool large = Size::is_large(rows, size);
        if (large) {
            const Columns before = allowed;
            size_.improve(prices, rows, allowed, size);
            if (allowed != before) return append_smallest(rows, allowed, size, prices, all);
        }
        // Branching on a row meets few dead ends but finds covers out of order, so that all of them must be
        // found.
        if (size > 2) {
            const bool found_all = large ? append_branches(rows, allowed, size, prices)
                                         : append_branches(rows, allowed, size, Columns{}, until);
            if (found_all) {
                list_.sort(first);
                return true;
            }
            list_.cut(first);
            if (all) return false;
        }
        if (large)
            append_in_order(rows, allowed, size, prices);
        else
            append_in_order(rows, allowed, size, Columns{}, until);
        return !all || list_.size() < until;
    }

    /// Branches on the row with the fewest candidates. A column that was tried is closed to its later
    /// siblings, so that no cover comes twice. False: there are at least as many covers as the limit.
    bool append_branches(const Rows& rows, const Columns& allowed, int size, const Prices& prices) {
        const std::size_t until = list_.size() + list_.limit();
        Columns later = allowed;
        return all_of(table_.narrowest(rows, allowed), [&](int c) {
            later.erase(c);
            return append_with(c, rows, later, size, prices, true) && list_.size() < until;
        });
    }

    /// Tries columns in order, up to the limit.
    void append_in_order(const Rows& rows, const Columns& allowed, int size, const Prices& prices) {
        const std::size_t until = list_.size() + list_.limit();
        all_of(table_.useful(rows, allowed), [&](int c) {
            append_with(c, rows, after(allowed, c), size, prices, false);
            return list_.size() < until;
        });
        list_.cut(until);
    }

    /// Appends the covers of `size` columns that have column c and allowed ones.
    bool append_with(int c, const Rows& rows, const Columns& allowed, int size, const Prices& prices,
                     bool all) {
        const Rows rest = rows - table_.covers(c);
        if (table_.independent(rest, allowed) >= size) return true;
        const std::size_t first = list_.size();
        if (!append_smallest(rest, allowed, size - 1, prices, all)) return false;
        list_.insert(c, first);
        return true;
    }

    /// append_branches() without prices or parts. Appends to `chosen`, until the list has `until` covers.
    bool append_branches(const Rows& rows, Columns allowed, int size, const Columns& chosen,
                         std::size_t until) {
        if (size == 1) return append_last(table_.sufficient(rows, allowed), chosen, until);
        if (size > 2 && table_.independent(rows) > size) return true;
        // From here on, asking whether there is a cover at all is cheaper than looking for all of them in
        // vain.
        if (size > 3 && !size_.coverable(rows, allowed, size)) return true;
        return all_of(table_.narrowest(rows, allowed), [&](int c) {
            const bool found_all =
                append_branches(rows - table_.covers(c), allowed, size - 1, with(chosen, c), until);
            allowed.erase(c);
            return found_all;
        });
    }

    /// append_in_order() without prices or parts. Columns are only entered where a cover with them exists.
    bool append_in_order(const Rows& rows, const Columns& allowed, int size, const Columns& chosen,
                         std::size_t until) {
        if (size == 1) return append_last(table_.sufficient(rows, allowed), chosen, until);
        return all_of(table_.useful(rows, allowed), [&](int c) {
            const Rows rest = rows - table_.covers(c);
            const Columns later = after(allowed, c);
            if (size > 2 && !size_.coverable(rest, later, size - 1)) return true;
            return append_in_order(rest, later, size - 1, with(chosen, c), until);
        });
    }

    bool append_last(const Columns& last, const Columns& chosen, std::size_t until) {
        return all_of(last, [&](int c) {
            list_.push_back(with(chosen, c));
            return list_.size() < until;
        });
    }

    const Table& table_;
    Size size_;
    List& list_;
};

}  // namespace qca
