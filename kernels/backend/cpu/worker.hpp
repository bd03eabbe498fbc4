// One thread's share of a sweep on the CPU.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/panel.hpp"
#include "kernels/backend/cpu/table_cache.hpp"
#include "kernels/backend/cpu/tile_tables.hpp"
#include "kernels/backend/cpu/tile_tally.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/mark_cases.hpp"

namespace qca {

/// A tile of lanes whose scenarios could not be counted yet, because some coded table was unknown.
struct Postponed {
    std::size_t block;
    std::size_t a;         ///< combination of half A
    std::size_t outcomes;  ///< first of the choices of the outcome that are evaluated together
    std::size_t slot;      ///< which of them
    int tile;
};

/// A growing list of plain values (see Buffer for why it is not std::vector).
template <class T>
class List {
  public:
    QCA_HD void push(const T& value) {
        if (size_ == items_.size()) items_.grow(size_ == 0 ? 64 : 2 * size_);
        items_[size_++] = value;
    }
    QCA_HD void clear() { size_ = 0; }
    QCA_HD std::size_t size() const { return size_; }
    QCA_HD const T* data() const { return items_.data(); }
    QCA_HD const T& operator[](std::size_t i) const { return items_[i]; }

  private:
    Buffer<T> items_;
    std::size_t size_ = 0;
};

template <class Number, int Words>
class Worker {
    using Bits = typename Lanes<Number>::Bits;
    static constexpr int width = Lanes<Number>::count;
    static constexpr int max_tiles = static_cast<int>(BlockGrid::lanes) / width;
    static constexpr std::size_t outcomes_at_once = LeadingHalf<Number>::outcomes_at_once;
    static_assert(outcomes_at_once == TileTally<Number>::slots);

  public:
    Worker(const SweepProblem& problem, const BlockGrid& grid)
        : problem_(problem), grid_(grid), case_masks_(problem), panel_(problem), leading_(problem), tally_(problem, grid),
          x_(size(max_tiles * problem.rows())), both_(size(problem.rows())), ambiguous_(size(problem.rows())),
          rows_(size(max_tiles * problem.rows())), varying_rows_(size(problem.rows())), row_counts_(size(max_tiles)),
          cases_in_row_(size(2 * problem.rows() + 1)), touched_(size(problem.cases + 1)),
          observed_(size(max_tiles * problem.cutoffs.n_cuts * Words * width)), in_cache_(size(max_tiles)),
          rank_bits_(size(max_tiles * problem.rows())), observed_ranks_(size(max_tiles * problem.cutoffs.n_cuts)),
          first_in_cache_(size(max_tiles * problem.cutoffs.n_cuts)), tables_(problem.cutoffs, Words),
          lane_in_path_(size(problem.paths * static_cast<int>(BlockGrid::lanes)) * size(problem.cases)),
          leading_in_path_(size(problem.paths) * size(problem.cases)) {
        for (int bit = 0; bit < 64; ++bit) row_bits_.bit[bit] = Bits{} + (std::uint64_t{1} << bit);
    }

    /// Forgets what the last range of blocks left behind.
    void begin_range() {
        postponed_.clear();
        if (unknown_.size() != 0) unknown_.clear();
    }

    /// Evaluates a block and counts its scenarios, but for those of tiles with an unknown table.
    void evaluate(std::size_t block, const TableIndex<Words>& index, const TableStates& states) {
        const Block ranges = grid_.block(block);
        begin_block(ranges);
        for (std::size_t a = ranges.a.begin; a < ranges.a.end; ++a) {
            begin_leading(a);
            for (int tile = 0; tile < panel_.tiles(); ++tile) begin_tile(tile);
            for (std::size_t y = ranges.outcome.begin; y < ranges.outcome.end; y += outcomes_at_once) {
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                begin_outcomes(outcomes);
                for (int tile = 0; tile < panel_.tiles(); ++tile)
                    for (std::size_t slot = 0; slot < outcomes.size(); ++slot)
                        if (!count_tile(tile, slot, y + slot, index, states)) postponed_.push({block, a, y, slot, tile});
                end_outcomes(outcomes);
            }
            tally_.end_leading(lane_in_path_.data(), leading_in_path_.data());
        }
        tally_.end_block(ranges);
    }

