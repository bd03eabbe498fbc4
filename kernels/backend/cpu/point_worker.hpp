// One thread's share of a list of points.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_rows.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/classify_points.hpp"

namespace qca {

template <class Number, int Words>
class PointWorker {
    using Bits = typename Lanes<Number>::Bits;
    using Rows = PointRows<Number, Words>;
    static constexpr int width = Rows::width, lanes = Rows::lanes;

  public:
    /// Marks a number as one of unknown(): that of a table that the index does not have.
    static constexpr std::uint32_t pending = 0x80000000u;

    explicit PointWorker(const PointTables<Number>& tables) : tables_(tables), rows_(tables) {}

    /// Forgets what the last list left behind.
    void begin_list() {
        if (unknown_.size() != 0) unknown_.clear();
    }

    /// Writes the number of the table of each point, or pending and its number in unknown().
    void evaluate(const PointList& points, const TableIndex<Words>& index, std::uint32_t* number) {
        for (std::size_t first = 0; first < points.size; first += lanes) {
            const std::size_t left = points.size - first;
            const int count = left < lanes ? static_cast<int>(left) : lanes;
            rows_.begin(points, first, count);
            classify(points, first, count);
            find(index, count, number + first);
        }
    }

    /// Tables that occurred and that the index does not have.
    const TableIndex<Words>& unknown() const { return unknown_; }
    /// Points so far that whole sums could not decide.
    std::uint64_t flagged() const { return flagged_; }

    void row_sums(const PointList& points, const PointSumsOut& out) {
        for (std::size_t first = 0; first < points.size; first += lanes) {
            const std::size_t left = points.size - first;
            const int count = left < lanes ? static_cast<int>(left) : lanes;
            rows_.begin(points, first, count);
            if (tables_.whole) rows_.sum_whole();
            for (int tile = 0; tile < 2; ++tile) {
                const TileSums<Number> sums = tables_.whole ? rows_.sums(tile) : rows_.exact_sums(tile);
                const RowList rows = rows_.rows();
                for (int r = 0; r < rows.count; ++r)
                    for (int l = 0; l < width && tile * width + l < count; ++l) {
                        const std::size_t at = static_cast<std::size_t>(rows.row[r]) * points.size + first +
                                               static_cast<std::size_t>(tile * width + l);
                        const double unit = tables_.whole ? 1.0 / whole_one : 1.0;
                        if (out.x != nullptr) out.x[at] = sums.x[rows.row[r]][l] * unit;
                        if (out.both != nullptr) out.both[at] = sums.both[rows.row[r]][l] * unit;
                        if (out.ambiguous != nullptr) out.ambiguous[at] = sums.ambiguous[rows.row[r]][l] * unit;
                    }
            }
            for (int l = 0; l < count && out.n != nullptr; ++l) {
                const std::size_t at = first + static_cast<std::size_t>(l);
                for (int row = 0; row < tables_.problem.rows(); ++row) out.n[static_cast<std::size_t>(row) * points.size + at] = 0;
                rows_.for_each_count(l, [&](std::int32_t row, std::int32_t n) QCA_INLINE_LAMBDA {
                    out.n[static_cast<std::size_t>(row) * points.size + at] = n;
                });
            }
        }
    }

  private:
    static RelationSums<Number> sums_of(const TileSums<Number>& sums, int row) {
        return {sums.x[row], sums.both[row], sums.ambiguous[row]};
    }

    /// Calls body(row) for the rows of each word of the masks, the word's number with them.
    template <class Body>
    void for_each_row(const Body& body) const {
        const RowList rows = rows_.rows();
        int r = 0;
        for (int w = 0; w < Words; ++w)
            for (; r < rows.count && rows.row[r] < 64 * (w + 1); ++r) body(rows.row[r], w);
    }

