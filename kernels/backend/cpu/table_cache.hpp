// A thread's own shortcut from coded tables to their numbers.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/classify_rows.hpp"


namespace qca {

/// Ranks of rows among a set of at most 32: its lowest row has rank 0. A set of ranks is a short bit mask.
template <int Words>
QCA_HD int rows_in(const RowMask<Words>& rows) {
    int count = 0;
    for (int w = 0; w < Words; ++w) count += __builtin_popcountll(rows.word[w]);
    return count;
}
/// Ranks, among `within`, of the rows of a subset.
template <int Words>
QCA_HD std::uint64_t ranks_of(const RowMask<Words>& subset, const RowMask<Words>& within) {
    std::uint64_t ranks = 0;
    int below = 0;
    for (int w = 0; w < Words; ++w)
        for (std::uint64_t rest = within.word[w]; rest != 0; rest &= rest - 1, ++below)
            if ((subset.word[w] & rest & -rest) != 0) ranks |= std::uint64_t{1} << below;
    return ranks;
}
/// The rows that have these ranks among `within`.
template <int Words>
QCA_HD RowMask<Words> rows_of_ranks(std::uint64_t ranks, const RowMask<Words>& within) {
    RowMask<Words> rows{};
    for (int w = 0; w < Words; ++w)
        for (std::uint64_t rest = within.word[w]; rest != 0; rest &= rest - 1, ranks >>= 1)
            if ((ranks & 1) != 0) rows.word[w] |= rest & -rest;
    return rows;
}

/// For some sets of observed rows: the number of every table with these observed rows, by the ranks of its positive
/// rows. A table is then found with one load, while an index of all tables has to compare keys.
/// Numbers are stored plus one, so that 0 says "look it up in the index"; a table that was looked up in vain is pending
/// until the index learns.
/// Number names the SIMD variant that the class is compiled for.
template <class Number, int Words>
class TableCache {
  public:
    static constexpr std::uint32_t not_cached = 0xFFFFFFFFu;
    static constexpr std::uint32_t pending = 0xFFFFFFFEu;  ///< as a number
    static constexpr std::uint64_t no_place = 0;  ///< a place that holds some number but is no table's

    TableCache() : numbers_(first_numbers) { forget(); }

    /// @param listed    the rows whose ranks will be given, a superset of `observed`
    /// @return where the numbers begin, or not_cached: too many rows, or no room (until the next make_room())
    std::uint32_t first_of(const RowMask<Words>& listed, const RowMask<Words>& observed) {
        const TableKey<Words> key{listed, observed};
        const std::uint32_t known = sets_.find(key);
        if (known != unknown_table) return first_[known];
        const int rows = rows_in(listed);
        if (rows > most_rows) return not_cached;
        const std::size_t size = std::size_t{1} << rows;
        if (used_ + size > most_numbers) {
            full_ = true;
            return not_cached;
        }
        const std::uint32_t number = sets_.add(key);
        if (number >= first_.size()) first_.grow(number == 0 ? 64 : 2 * number);
        first_[number] = static_cast<std::uint32_t>(used_);
        used_ += size;
        if (used_ > numbers_.size()) numbers_.grow(2 * used_ < most_numbers ? 2 * used_ : most_numbers);
        return first_[number];
    }

    const std::uint32_t* numbers() const { return numbers_.data(); }

    /// Stores what the index said of the table at this place: its number or unknown_table.
    void store(std::uint64_t place, std::uint32_t number) {
        if (number == unknown_table) {
            if (pending_size_ == pending_places_.size()) pending_places_.grow(pending_size_ == 0 ? 64 : 2 * pending_size_);
            pending_places_[pending_size_++] = place;
            number = pending;
        }
        numbers_[place] = number + 1;
    }
    /// The index has learnt: what was pending is to be looked up again.
    void learned() {
        for (std::size_t i = 0; i < pending_size_; ++i) numbers_[pending_places_[i]] = 0;
        pending_size_ = 0;
    }

    /// Forgets everything if there was no room for a set of observed rows.
    void make_room() {
        if (full_) forget();
    }
    void forget() {
        sets_.clear();
        for (std::size_t i = 0; i < used_; ++i) numbers_[i] = 0;
        pending_size_ = 0;
        full_ = false;
        numbers_[no_place] = 1;
        used_ = 1;
    }

  private:
    static constexpr int most_rows = 16;
    /// 4 MiB. To begin with 256 KiB, as a sweep of many small slices makes a cache for each.
    static constexpr std::size_t most_numbers = std::size_t{1} << 20, first_numbers = std::size_t{1} << 16;

    TableIndex<Words> sets_;
    Buffer<std::uint32_t> first_;    // [set]
    Buffer<std::uint32_t> numbers_;  // [of each set, by ranks of positive rows] + 1
    Buffer<std::uint64_t> pending_places_;
    std::size_t used_ = 0, pending_size_ = 0;
    bool full_ = false;
};

}  // namespace qca
