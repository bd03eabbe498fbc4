// All irredundant covers of a cover table. Private.
#pragma once

#include <cstddef>
#include <vector>

#include "host/minimize/bit_sets.hpp"
#include "host/minimize/cover_list.hpp"
#include "host/minimize/cover_size.hpp"
#include "host/minimize/cover_table.hpp"

namespace qca {

/// Covers of which no column can be left out: each has a row that no other column of the cover covers. Branches
/// on rows, and gives a branch up as soon as a chosen column has no such row left.
/// @source Murakami & Uno (2014), Efficient algorithms for dualizing large-scale hypergraphs.
template <int RowWords, int ColumnWords>
class IrredundantSearch {
  public:
    using Table = SortedCoverTable<RowWords, ColumnWords>;
    using Rows = typename Table::Rows;
    using Columns = typename Table::Columns;
    using Size = CoverSize<RowWords, ColumnWords>;
    using Prices = typename Size::Prices;
    using List = CoverList<ColumnWords>;

    /// @param table  in which no row is dominated by another
    /// @param list   what covers are appended to
    IrredundantSearch(const Table& table, List& list)
        : table_(table), size_(table), rows_(table.all_rows()), list_(list) {}

    /// Appends all irredundant covers, those with fewer columns first, then in the order of the list. False: there
    /// are at least as many as the list's limit, and nothing was appended.
    bool append_all() {
        std::vector<Columns> covers;
        const int most = count_of(rows_);  // every column has a row of its own
        const bool found_all = search(start(), {0, most}, Prices{}, [&](const Columns& cover) {
            covers.push_back(cover);
            return covers.size() < list_.limit();
        });
        if (!found_all) return false;
        for (int size = 1; size <= most; ++size) {
            const std::size_t first = list_.size();
            for (const Columns& cover : covers)
                if (count_of(cover) == size) list_.push_back(cover);
            list_.sort(first);
        }
        return true;
    }

    /// Appends covers with more than `size` columns in that order, until the list has as many as its limit.
    void append_larger(int size) {
        while (++size <= count_of(rows_) && list_.size() < list_.limit())
            append_of_size(size, list_.limit() - list_.size());
    }

  private:
    /// A branch: covers with the chosen columns and some of the allowed ones.
    struct Branch {
        Columns chosen, allowed;
        Rows open;            // not covered yet
        int columns = 0;      // chosen
        std::size_t own = 0;  // where own_ has, for each chosen column, the rows that no other one covers
    };
    struct Wanted {
        int least, most;  // columns
    };
    static constexpr std::size_t patience = 16;  // covers looked at for one that is kept, before going by columns

    Branch start() const {
        Branch branch;
        branch.chosen = Columns{};
        branch.allowed = table_.all_columns();
        branch.open = rows_;
        return branch;
    }

    /// Chooses a column; what it appends to own_ goes when the branch does. False: some chosen column would have no
    /// row of its own.
    bool choose(Branch& branch, int column) {
        const Rows& covered = table_.covers(column);
        const Rows own = branch.open & covered;
        if (own.empty()) return false;
        const std::size_t before = branch.own;
        branch.own = own_.size();
        for (int i = 0; i < branch.columns; ++i) {
            own_.push_back(own_[before + static_cast<std::size_t>(i)] - covered);
            if (own_.back().empty()) return false;
        }
        own_.push_back(own);
        ++branch.columns;
        branch.open = branch.open - covered;
        branch.chosen.insert(column);
        branch.allowed.erase(column);
        return true;
    }

    /// Calls visit(cover) for the covers of the branch with as many columns as wanted, each once, until it returns
    /// false. Whether it never did.
    /// @param prices  of a larger problem
    template <class Visit>
    bool search(const Branch& branch, const Wanted& wanted, Prices prices, const Visit& visit) {
        if (branch.open.empty()) return branch.columns < wanted.least || visit(branch.chosen);
        if (branch.columns + count_of(branch.open) < wanted.least) return true;
        const int left = wanted.most - branch.columns;
        if (table_.independent(branch.open, branch.allowed) > left) return true;
        Columns allowed = branch.allowed;
        const bool by_prices = wanted.least == wanted.most && Size::is_large(branch.open, left);
        if (by_prices && !size_.improve(prices, branch.open, allowed, left)) return true;
        const Columns able = table_.narrowest(branch.open, allowed);
        const std::size_t mark = own_.size();
        return all_of(able, [&](int column) {
            Branch next = branch;
            next.allowed = allowed;
            allowed.erase(column);  // what was tried is closed to its later siblings, so that no cover comes twice
            const bool go_on = !choose(next, column) || search(next, wanted, prices, visit);
            own_.resize(mark);
            return go_on;
        });
    }

    /// Appends the first covers of that many columns, at most `wanted`.
    void append_of_size(int size, std::size_t wanted) {
        std::vector<Columns> covers;
        if (!search(start(), {size, size}, Prices{}, [&](const Columns& cover) {
                covers.push_back(cover);
                return covers.size() <= patience * wanted;
            })) {
            append_in_order(start(), size, list_.size() + wanted);
            return;
        }
        const std::size_t first = list_.size();
        for (const Columns& cover : covers) list_.push_back(cover);
        list_.sort(first);
        list_.cut(first + wanted);
    }

    /// Tries columns in order and enters only where some cover follows, until the list has `until` covers.
    void append_in_order(const Branch& branch, int size, std::size_t until) {
        if (branch.open.empty()) return list_.push_back(branch.chosen);
        const std::size_t mark = own_.size();
        all_of(table_.useful(branch.open, branch.allowed), [&](int column) {
            Branch next = branch;
            next.allowed = after(branch.allowed, column);
            const bool leads_to_some =
                choose(next, column) && !search(next, {size, size}, Prices{}, [](const Columns&) { return false; });
            if (leads_to_some) append_in_order(next, size, until);
            own_.resize(mark);
            return list_.size() < until;
        });
    }

    const Table& table_;
    Size size_;
    Rows rows_;
    List& list_;
    std::vector<Rows> own_;  // of one branch after the other, the innermost last
};

}  // namespace qca
