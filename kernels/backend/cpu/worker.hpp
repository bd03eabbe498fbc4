// One thread's share of a sweep on the CPU.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/block_rows.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/table_cache.hpp"
#include "kernels/backend/cpu/tile_tables.hpp"
#include "kernels/backend/cpu/tile_tally.hpp"
#include "kernels/backend/cpu/whole_memberships.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/stage/evaluate_whole.hpp"
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
    using Rows = BlockRows<Number, Words>;
    static constexpr int width = Lanes<Number>::count;
    static constexpr int max_tiles = static_cast<int>(BlockGrid::lanes) / width;
    static constexpr std::size_t outcomes_at_once = Rows::outcomes_at_once;
    static_assert(outcomes_at_once == TileTally<Number>::slots);

  public:
    /// @param whole  decides from whole sums where they suffice; null: from sums in double alone
    /// @param weightings  null: every case counts once
    Worker(const SweepProblem& problem, const BlockGrid& grid, const WholeMemberships<Number>* whole,
           const CaseWeightings<Number>* weightings)
        : problem_(problem), grid_(grid), rows_(problem, whole, weightings), tally_(problem, grid), tables_(problem.cutoffs, Words),
          varying_rows_(size(problem.rows())), in_cache_(size(max_tiles)), rank_bits_(size(max_tiles * problem.rows())),
          observed_ranks_(size(max_tiles * problem.cutoffs.n_cuts)), first_in_cache_(observed_ranks_.size()),
          lane_in_path_(size(problem.paths * static_cast<int>(BlockGrid::lanes)) * size(problem.cases)),
          leading_in_path_(size(problem.paths) * size(problem.cases)),
          observed_in_cache_(rows_.weighted() ? size(max_tiles * problem.cutoffs.n_cuts * Words * width) : 0) {
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
            for (std::size_t y = ranges.outcome.begin; y < ranges.outcome.end; y += outcomes_at_once) {
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                rows_.begin_outcomes(outcomes);
                for_each_summed_tile(outcomes.size(), [&](int tile, std::size_t slot) QCA_INLINE_LAMBDA {
                    if (!count_tile(tile, slot, y + slot, index, states)) postponed_.push({block, a, y, slot, tile});
                });
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
            while (i < size && tiles[i].a == a) {
                const std::size_t y = tiles[i].outcomes;
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                rows_.begin_outcomes(outcomes);
                for (std::size_t first = i; i < size && tiles[i].a == a && tiles[i].outcomes == y; ++i) {
                    const bool summed = i > first && tiles[i].slot == tiles[i - 1].slot &&
                                        rows_.group_of(tiles[i].tile) == rows_.group_of(tiles[i - 1].tile);
                    if (!summed) rows_.sum(rows_.group_of(tiles[i].tile), {tiles[i].slot, tiles[i].slot + 1});
                    count_tile(tiles[i].tile, tiles[i].slot, y + tiles[i].slot, index, states);
                }
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
    /// Calibrations, of those counted so far, that whole sums could not decide.
    std::uint64_t flagged() const { return flagged_; }

    void row_sums(std::size_t block, RowSumsOut out) {
        const Block ranges = grid_.block(block);
        const std::size_t per_calibration = size(problem_.rows()) * BlockGrid::lanes;
        rows_.begin_block(ranges.b);
        for (std::size_t a = 0; a < ranges.a.size(); ++a) {
            rows_.begin_leading(ranges.a.begin + a);
            for (int tile = 0; tile < rows_.tiles() && out.x != nullptr && !rows_.weighted(); ++tile)
                write_sums(rows_.sums(tile, 0).x, tile, out.x + a * per_calibration);
            if (out.n != nullptr && !rows_.weighted()) rows_.write_cases(out.n + a * per_calibration);
            for (std::size_t y = ranges.outcome.begin; y < ranges.outcome.end; y += outcomes_at_once) {
                const Range outcomes{y, smaller(y + outcomes_at_once, ranges.outcome.end)};
                rows_.begin_outcomes(outcomes);
                for_each_summed_tile(outcomes.size(), [&](int tile, std::size_t slot) QCA_INLINE_LAMBDA {
                    if (out.x != nullptr && rows_.weighted())
                        write_sums(rows_.sums(tile, slot).x, tile, out.x + (a * ranges.outcome.size() + y + slot - ranges.outcome.begin) * per_calibration);
                    if (out.both == nullptr) return;
                    const std::size_t offset = (a * ranges.outcome.size() + y + slot - ranges.outcome.begin) * per_calibration;
                    write_sums(rows_.sums(tile, slot).both, tile, out.both + offset);
                    write_sums(rows_.sums(tile, slot).ambiguous, tile, out.ambiguous + offset);
                });
            }
        }
    }

  private:
    /// Row r stands for itself: bit r % 64 in every lane.
    struct RowBitPacks {
        Bits bit[64];
        QCA_HD const Bits& operator[](int row) const { return bit[row & 63]; }
    };

    static constexpr std::uint8_t not_looked_for = 2;

    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    /// Sums the current choices of the outcome, in `slots` slots, and calls body(tile, slot) while its sums are there.
    template <class Body>
    void for_each_summed_tile(std::size_t slots, const Body& body) {
        for (int group = 0; group < rows_.groups(); ++group)
            for (std::size_t first = 0; first < slots; first += rows_.slots_at_once()) {
                const Range summed{first, smaller(first + rows_.slots_at_once(), slots)};
                rows_.sum(group, summed);
                const Range tiles = rows_.tiles_of(group);
                for (std::size_t slot = summed.begin; slot < summed.end; ++slot)
                    for (int tile = static_cast<int>(tiles.begin); tile < static_cast<int>(tiles.end); ++tile) body(tile, slot);
            }
    }

    void begin_block(const Block& ranges) {
        rows_.begin_block(ranges.b);
        tally_.begin_block(ranges, rows_.lane_choices());
        cache_.make_room();
        for (int lane = 0; lane < rows_.lanes(); ++lane)
            for (int p = 0; p < problem_.paths; ++p)
                mark_cases(problem_, problem_.path[p], problem_.sets_a, problem_.conditions,
                           rows_.lane_choices() + lane * max_half_sets,
                           lane_in_path_.data() + size(p * static_cast<int>(BlockGrid::lanes) + lane) * size(problem_.cases));
    }

    void begin_leading(std::size_t a) {
        rows_.begin_leading(a);
        tally_.begin_leading(rows_.leading_choice());
        for (int p = 0; p < problem_.paths; ++p)
            mark_cases(problem_, problem_.path[p], 0, problem_.sets_a, rows_.leading_choice(),
                       leading_in_path_.data() + size(p) * size(problem_.cases));
        for (int tile = 0; tile < rows_.tiles(); ++tile) {
            in_cache_[size(tile)] = not_looked_for;
            if (!rows_.weighted()) in_cache_[size(tile)] = find_in_cache(tile);
        }
    }
    /// What begin_leading() does where the observed rows do not depend on the weighting.
    void find_weighted_in_cache(int tile) {
        const std::size_t words = size(problem_.cutoffs.n_cuts * Words * width);
        std::uint64_t* const known = observed_in_cache_.data() + size(tile) * words;
        const std::uint64_t* const observed = rows_.observed(tile);
        std::uint64_t difference = in_cache_[size(tile)] == not_looked_for;
        for (std::size_t i = 0; i < words; ++i) difference |= known[i] ^ observed[i];
        if (difference == 0) return;
        for (std::size_t i = 0; i < words; ++i) known[i] = observed[i];
        in_cache_[size(tile)] = find_in_cache(tile);
    }

    void end_outcomes(Range outcomes) {
        for (std::size_t slot = 0; slot < outcomes.size(); ++slot)
            tally_.end_outcome(slot, outcomes.begin + slot, lane_in_path_.data(), leading_in_path_.data());
    }

    /// Where the numbers of each lane begin in the cache, per frequency cutoff.
    Bits* first_in_cache(int tile) { return first_in_cache_.data() + tile * problem_.cutoffs.n_cuts; }

    /// Prepares the tile for the cache: ranks of the rows and where each lane's numbers begin.
    /// @return whether the cache has all lanes' observed rows
    bool find_in_cache(int tile) {
        const int n_cuts = problem_.cutoffs.n_cuts, lanes = rows_.lanes_of(tile);
        for (int q = 0; q < n_cuts; ++q) {
            Bits& first = first_in_cache(tile)[q];
            first = Bits{} + TableCache<Number, Words>::no_place;
            for (int l = 0; l < lanes; ++l) {
                first[l] = cache_.first_of(rows_.observed(tile, 0, l), rows_.observed(tile, q, l));
                if (first[l] == TableCache<Number, Words>::not_cached) return false;
            }
        }
        std::uint64_t* const bits = reinterpret_cast<std::uint64_t*>(rank_bits_.data() + tile * problem_.rows());
        std::uint64_t* const ranks = reinterpret_cast<std::uint64_t*>(observed_ranks_.data() + tile * n_cuts);
        const RowList rows = rows_.rows(tile);
        for (int r = 0; r < rows.count; ++r)
            for (int l = 0; l < width; ++l) bits[rows.row[r] * width + l] = 0;
        for (int l = 0; l < lanes; ++l) {
            const RowMask<Words> listed = rows_.observed(tile, 0, l);
            std::uint64_t bit = 1;
            for (int w = 0; w < Words; ++w)
                for (std::uint64_t rest = listed.word[w]; rest != 0; rest &= rest - 1, bit <<= 1)
                    bits[(64 * w + __builtin_ctzll(rest)) * width + l] = bit;
            for (int q = 0; q < n_cuts; ++q) ranks[q * width + l] = q == 0 ? bit - 1 : ranks_of(rows_.observed(tile, q, l), listed);
        }
        return true;
    }

    /// Classifies a tile that was summed and counts it.
    /// @return false, with nothing counted, when some table is unknown
    bool count_tile(int tile, std::size_t slot, std::size_t outcome, const TableIndex<Words>& index, const TableStates& states) {
        if (rows_.weighted()) find_weighted_in_cache(tile);
        const bool cached = in_cache_[size(tile)] != 0;
        const int flagged = mark(tile, slot, cached);
        if (!(cached ? find_tables_in_cache(tile, index) : find_tables(tile, index))) return false;
        flagged_ += static_cast<std::uint64_t>(flagged);
        tally_.add(tile, slot, outcome, tables_, states, table_counts_.data());
        return true;
    }

    /// Fills the masks of the tables. @param ranks  rows stand as their ranks in one word, else as themselves
    /// @return number of lanes for which the sums in double were needed though there are whole ones
    int mark(int tile, std::size_t slot, bool ranks) {
        if (!rows_.whole()) {
            mark_exactly(tile, rows_.sums(tile, slot), ranks);
            return 0;
        }
        const double band = whole_band(rows_.terms(slot));
        // Rows that are not observed have tiny sums, and do not matter.
        const Bits* mask = ranks ? observed_ranks_.data() + tile * problem_.cutoffs.n_cuts
                                 : reinterpret_cast<const Bits*>(rows_.observed(tile));
        Bits open{};
        for_each_word(tile, ranks, [&](RowList rows, const auto& bit, Bits* incl, Bits* pri, int step) QCA_INLINE_LAMBDA {
            open |= mark_tile_within(band, rows_.sums(tile, slot), rows, problem_.cutoffs, bit, varying_rows_.data(), incl, pri, step) &
                    *mask;
            ++mask;
        });
        if (__builtin_expect(Lanes<Number>::merge(open) == 0, 1)) return 0;
        mark_exactly(tile, rows_.exact_sums(tile, slot), ranks);
        int flagged = 0;
        for (int l = 0; l < rows_.lanes_of(tile); ++l) flagged += open[l] != 0;
        return flagged;
    }
    [[gnu::noinline]] void mark_exactly(int tile, const TileSums<Number>& sums, bool ranks) {
        for_each_word(tile, ranks, [&](RowList rows, const auto& bit, Bits* incl, Bits* pri, int step) QCA_INLINE_LAMBDA {
            mark_tile(sums, rows, problem_.cutoffs, bit, varying_rows_.data(), incl, pri, step);
        });
    }
    /// Calls body(rows, what stands for them, inclusion masks, PRI masks, their step) for each word of the masks.
    template <class Body>
    void for_each_word(int tile, bool ranks, const Body& body) {
        const RowList rows = rows_.rows(tile);
        if (ranks) {
            const Bits* const bits = rank_bits_.data() + tile * problem_.rows();
            body(rows, bits, tables_.incl_masks(), tables_.pri_masks(), 1);
            return;
        }
        int begin = 0;
        for (int w = 0; w < Words; ++w) {
            const int first = begin;
            while (begin < rows.count && rows.row[begin] < 64 * (w + 1)) ++begin;
            body(RowList{rows.row + first, begin - first}, row_bits_, tables_.incl_masks() + w, tables_.pri_masks() + w, Words);
        }
    }

    bool find_tables_in_cache(int tile, const TableIndex<Words>& index) {
        tables_.template list<1>(observed_ranks_.data() + tile * problem_.cutoffs.n_cuts);
        return tables_.find_cached(first_in_cache(tile), cache_.numbers(), rows_.lanes_of(tile),
                                   [&](int l, int q, std::uint64_t place, std::uint64_t ranks) {
            const std::uint32_t number =
                find({rows_of_ranks(ranks, rows_.observed(tile, 0, l)), rows_.observed(tile, q, l)}, index);
            cache_.store(place, number);
            return number;
        });
    }
    bool find_tables(int tile, const TableIndex<Words>& index) {
        tables_.template list<Words>(reinterpret_cast<const Bits*>(rows_.observed(tile)));
        return tables_.template find_each<Words>(rows_.lanes_of(tile), [&](int l, int q, const RowMask<Words>& positive) {
            return find({positive, rows_.observed(tile, q, l)}, index);
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

    /// Writes the sums of a tile's listed rows to [row][lane], in units of 1.
    void write_sums(RowSums<Number> sums, int tile, double* out) {
        constexpr int stride = static_cast<int>(BlockGrid::lanes) / width;
        const double unit = rows_.whole() ? 1.0 / whole_one : 1.0;
        const RowList rows = rows_.rows(tile);
        for (int r = 0; r < rows.count; ++r)
            reinterpret_cast<Number*>(out)[rows.row[r] * stride + tile] = sums[rows.row[r]] * unit;
    }

    const SweepProblem problem_;
    const BlockGrid grid_;
    Rows rows_;
    TileTally<Number> tally_;
    TileTables<Number> tables_;
    TableCache<Number, Words> cache_;
    RowBitPacks row_bits_;
    Buffer<std::int32_t> varying_rows_;
    Buffer<std::uint8_t> in_cache_;           // [tile] 0, 1 or not_looked_for
    Buffer<Bits> rank_bits_;                  // [tile][row] the row's rank among the lane's observed rows, as a bit
    Buffer<Bits> observed_ranks_;             // [tile][frequency cutoff]
    Buffer<Bits> first_in_cache_;             // [tile][frequency cutoff]
    Buffer<std::uint8_t> lane_in_path_;       // [path][lane][case]
    Buffer<std::uint8_t> leading_in_path_;    // [path][case]
    Buffer<std::uint64_t> observed_in_cache_; // [tile][frequency cutoff][word][lane] that in_cache_ is of, where cases are weighted
    Buffer<std::uint64_t> table_counts_;
    TableIndex<Words> unknown_;
    List<Postponed> postponed_;
    std::uint64_t flagged_ = 0;
};

}  // namespace qca