    /// Counts postponed tiles of one block, listed in the order in which evaluate() met them.
    void settle(const Postponed* tiles, std::size_t size, const TableIndex<Words>& index, const TableStates& states) {
        const Block ranges = grid_.block(tiles[0].block);
        begin_block(ranges);
        for (std::size_t i = 0; i < size;) {
            const std::size_t a = tiles[i].a;
            begin_leading(a);
            for (int tile = 0; tile < panel_.tiles(); ++tile) begin_tile(tile);
            while (i < size && tiles[i].a == a) {
                const std::size_t y = tiles[i].outcomes;
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                begin_outcomes(outcomes);
                for (; i < size && tiles[i].a == a && tiles[i].outcomes == y; ++i)
                    count_tile(tiles[i].tile, tiles[i].slot, y + tiles[i].slot, index, states);
                end_outcomes(outcomes);
            }
            tally_.end_leading(lane_in_path_.data(), leading_in_path_.data());
        }
        tally_.end_block(ranges);
    }

    const List<Postponed>& postponed() const { return postponed_; }
    const TableIndex<Words>& unknown() const { return unknown_; }
    /// The index has learnt and holds so many tables.
    void learned(std::size_t tables) {
        cache_.learned();
        if (tables > table_counts_.size()) table_counts_.grow(2 * tables);
    }
    void take_counts(std::uint64_t* out, std::size_t tables) {
        for (std::size_t t = 0; t < tables; ++t) out[t] += table_counts_[t];
        table_counts_.clear();
    }
    /// Forgets the numbers of tables.
    void forget() { cache_.forget(); }
    void take_maps(std::uint64_t* maps, std::uint64_t* case_counts) { tally_.take(maps, case_counts); }

    void row_sums(std::size_t block, RowSumsOut out) {
        const Block ranges = grid_.block(block);
        const std::size_t per_row = BlockGrid::lanes;
        const std::size_t per_calibration = size(problem_.rows()) * per_row;
        const int stride = static_cast<int>(per_row) / width;
        begin_block(ranges);
        for (std::size_t a = ranges.a.begin; a < ranges.a.end; ++a) {
            const std::size_t a_offset = (a - ranges.a.begin) * per_calibration;
            begin_leading(a);
            for (int tile = 0; tile < panel_.tiles(); ++tile) {
                begin_tile(tile);
                const RowList rows = row_list(tile);
                Number* const x = reinterpret_cast<Number*>(out.x + a_offset) + tile;
                for (int r = 0; r < rows.count; ++r) x[rows.row[r] * stride] = x_sums(tile)[rows.row[r]];
                if (out.n != nullptr) write_cases_in_rows(tile, out.n + a_offset);
            }
            for (std::size_t y = ranges.outcome.begin; y < ranges.outcome.end; y += outcomes_at_once) {
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                begin_outcomes(outcomes);
                for (int tile = 0; tile < panel_.tiles(); ++tile)
                    for (std::size_t slot = 0; slot < outcomes.size(); ++slot) {
                        const std::size_t offset = ((a - ranges.a.begin) * ranges.outcome.size() +
                                                    (y + slot - ranges.outcome.begin)) * per_calibration;
                        sum_rows_with_outcome(
                            leading_.with_y(problem_, slot), leading_.with_both(problem_, slot),
                            panel_.half_rows(problem_, tile), row_list(tile), problem_.cases, leading_.low_cases(slot),
                            RowSums<Number>{reinterpret_cast<Number*>(out.both + offset) + tile, stride},
                            RowSums<Number>{reinterpret_cast<Number*>(out.ambiguous + offset) + tile, stride});
                    }
            }
        }
    }

