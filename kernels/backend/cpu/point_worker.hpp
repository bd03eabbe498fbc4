// One thread's share of a list of points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_rows.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/cpu/whole_point.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/classify_points.hpp"

namespace qca {

template <class Number, int Words>
class PointWorker {
    using Rows = PointRows<Number, Words>;
    using WholeSums = WholePoint<Number, Words, typename Lanes<Number>::Whole>;
    using NarrowSums = WholePoint<Number, Words, typename Lanes<Number>::Narrow>;
    static constexpr int width = Rows::width, lanes = Rows::lanes;
    static constexpr std::size_t ahead = 8;  ///< points between asking for memberships and reading them

  public:
    /// Marks a number as one of unknown(): that of a table that the index does not have.
    static constexpr std::uint32_t pending = 0x80000000u;

    explicit PointWorker(const PointTables<Number>& tables)
        : tables_(tables), rows_(tables), whole_(tables.whole ? new WholeSums(tables) : nullptr),
          narrow_(tables.narrow ? new NarrowSums(tables) : nullptr) {}

    /// Forgets what the last list left behind.
    void begin_list() {
        if (unknown_.size() != 0) unknown_.clear();
    }

    /// Writes the number of the table of each point, or pending and its number in unknown().
    void evaluate(const PointList& points, const TableIndex<Words>& index, std::uint32_t* number) {
        for (std::size_t first = 0; first < points.size; first += lanes) {
            const std::size_t left = points.size - first;
            const int count = left < lanes ? static_cast<int>(left) : lanes;
            begin(points, first, count);
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
            begin(points, first, count);
            const auto place = [&](int row, int lane) { return static_cast<std::size_t>(row) * points.size + first + static_cast<std::size_t>(lane); };
            if (whole_) {
                for (int l = 0; l < count; ++l) {
                    sum(*whole_, l);
                    const RowList list = whole_->rows();
                    for (int r = 0; r < list.count; ++r) put(out, place(list.row[r], l), whole_->sums(r / width), r % width, 1.0 / whole_one);
                }
            } else {
                for (int tile = 0; tile * width < count; ++tile) {
                    const TileSums<Number> sums = rows_.exact_sums(tile);
                    const RowList list = rows_.rows();
                    for (int r = 0; r < list.count; ++r)
                        for (int l = 0; l < width && tile * width + l < count; ++l)
                            put(out, place(list.row[r], tile * width + l), sums_of(sums, list.row[r]), l, 1.0);
                }
            }
            for (int l = 0; l < count && out.n != nullptr; ++l) {
                const std::int32_t* const n = rows_.count_cases(l);
                for (int row = 0; row < tables_.problem.rows(); ++row) out.n[place(row, l)] = n[row];
            }
        }
    }

  private:
    static RelationSums<Number> sums_of(const TileSums<Number>& sums, int row) {
        return {sums.x[row], sums.both[row], sums.ambiguous[row]};
    }

    /// Of one lane of sums. @param unit  what a sum of 1 means
    static void put(const PointSumsOut& out, std::size_t at, const RelationSums<Number>& sums, int lane, double unit) {
        if (out.x != nullptr) out.x[at] = sums.x[lane] * unit;
        if (out.both != nullptr) out.both[at] = sums.both[lane] * unit;
        if (out.ambiguous != nullptr) out.ambiguous[at] = sums.ambiguous[lane] * unit;
    }

