// Finds the number of a coded table: open addressing over keys of 2 * Words words.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

inline constexpr std::uint32_t unknown_table = 0xFFFFFFFFu;

template <int Words>
struct TableKey {
    RowMask<Words> positive;
    RowMask<Words> observed;

    QCA_HD friend bool operator==(const TableKey& a, const TableKey& b) {
        return a.positive == b.positive && a.observed == b.observed;
    }
    QCA_HD std::uint64_t hash() const {
        std::uint64_t h = 0;
        QCA_UNROLL for (int w = 0; w < Words; ++w) {
            h = (h ^ positive.word[w]) * 0x9E3779B97F4A7C15u + observed.word[w] * 0xD6E8FEB86659FD93u;
            h ^= h >> 32;
        }
        return h;
    }
    QCA_HOST CodedTable table() const {
        CodedTable out;
        for (int w = 0; w < Words; ++w) {
            out.positive.word[w] = positive.word[w];
            out.observed.word[w] = observed.word[w];
        }
        return out;
    }
    QCA_HOST static TableKey of(const CodedTable& table) {
        TableKey key;
        for (int w = 0; w < Words; ++w) {
            key.positive.word[w] = table.positive.word[w];
            key.observed.word[w] = table.observed.word[w];
        }
        return key;
    }
};

/// One slot of an index; free when number is unknown_table.
template <int Words>
struct TableSlot {
    TableKey<Words> key;
    std::uint32_t number;
};

/// The number of a table in slots of size mask + 1 (a power of two, never full), or unknown_table.
template <int Words>
QCA_HD std::uint32_t find_table(const TableSlot<Words>* slots, std::size_t mask, const TableKey<Words>& key) {
    // Free slots hold a key, too (all zeros), so the number decides; most searches end at the first slot.
    for (std::size_t i = key.hash() & mask;; i = (i + 1) & mask)
        if (slots[i].key == key || slots[i].number == unknown_table) return slots[i].number;
}

/// The tables of a sweep by key, on the host.
template <int Words>
class TableIndex {
  public:
    QCA_HOST TableIndex() { reset(1024); }

    QCA_HOST std::uint32_t find(const TableKey<Words>& key) const { return find_table(slots_.data(), mask_, key); }

    /// Says that a key will soon be looked for.
    QCA_HOST void prefetch(const TableKey<Words>& key) const { __builtin_prefetch(slots_.data() + (key.hash() & mask_)); }

    /// Adds a key that is not there yet. @return its number: the count of keys before
    QCA_HOST std::uint32_t add(const TableKey<Words>& key) {
        if (2 * (size_ + 1) > slots_.size()) rehash();
        place({key, static_cast<std::uint32_t>(size_)});
        return static_cast<std::uint32_t>(size_++);
    }
    QCA_HOST std::size_t size() const { return size_; }
    QCA_HOST const Buffer<TableSlot<Words>>& slots() const { return slots_; }
    QCA_HOST void clear() { reset(1024); }

  private:
    QCA_HOST void reset(std::size_t capacity) {
        slots_ = Buffer<TableSlot<Words>>(capacity);
        for (auto& slot : slots_) slot.number = unknown_table;
        mask_ = capacity - 1;
        size_ = 0;
    }
    QCA_HOST void place(const TableSlot<Words>& entry) {
        std::size_t i = entry.key.hash() & mask_;
        while (slots_[i].number != unknown_table) i = (i + 1) & mask_;
        slots_[i] = entry;
    }
    QCA_HOST void rehash() {
        Buffer<TableSlot<Words>> old = static_cast<Buffer<TableSlot<Words>>&&>(slots_);
        const std::size_t size = size_;
        reset(2 * old.size());
        for (const auto& slot : old)
            if (slot.number != unknown_table) place(slot);
        size_ = size;
    }

    Buffer<TableSlot<Words>> slots_;
    std::size_t mask_ = 0;
    std::size_t size_ = 0;
};

}  // namespace qca
