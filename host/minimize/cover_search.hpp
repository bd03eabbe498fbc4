// All smallest covers of a cover table. Private.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/minimize/cover_table.hpp"

namespace qca {

/// Covers of the same size in lexicographic order, each as a set of columns.
template <int ColumnWords>
struct CoverList {
    std::vector<BitWords<ColumnWords>> covers;
    bool capped = false;  ///< more covers exist than are listed
};

/// Whether the increasing columns of a come before those of b, where both are equally many: the smallest
/// column that only one of them has decides.
template <int Words>
bool lexicographic_less(const BitWords<Words>& a, const BitWords<Words>& b) {
    for (int w = 0; w < Words; ++w) {
        const std::uint64_t different = a.word[w] ^ b.word[w];
        if (different != 0) return (a.word[w] & different & -different) != 0;
    }
    return false;
}

/// Branch and bound on the row with the fewest candidates.
template <int RowWords, int ColumnWords>
class CoverSearch {
  public:
    using Table = CoverTable<RowWords, ColumnWords>;
    using Rows = typename Table::Rows;
    using Columns = typename Table::Columns;

    explicit CoverSearch(const Table& table) : table_(table) {}

    /// Every cover with the fewest columns; the first `cap` of them where there are more.
    CoverList<ColumnWords> smallest_covers(std::size_t cap) {
        const Rows rows = table_.all_rows();
        const Columns columns = table_.all_columns();
        limit_ = cap;
        for (int size = table_.lower_bound(rows); found_.covers.empty(); ++size) {
            if (size > 2 && !coverable(rows, columns, size)) continue;
            list_covers(rows, columns, size);
            if (found_.capped) {
                found_.covers.clear();
                list_in_order(rows, columns, size);
            }
        }
        std::sort(found_.covers.begin(), found_.covers.end(), lexicographic_less<ColumnWords>);
        return std::move(found_);
    }

  private:
    /// From this size on, asking whether there is a cover at all is cheaper than looking for all of them in
    /// vain.
    static constexpr int worth_asking = 4;

    bool full() const { return found_.covers.size() == limit_; }

    /// The columns among `allowed` that cover all of `rows` alone.
    Columns sufficient(const Rows& rows, Columns allowed) const {
        rows.for_each([&](int r) { allowed = allowed & table_.candidates(r); });
        return allowed;
    }

    /// The row with the fewest allowed candidates; they are returned.
    Columns narrowest(const Rows& rows, const Columns& allowed) const {
        Columns best{};
        int fewest = 64 * ColumnWords + 1;
        rows.for_each([&](int r) {
            const Columns able = table_.candidates(r) & allowed;
            const int count = able.size();
            if (count < fewest) {
                fewest = count;
                best = able;
            }
        });
        return best;
    }

    /// Whether at most `size` of the allowed columns cover the rows.
    bool coverable(const Rows& rows, Columns allowed, int size) const {
        if (rows.empty()) return true;
        if (table_.lower_bound(rows) > size) return false;
        if (size == 1) return !sufficient(rows, allowed).empty();
        Columns branches = narrowest(rows, allowed);
        for (int w = 0; w < ColumnWords; ++w)
            while (branches.word[w] != 0) {
                const int column = 64 * w + __builtin_ctzll(branches.word[w]);
                const Rows rest = rows - table_.covers(column);
                if (coverable(rest, allowed, size - 1)) return true;
                // What leaves at least these rows cannot do better.
                Columns no_better{};
                branches.for_each([&](int other) {
                    if (rest.within(rows - table_.covers(other))) no_better.insert(other);
                });
                branches = branches - no_better;
                allowed = allowed - no_better;
            }
        return false;
    }

    /// Appends every cover of `rows` by exactly `size` allowed columns, knowing that fewer do not suffice. A
    /// column that was tried is closed to its later siblings, so that no cover comes twice.
    void list_covers(const Rows& rows, Columns allowed, int size) {
        if (size == 1) {
            append_last(sufficient(rows, allowed));
            return;
        }
        if (table_.lower_bound(rows) > size) return;
        if (size >= worth_asking && !coverable(rows, allowed, size)) return;
        narrowest(rows, allowed).for_each([&](int column) {
            if (found_.capped) return;
            chosen_.insert(column);
            list_covers(rows - table_.covers(column), allowed, size - 1);
            chosen_.erase(column);
            allowed.erase(column);
        });
    }

    /// As list_covers(), but in lexicographic order, and up to the limit only: columns are tried in order,
    /// and only entered where a cover with them exists.
    void list_in_order(const Rows& rows, Columns allowed, int size) {
        if (size == 1) {
            append_last(sufficient(rows, allowed));
            return;
        }
        const Columns all = allowed;
        all.for_each([&](int column) {
            allowed.erase(column);
            if (full()) return;
            const Rows rest = rows - table_.covers(column);
            if (rest == rows || !coverable(rest, allowed, size - 1)) return;
            chosen_.insert(column);
            list_in_order(rest, allowed, size - 1);
            chosen_.erase(column);
        });
    }

    void append_last(const Columns& last) {
        last.for_each([&](int column) {
            if (full()) {
                found_.capped = true;
                return;
            }
            found_.covers.push_back(chosen_);
            found_.covers.back().insert(column);
        });
    }

    const Table& table_;
    std::size_t limit_ = 0;
    CoverList<ColumnWords> found_;
    Columns chosen_{};
};

}  // namespace qca