  private:
    /// Row r stands for itself: bit r % 64 in every lane.
    struct RowBitPacks {
        Bits bit[64];
        QCA_HD const Bits& operator[](int row) const { return bit[row & 63]; }
    };

    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    RowSums<Number> x_sums(int tile) { return {x_.data() + tile * problem_.rows(), 1}; }
    RowList row_list(int tile) const {
        return {rows_.data() + tile * problem_.rows(), row_counts_[size(tile)]};
    }
    /// [frequency cutoff][word][lane]
    std::uint64_t* observed(int tile) { return observed_.data() + tile * problem_.cutoffs.n_cuts * Words * width; }
    RowMask<Words> observed(int tile, int q, int l) {
        RowMask<Words> rows;
        QCA_UNROLL for (int w = 0; w < Words; ++w) rows.word[w] = observed(tile)[(q * Words + w) * width + l];
        return rows;
    }
    /// [frequency cutoff]
    Bits* first_in_cache(int tile) { return first_in_cache_.data() + tile * problem_.cutoffs.n_cuts; }
    int lanes_of(int tile) const {
        const int rest = panel_.lanes() - tile * width;
        return rest < width ? rest : width;
    }

    void begin_block(const Block& ranges) {
        panel_.fill(problem_, case_masks_, ranges.b);
        tally_.begin_block(ranges, panel_.choice(0));
        cache_.make_room();
        const std::size_t cases = size(problem_.cases);
        for (int lane = 0; lane < panel_.lanes(); ++lane)
            for (int p = 0; p < problem_.paths; ++p)
                mark_cases(problem_, problem_.path[p], problem_.sets_a, problem_.conditions, panel_.choice(lane),
                           lane_in_path_.data() + size(p * static_cast<int>(BlockGrid::lanes) + lane) * cases);
    }

    void begin_leading(std::size_t a) {
        leading_.fill(problem_, case_masks_, a);
        tally_.begin_leading(leading_.choice());
        for (int p = 0; p < problem_.paths; ++p)
            mark_cases(problem_, problem_.path[p], 0, problem_.sets_a, leading_.choice(),
                       leading_in_path_.data() + size(p) * size(problem_.cases));
    }

    void begin_outcomes(Range outcomes) {
        for (std::size_t slot = 0; slot < outcomes.size(); ++slot) leading_.fold(problem_, outcomes.begin + slot, slot);
    }
    void end_outcomes(Range outcomes) {
        for (std::size_t slot = 0; slot < outcomes.size(); ++slot) tally_.end_outcome(slot, outcomes.begin + slot);
    }

    /// Finds the rows that are observed in some lane of the tile, and the sums of x.
    void begin_tile(int tile) {
        std::uint64_t seen[Words] = {};
        std::uint64_t* const masks = observed(tile);
        for (int i = 0; i < problem_.cutoffs.n_cuts * Words * width; ++i) masks[i] = 0;
        for (int l = 0; l < lanes_of(tile); ++l) {
            const int lane = tile * width + l;
            if (CaseMasks<Number>::can_hold(problem_)) observe_masked(lane, l, seen, masks);
            else observe_counted(lane, l, seen, masks);
        }
        std::int32_t* const row = rows_.data() + tile * problem_.rows();
        int count = 0;
        for (int w = 0; w < Words; ++w)
            for (std::uint64_t rest = seen[w]; rest != 0; rest &= rest - 1) row[count++] = 64 * w + __builtin_ctzll(rest);
        row_counts_[size(tile)] = count;
        sum_rows(leading_.plain(problem_), panel_.half_rows(problem_, tile), row_list(tile), problem_.cases,
                 x_sums(tile));
        in_cache_[size(tile)] = find_in_cache(tile);
    }

    /// Prepares the tile for the cache: ranks of the rows and where each lane's numbers begin.
    /// @return whether the cache has all lanes' observed rows
    bool find_in_cache(int tile) {
        const int n_cuts = problem_.cutoffs.n_cuts, lanes = lanes_of(tile);
        for (int q = 0; q < n_cuts; ++q) {
            Bits& first = first_in_cache(tile)[q];
            first = Bits{} + TableCache<Number, Words>::no_place;
            for (int l = 0; l < lanes; ++l) {
                first[l] = cache_.first_of(observed(tile, 0, l), observed(tile, q, l));
                if (first[l] == TableCache<Number, Words>::not_cached) return false;
            }
        }
        std::uint64_t* const bits = reinterpret_cast<std::uint64_t*>(rank_bits_.data() + tile * problem_.rows());
        std::uint64_t* const ranks = reinterpret_cast<std::uint64_t*>(observed_ranks_.data() + tile * n_cuts);
        const RowList rows = row_list(tile);
        for (int r = 0; r < rows.count; ++r)
            for (int l = 0; l < width; ++l) bits[rows.row[r] * width + l] = 0;
        for (int l = 0; l < lanes; ++l) {
            const RowMask<Words> listed = observed(tile, 0, l);
            std::uint64_t bit = 1;
            for (int w = 0; w < Words; ++w)
                for (std::uint64_t rest = listed.word[w]; rest != 0; rest &= rest - 1, bit <<= 1)
                    bits[(64 * w + __builtin_ctzll(rest)) * width + l] = bit;
            for (int q = 0; q < n_cuts; ++q) ranks[q * width + l] = q == 0 ? bit - 1 : ranks_of(observed(tile, q, l), listed);
        }
        return true;
    }