    void begin(const PointList& points, std::size_t first, int count) {
        rows_.begin(points, first, count);
        rows_.observe();
    }
    /// Fills keys_ with the tables of the points that were begun.
    void classify(const PointList& points, std::size_t first, int count) {
        for (int begin = 0; begin < count; begin += width) {
            const int end = smaller(begin + width, count);
            int open = whole_ ? 0 : end - begin;
            for (int l = begin; whole_ && l < end; ++l) {
                const std::size_t i = first + static_cast<std::size_t>(l);
                const PairOfBounds<Number> bounds{spread<Number>(points.incl_bound[i]), spread<Number>(points.pri_bound[i])};
                if (i + ahead < points.size) ask_for(points.choice + i + ahead, points.step());
                if (narrow_ && prove(*narrow_, tables_.narrow_band, l, bounds)) continue;
                if (!prove(*whole_, tables_.band, l, bounds)) ++open, ++flagged_;
            }
            if (__builtin_expect(open != 0, 0)) mark_exactly(points, first, begin, end);
        }
        for (int l = 0; l < count; ++l)
            QCA_UNROLL for (int w = 0; w < Words; ++w) keys_[l].observed.word[w] = rows_.observed(l)[w];
    }
    void ask_for(const std::int32_t* choice, std::size_t step) const {
        if (narrow_) narrow_->prefetch(choice, step);
        else whole_->prefetch(choice, step);
    }
    template <class Sums>
    void sum(Sums& sums, int lane) {
        sums.sum(rows_.choice(lane), rows_.weighting(lane), rows_.observed(lane));
    }
    /// Finds the positive rows of a point from its sums. @return whether they prove it
    template <class Sums>
    bool prove(Sums& of, double band, int lane, const PairOfBounds<Number>& bounds) {
        sum(of, lane);
        std::uint64_t surely[4] = {}, open[4] = {};
        const int tiles = of.tiles();
        const auto mark = [&](const auto& prove) QCA_INLINE_LAMBDA {
            constexpr int in_word = 64 / width;
            for (int begin = 0, w = 0; begin < tiles; begin += in_word, ++w) {
                const int end = smaller(begin + in_word, tiles);
                std::uint64_t sure = 0, unsure = 0;
                for (int tile = end - 1; tile >= begin; --tile) {
                    const auto proof = prove(of.sums(tile), bounds, band);
                    sure = sure << width | Lanes<Number>::bits_of(proof.surely);
                    unsure = unsure << width | Lanes<Number>::bits_of(proof.surely ^ proof.possibly);
                }
                surely[w] = sure;
                open[w] = unsure;
            }
        };
        if (usual(bounds)) mark([](const auto&... a) QCA_INLINE_LAMBDA { return prove_both(a...); });
        else mark([](const auto&... a) QCA_INLINE_LAMBDA { return prove_both_for_any(a...); });
        const std::uint64_t(&observed)[Words] = rows_.observed(lane);
        of.take_rows(surely, observed, keys_[lane].positive.word);
        if ((open[0] | open[1] | open[2] | open[3]) == 0) return true;
        std::uint64_t open_rows[Words] = {}, any = 0;
        of.take_rows(open, observed, open_rows);
        for (const std::uint64_t word : open_rows) any |= word;
        return any == 0;
    }
    /// Bounds of which prove_both() knows everything.
    static bool usual(const PairOfBounds<Number>& bounds) {
        return bounds.incl[0] >= 0.0 && bounds.incl[0] <= 1.0 && bounds.pri[0] >= 0.0 && bounds.pri[0] <= 1.0;
    }
    /// Finds the positive rows of the points in the lanes [begin, end) of a tile from sums in double.
    [[gnu::noinline]] void mark_exactly(const PointList& points, std::size_t first, int begin, int end) {
        PairOfBounds<Number> bounds{};
        for (int l = begin; l < end; ++l) {
            bounds.incl[l - begin] = points.incl_bound[first + static_cast<std::size_t>(l)];
            bounds.pri[l - begin] = points.pri_bound[first + static_cast<std::size_t>(l)];
            for (std::uint64_t& word : keys_[l].positive.word) word = 0;
        }
        const TileSums<Number> sums = rows_.exact_sums(begin / width);
        const RowList rows = rows_.rows();
        for (int r = 0; r < rows.count; ++r) {
            const int row = rows.row[r];
            const std::uint32_t positive = Lanes<Number>::bits_of(meets_both(sums_of(sums, row), bounds));
            for (int l = begin; l < end; ++l)
                keys_[l].positive.word[row / 64] |= std::uint64_t{positive >> (l - begin) & 1u} << row % 64 & rows_.observed(l)[row / 64];
        }
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
    const std::unique_ptr<WholeSums> whole_;    // null: exact precision
    const std::unique_ptr<NarrowSums> narrow_;  // a first look, which proves most points; null: there is none
    TableIndex<Words> unknown_;
    TableKey<Words> keys_[lanes];
    std::uint64_t flagged_ = 0;
};

}  // namespace qca
