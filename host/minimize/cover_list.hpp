// Covers in lexicographic order. Private.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/minimize/bit_sets.hpp"
#include "kernels/math/bit_words.hpp"

namespace qca {

/// Covers, each as a set of columns, appended range by range. A range has covers of one size, in order (of
/// two covers that one comes first which has the smallest column that only one of them has), and at most the
/// first `limit` of its kind.
///
/// Where a table falls into parts that share no column, its covers are the unions of one cover of each part.
/// The parts are listed first, then united.
template <int Words>
class CoverList {
  public:
    using Columns = BitWords<Words>;

    explicit CoverList(std::size_t limit) : limit_(std::min(limit, SIZE_MAX / 2)) {
        covers_.reserve(64);
        parts_.reserve(8);
    }

    std::size_t limit() const { return limit_; }
    std::size_t size() const { return covers_.size(); }
    const Columns& operator[](std::size_t i) const { return covers_[i]; }

    void push_back(const Columns& cover) { covers_.push_back(cover); }
    /// Keeps the first `size` covers.
    void cut(std::size_t size) {
        if (size < covers_.size()) covers_.resize(size);
    }
    /// Adds a column to the covers from `first` on.
    void insert(int column, std::size_t first) {
        for (std::size_t i = first; i < covers_.size(); ++i) covers_[i].insert(column);
    }
    /// Puts the covers from `first` on in order.
    void sort(std::size_t first) {
        std::sort(covers_.begin() + static_cast<std::ptrdiff_t>(first), covers_.end(),
                  [](const Columns& a, const Columns& b) {
                      for (int w = 0; w < Words; ++w) {
                          const std::uint64_t different = a.word[w] ^ b.word[w];
                          if (different != 0) return (a.word[w] & different & -different) != 0;
                      }
                      return false;
                  });
    }

    std::size_t parts() const { return parts_.size(); }
    /// Adds a part that each of these columns covers.
    void add_part(const Columns& columns) { parts_.push_back({columns, {}, 1}); }
    /// Adds a part whose covers, by `columns` columns, are those from `first` on.
    void add_part(std::size_t first, int columns) {
        parts_.push_back(part_of({first, size()}, Columns{}, columns));
    }
    /// Forgets the parts from first_part on.
    void drop_parts(std::size_t first_part) {
        parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(first_part), parts_.end());
    }
    /// Replaces the covers from `first` on, which are those of the parts from first_part on, by their unions.
    void unite(std::size_t first_part, std::size_t first) {
        if (parts_.size() == first_part + 1 && parts_.back().columns > 1) return parts_.pop_back();
        const std::size_t unions = size();
        append_unions(first_part, Columns{}, -1, unions + limit_);
        drop_parts(first_part);
        if (first == unions) return;
        covers_.erase(covers_.begin() + static_cast<std::ptrdiff_t>(first),
                      covers_.begin() + static_cast<std::ptrdiff_t>(unions));
    }

  private:
    struct Range {
        std::size_t first, last;
    };
    /// What may still be taken of a part.
    struct Part {
        Columns next;  // columns to go on with
        Range covers;  // that go on so; not used where the next column is the last
        int columns;   // to take
    };

    Part part_of(const Range& covers, const Columns& chosen, int columns) const {
        Part part{Columns{}, covers, columns};
        for (std::size_t i = covers.first; i < covers.last; ++i)
            part.next.insert(first_of(covers_[i] - chosen));
        return part;
    }

    /// What may be taken of a part after `column`.
    Part part_after(const Part& part, int column, const Columns& chosen) const {
        Range covers = part.covers;
        while (first_of(covers_[covers.first] - chosen) != column) ++covers.first;
        std::size_t last = covers.first;
        while (last < covers.last && covers_[last].contains(column)) ++last;
        return part_of({covers.first, last}, with(chosen, column), part.columns - 1);
    }

    /// Appends every union of `chosen` and what may be taken, after column `last`, of the parts from
    /// first_part on.
    void append_unions(std::size_t first_part, const Columns& chosen, int last, std::size_t until) {
        const std::size_t end = parts_.size();
        if (first_part == end) return push_back(chosen);
        Columns next{};
        int bound = 64 * Words;
        for (std::size_t p = first_part; p < end; ++p) {
            next = next | parts_[p].next;
            bound = std::min(bound, last_of(parts_[p].next));
        }
        next = after(next, last);
        if (end - first_part == 1 && parts_[first_part].columns == 1) return append_each(chosen, next, until);
        if (end - first_part == 1) return append_each(chosen, parts_[first_part].covers, last, until);
        if (end - first_part == 2 && parts_[first_part].columns == 1 && parts_[end - 1].columns == 1) {
            const Columns part[] = {parts_[first_part].next, parts_[end - 1].next};
            all_of(next, [&](int column) {
                append_each(with(chosen, column), after(part[part[0].contains(column) ? 1 : 0], column),
                            until);
                return column < bound && size() < until;
            });
            return;
        }
        all_of(next, [&](int column) {
            // Of every part something must be taken, here or later.
            if (column > bound || size() >= until) return false;
            for (std::size_t p = first_part; p < end; ++p) {
                const Part part = parts_[p];
                if (!part.next.contains(column))
                    parts_.push_back(part);
                else if (part.columns > 1)
                    parts_.push_back(part_after(part, column, chosen));
            }
            append_unions(end, with(chosen, column), column, until);
            drop_parts(end);
            return true;
        });
    }

    void append_each(const Columns& chosen, const Columns& last, std::size_t until) {
        all_of(last, [&](int column) {
            if (size() >= until) return false;
            push_back(with(chosen, column));
            return true;
        });
    }

    void append_each(const Columns& chosen, const Range& covers, int last, std::size_t until) {
        for (std::size_t i = covers.first; i < covers.last && size() < until; ++i)
            if (first_of(covers_[i] - chosen) > last) push_back(chosen | covers_[i]);
    }

    std::size_t limit_;
    std::vector<Columns> covers_;
    std::vector<Part> parts_;
};

}  // namespace qca