    /// Adds the rows of a lane to `seen`, and those with enough cases to its frequency masks.
    void observe_masked(int lane, int l, std::uint64_t* seen, std::uint64_t* masks) {
        const std::uint64_t* const a = leading_.masks();
        const std::uint64_t* const b = panel_.masks(lane);
        const int rows_a = problem_.rows_a(), rows_b = problem_.rows_b();
        for (int q = 0; q < problem_.cutoffs.n_cuts; ++q) {
            const std::int32_t n_cut = problem_.cutoffs.n_cut[q];
            std::uint64_t mask = 0;
            for (int i = 0; i < rows_a; ++i)
                for (int j = 0; j < rows_b; ++j)
                    mask |= std::uint64_t{__builtin_popcountll(a[i] & b[j]) >= n_cut} << (i * rows_b + j);
            masks[q * width + l] = mask;
        }
        seen[0] |= masks[l];
    }

    /// The same by counting. Rows with fewer cases than every frequency cutoff need no sums.
    void observe_counted(int lane, int l, std::uint64_t* seen, std::uint64_t* masks) {
        const int touched = count_cases(lane);
        for (int t = 0; t < touched; ++t) {
            const std::int32_t row = touched_[size(t)];
            const std::int32_t n = cases_in_row_[size(row)];
            cases_in_row_[size(row)] = 0;
            if (row >= problem_.rows()) continue;
            const std::uint64_t bit = std::uint64_t{1} << (row & 63);
            for (int q = 0; q < problem_.cutoffs.n_cuts && n >= problem_.cutoffs.n_cut[q]; ++q) {
                seen[row >> 6] |= bit;
                masks[(q * Words + (row >> 6)) * width + l] |= bit;
            }
        }
    }

    /// Fills cases_in_row_ for the rows listed in touched_. @return their number
    int count_cases(int lane) {
        if (CaseMasks<Number>::can_hold(problem_)) {
            int touched = 0;
            for (int row = 0; row < problem_.rows(); ++row) {
                const int n = __builtin_popcountll(leading_.masks()[row >> problem_.sets_b()] &
                                                   panel_.masks(lane)[row & (problem_.rows_b() - 1)]);
                cases_in_row_[size(row)] = n;
                if (n > 0) touched_[size(touched++)] = row;
            }
            return touched;
        }
        const std::int32_t* const a = leading_.row();
        const std::int32_t* const b = panel_.row(problem_, lane);
        int touched = 0;
        for (int c = 0; c < problem_.cases; ++c) {
            const std::int32_t row = a[c] + b[c];
            touched_[size(touched)] = row;
            touched += cases_in_row_[size(row)] == 0;
            ++cases_in_row_[size(row)];
        }
        return touched;
    }

    void write_cases_in_rows(int tile, std::int32_t* out) {
        for (int l = 0; l < width && tile * width + l < panel_.lanes(); ++l) {
            const int lane = tile * width + l;
            const int touched = count_cases(lane);
            for (int row = 0; row < problem_.rows(); ++row)
                out[size(row) * BlockGrid::lanes + size(lane)] = cases_in_row_[size(row)];
            for (int t = 0; t < touched; ++t) cases_in_row_[size(touched_[size(t)])] = 0;
        }
    }