    /// Fills keys_ with the tables of the points that were begun.
    void classify(const PointList& points, std::size_t first, int count) {
        if (tables_.whole) rows_.sum_whole();
        for (int tile = 0; tile < 2; ++tile) {
            Bits positive[Words] = {};
            const PairOfBounds<Number> bounds = bounds_of(points, first, count, tile);
            if (!tables_.whole) {
                mark_exactly(tile, bounds, positive);
            } else {
                Bits open{};
                if (Lanes<Number>::merge(reinterpret_cast<Bits>(usual(bounds)) + 1) == 0)
                    mark_proved(tile, bounds, positive, open, [](const auto&... a) QCA_INLINE_LAMBDA { return prove_both(a...); });
                else
                    mark_proved(tile, bounds, positive, open,
                                [](const auto&... a) QCA_INLINE_LAMBDA { return prove_both_for_any(a...); });
                if (__builtin_expect(Lanes<Number>::merge(open) != 0, 0)) {
                    for (int l = 0; l < width && tile * width + l < count; ++l) flagged_ += open[l] != 0;
                    mark_exactly(tile, bounds, positive);
                }
            }
            for (int w = 0; w < Words; ++w) {
                const Bits observed = rows_.observed(tile, w);
                positive[w] &= observed;
                for (int l = 0; l < width; ++l) {
                    keys_[tile * width + l].positive.word[w] = positive[w][l];
                    keys_[tile * width + l].observed.word[w] = observed[l];
                }
            }
        }
    }
    /// Bounds of which prove_both() knows everything.
    static auto usual(const PairOfBounds<Number>& bounds) {
        return (bounds.incl >= 0.0) & (bounds.incl <= 1.0) & (bounds.pri >= 0.0) & (bounds.pri <= 1.0);
    }
    PairOfBounds<Number> bounds_of(const PointList& points, std::size_t first, int count, int tile) const {
        PairOfBounds<Number> bounds;
        for (int l = 0; l < width; ++l) {
            const int lane = tile * width + l;
            const std::size_t i = first + static_cast<std::size_t>(lane < count ? lane : count - 1);
            bounds.incl[l] = points.incl_bound[i];
            bounds.pri[l] = points.pri_bound[i];
        }
        return bounds;
    }
    template <class Prove>
    void mark_proved(int tile, const PairOfBounds<Number>& bounds, Bits* positive, Bits& open, const Prove& prove) {
        const TileSums<Number> sums = rows_.sums(tile);
        for_each_row([&](int row, int w) QCA_INLINE_LAMBDA {
            const Bits bit = Bits{} + (std::uint64_t{1} << (row & 63));
            const auto proof = prove(sums_of(sums, row), bounds, tables_.band);
            positive[w] = Lanes<Number>::set_where(positive[w], proof.surely, bit);
            open |= Lanes<Number>::set_where(Bits{}, proof.surely ^ proof.possibly, bit) & rows_.observed(tile, w);
        });
    }
    [[gnu::noinline]] void mark_exactly(int tile, const PairOfBounds<Number>& bounds, Bits* positive) {
        const TileSums<Number> sums = rows_.exact_sums(tile);
        for (int w = 0; w < Words; ++w) positive[w] = Bits{};
        for_each_row([&](int row, int w) QCA_INLINE_LAMBDA {
            positive[w] = Lanes<Number>::set_where(positive[w], meets_both(sums_of(sums, row), bounds),
                                                   Bits{} + (std::uint64_t{1} << (row & 63)));
        });
    }

    void find(const TableIndex<Words>& index, int count, std::uint32_t* number) {
        // The slots of many tables do not fit a cache: ask for all before the first is needed.
        for (int l = 0; l < count; ++l) index.prefetch(keys_[l]);
        for (int l = 0; l < count; ++l) {
            number[l] = index.find(keys_[l]);
            if (__builtin_expect(number[l] != unknown_table, 1)) continue;
            std::uint32_t place = unknown_.find(keys_[l]);
            if (place == unknown_table) place = unknown_.add(keys_[l]);
            number[l] = pending | place;
        }
    }

    const PointTables<Number>& tables_;
    Rows rows_;
    TableIndex<Words> unknown_;
    TableKey<Words> keys_[lanes];
    std::uint64_t flagged_ = 0;
};

}  // namespace qca