    /// Evaluates and classifies a tile under one of the current outcome choices and counts it.
    /// @return false, with nothing counted, when some table is unknown
    bool count_tile(int tile, std::size_t slot, std::size_t outcome, const TableIndex<Words>& index, const TableStates& states) {
        const TileSums<Number> sums{x_sums(tile), {both_.data(), 1}, {ambiguous_.data(), 1}};
        sum_rows_with_outcome(leading_.with_y(problem_, slot), leading_.with_both(problem_, slot),
                              panel_.half_rows(problem_, tile), row_list(tile), problem_.cases, leading_.low_cases(slot),
                              sums.both, sums.ambiguous);
        const bool found = in_cache_[size(tile)] != 0 ? find_tables_in_cache(tile, sums, index) : find_tables(tile, sums, index);
        if (found) tally_.add(tile, slot, outcome, tables_, states, table_counts_.data());
        return found;
    }

    bool find_tables_in_cache(int tile, const TileSums<Number>& sums, const TableIndex<Words>& index) {
        mark_tile(sums, row_list(tile), problem_.cutoffs, rank_bits_.data() + tile * problem_.rows(), varying_rows_.data(),
                  tables_.incl_masks(), tables_.pri_masks(), 1);
        tables_.template list<1>(observed_ranks_.data() + tile * problem_.cutoffs.n_cuts);
        return tables_.find_cached(first_in_cache(tile), cache_.numbers(), lanes_of(tile),
                                   [&](int l, int q, std::uint64_t place, std::uint64_t ranks) {
            const std::uint32_t number = find({rows_of_ranks(ranks, observed(tile, 0, l)), observed(tile, q, l)}, index);
            cache_.store(place, number);
            return number;
        });
    }

    bool find_tables(int tile, const TileSums<Number>& sums, const TableIndex<Words>& index) {
        int begin = 0;
        const RowList rows = row_list(tile);
        for (int w = 0; w < Words; ++w) {
            const int first = begin;
            while (begin < rows.count && rows.row[begin] < 64 * (w + 1)) ++begin;
            mark_tile(sums, {rows.row + first, begin - first}, problem_.cutoffs, row_bits_, varying_rows_.data(),
                      tables_.incl_masks() + w, tables_.pri_masks() + w, Words);
        }
        tables_.template list<Words>(reinterpret_cast<const Bits*>(observed(tile)));
        return tables_.template find_each<Words>(lanes_of(tile), [&](int l, int q, const RowMask<Words>& positive) {
            return find({positive, observed(tile, q, l)}, index);
        });
    }

    /// Number of a table; an unknown one is remembered.
    std::uint32_t find(const TableKey<Words>& key, const TableIndex<Words>& index) {
        const std::uint32_t number = index.find(key);
        if (__builtin_expect(number == unknown_table, 0)) remember(key);
        return number;
    }
    [[gnu::noinline]] void remember(const TableKey<Words>& key) {
        if (unknown_.find(key) == unknown_table) unknown_.add(key);
    }

    const SweepProblem problem_;
    const BlockGrid grid_;
    CaseMasks<Number> case_masks_;
    Panel<Number> panel_;
    LeadingHalf<Number> leading_;
    TileTally<Number> tally_;
    Buffer<Number> x_;                        // [tile][row]
    Buffer<Number> both_, ambiguous_;         // [row] of the current tile and outcome
    Buffer<std::int32_t> rows_, varying_rows_, row_counts_;  // [tile][row], [row], [tile]
    Buffer<std::int32_t> cases_in_row_, touched_;
    Buffer<std::uint64_t> observed_;          // [tile][frequency cutoff][word][lane] rows with enough cases
    RowBitPacks row_bits_;
    TableCache<Number, Words> cache_;
    Buffer<std::uint8_t> in_cache_;           // [tile]
    Buffer<Bits> rank_bits_;                  // [tile][row] the row's rank among the lane's observed rows, as a bit
    Buffer<Bits> observed_ranks_;             // [tile][frequency cutoff]
    Buffer<Bits> first_in_cache_;             // [tile][frequency cutoff]
    TileTables<Number> tables_;
    Buffer<std::uint8_t> lane_in_path_;       // [path][lane][case]
    Buffer<std::uint8_t> leading_in_path_;    // [path][case]
    Buffer<std::uint64_t> table_counts_;
    TableIndex<Words> unknown_;
    List<Postponed> postponed_;
};

}  // namespace qca
