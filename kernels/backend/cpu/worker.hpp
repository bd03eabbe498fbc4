// One thread's share of a sweep on the CPU.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/panel.hpp"
#include "kernels/backend/cpu/tally.hpp"
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
    static_assert(outcomes_at_once == Tally<Number>::outcomes_at_once);

  public:
    Worker(const SweepProblem& problem, const BlockGrid& grid)
        : problem_(problem), grid_(grid), case_masks_(problem), panel_(problem), leading_(problem), tally_(problem),
          x_(size(max_tiles * problem.rows())), both_(size(problem.rows())), ambiguous_(size(problem.rows())),
          rows_(size(max_tiles * problem.rows())), row_counts_(size(max_tiles)),
          cases_in_row_(size(2 * problem.rows() + 1)), touched_(size(problem.cases + 1)),
          n_masks_(size(max_tiles * problem.cutoffs.n_cuts * Words * width)),
          incl_masks_(size(problem.cutoffs.incl_cuts * Words)), pri_masks_(size(problem.cutoffs.pri_cuts * Words)),
          changed_(size((problem.cutoffs.incl_cuts + 63) / 64)), step_masks_(size(problem.cutoffs.incl_cuts)),
          step_cuts_(size(problem.cutoffs.incl_cuts)),
          run_masks_(size(problem.cutoffs.combinations() + 1)),
          run_tables_(size(width * problem.cutoffs.combinations())),
          run_firsts_(size(width * (problem.cutoffs.combinations() + 1))), run_chains_(run_firsts_.size()),
          chain_ends_(size(width * problem.cutoffs.n_cuts * problem.cutoffs.pri_cuts)),
          lane_in_path_(size(problem.paths * static_cast<int>(BlockGrid::lanes)) * size(problem.cases)),
          leading_in_path_(size(problem.paths) * size(problem.cases)) {
        for (int bit = 0; bit < 64; ++bit) row_bits_[bit] = Lanes<Number>::spread_bits(std::uint64_t{1} << bit);
    }

    /// Forgets what the last range of blocks left behind.
    void begin_range() {
        postponed_.clear();
        if (unknown_.size() != 0) unknown_.clear();
    }

    /// Evaluates a block and counts its scenarios, but for those of tiles with an unknown table.
    void evaluate(std::size_t block, const TableIndex<Words>& index, const std::uint64_t* states) {
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
                        if (!count_tile(tile, slot, index, states)) postponed_.push({block, a, y, slot, tile});
                end_outcomes(outcomes);
            }
            tally_.end_leading(panel_.lanes(), lane_in_path_.data(), leading_in_path_.data());
        }
        tally_.end_block(panel_.lanes());
    }

    /// Counts postponed tiles of one block, listed in the order in which evaluate() met them.
    void settle(const Postponed* tiles, std::size_t size, const TableIndex<Words>& index,
                const std::uint64_t* states) {
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
                    count_tile(tiles[i].tile, tiles[i].slot, index, states);
                end_outcomes(outcomes);
            }
            tally_.end_leading(panel_.lanes(), lane_in_path_.data(), leading_in_path_.data());
        }
        tally_.end_block(panel_.lanes());
    }

    const List<Postponed>& postponed() const { return postponed_; }
    const TableIndex<Words>& unknown() const { return unknown_; }
    void make_room(std::size_t tables) {
        if (tables > table_counts_.size()) table_counts_.grow(2 * tables);
    }
    void take_counts(std::uint64_t* out, std::size_t tables) {
        for (std::size_t t = 0; t < tables; ++t) out[t] += table_counts_[t];
        table_counts_.clear();
    }
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
    /// Gathers the runs of one lane: a step is written where the next run goes, and stays if it is one.
    struct RunCollector {
        static constexpr bool joins_chains = true;
        RowMask<Words>* mask;
        std::int32_t* first;
        std::int32_t* chain_of;
        std::int32_t* chain_end;
        int runs = 0;
        int current = -1;  ///< first of the chains that are the same
        int next = 0;

        QCA_HD void chain(int, int) {
            current = next++;
            chain_end[current] = next;
        }
        QCA_HD void repeat() { chain_end[current] = ++next; }
        QCA_HD void step(int cut, const RowMask<Words>& positive, const RowMask<Words>&, bool changed) {
            mask[runs] = positive;
            first[runs] = cut;
            chain_of[runs] = current;
            runs += changed;
        }
    };

    /// The inclusion cutoffs at which something changes for one lane.
    struct ChangedCutoffs {
        const RowMask<Words>* mask;
        const std::int32_t* cut_of;
        int steps;

        QCA_HD int count() const { return steps; }
        QCA_HD int cut(int step) const { return cut_of[step]; }
        QCA_HD RowMask<Words> at(int step) const { return mask[step]; }
    };

    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    RowSums<Number> x_sums(int tile) { return {x_.data() + tile * problem_.rows(), 1}; }
    RowList row_list(int tile) const {
        return {rows_.data() + tile * problem_.rows(), row_counts_[size(tile)]};
    }
    std::uint64_t* n_masks(int tile) { return n_masks_.data() + tile * problem_.cutoffs.n_cuts * Words * width; }

    void begin_block(const Block& ranges) {
        panel_.fill(problem_, case_masks_, ranges.b);
        const std::size_t cases = size(problem_.cases);
        for (int lane = 0; lane < panel_.lanes(); ++lane) {
            tally_.set_lane(lane, panel_.choice(lane));
            for (int p = 0; p < problem_.paths; ++p)
                mark_cases(problem_, problem_.path[p], problem_.sets_a, problem_.conditions, panel_.choice(lane),
                           lane_in_path_.data() + size(p * static_cast<int>(BlockGrid::lanes) + lane) * cases);
        }
    }

    void begin_leading(std::size_t a) {
        leading_.fill(problem_, case_masks_, a);
        tally_.begin_leading(leading_.choice());
        for (int p = 0; p < problem_.paths; ++p)
            mark_cases(problem_, problem_.path[p], 0, problem_.sets_a, leading_.choice(),
                       leading_in_path_.data() + size(p) * size(problem_.cases));
    }

    void begin_outcomes(Range outcomes) {
        for (std::size_t slot = 0; slot < outcomes.size(); ++slot) {
            leading_.fold(problem_, outcomes.begin + slot, slot);
            tally_.begin_outcome(slot, static_cast<int>(outcomes.begin + slot));
        }
    }
    void end_outcomes(Range outcomes) {
        for (std::size_t slot = 0; slot < outcomes.size(); ++slot) tally_.end_outcome(slot, panel_.lanes());
    }

    /// Finds the rows that are observed in some lane of the tile, the frequency masks, and the sums of x.
    void begin_tile(int tile) {
        std::uint64_t seen[Words] = {};
        std::uint64_t* const masks = n_masks(tile);
        for (int i = 0; i < problem_.cutoffs.n_cuts * Words * width; ++i) masks[i] = 0;
        for (int l = 0; l < width; ++l) {
            const int lane = tile * width + l;
            if (lane >= panel_.lanes()) break;
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
    bool count_tile(int tile, std::size_t slot, const TableIndex<Words>& index, const std::uint64_t* states) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const RowList rows = row_list(tile);
        const RowSums<Number> both{both_.data(), 1}, ambiguous{ambiguous_.data(), 1};
        sum_rows_with_outcome(leading_.with_y(problem_, slot), leading_.with_both(problem_, slot),
                              panel_.half_rows(problem_, tile), rows, problem_.cases, leading_.low_cases(slot), both,
                              ambiguous);
        mark_rows<Words>(x_sums(tile), both, ambiguous, rows, cutoffs.incl_bound, cutoffs.incl_cuts,
                         cutoffs.pri_bound, cutoffs.pri_cuts, row_bits_, incl_masks_.data(), pri_masks_.data(), 1);
        find_changed_cutoffs(tile);
        const int first_lane = tile * width;
        const int lanes = panel_.lanes() - first_lane < width ? panel_.lanes() - first_lane : width;
        const int combinations = cutoffs.combinations(), chains = cutoffs.n_cuts * cutoffs.pri_cuts;
        bool complete = true;
        int sizes[width];
        for (int l = 0; l < lanes; ++l) {
            const CutMasks<Words> n_mask{n_masks(tile) + l, width};
            std::int32_t* const chain = run_chains_.data() + l * (combinations + 1);
            RunCollector collector{run_masks_.data(), run_firsts_.data() + l * (combinations + 1), chain,
                                   chain_ends_.data() + l * chains};
            walk_tables<Words>(changed_cutoffs(l),
                               CutMasks<Words>{reinterpret_cast<const std::uint64_t*>(pri_masks_.data()) + l, width},
                               cutoffs.pri_cuts, n_mask, cutoffs.n_cuts, collector);
            sizes[l] = collector.runs;
            chain[sizes[l]] = -1;
            std::uint32_t* const tables = run_tables_.data() + l * combinations;
            for (int run = 0, q = 0; q < cutoffs.n_cuts; ++q) {
                TableKey<Words> key;
                key.observed = n_mask.at(q);
                const int next_q = (q + 1) * cutoffs.pri_cuts;
                for (; run < sizes[l] && chain[run] < next_q; ++run) {
                    key.positive = run_masks_[size(run)];
                    tables[run] = index.find(key);
                    if (__builtin_expect(tables[run] == unknown_table, 0)) {
                        complete = false;
                        remember(key);
                    }
                }
            }
        }
        if (!complete) return false;
        for (int l = 0; l < lanes; ++l)
            tally_.add(first_lane + l, slot,
                       {run_tables_.data() + l * combinations, run_firsts_.data() + l * (combinations + 1),
                        run_chains_.data() + l * (combinations + 1), chain_ends_.data() + l * chains, sizes[l]},
                       states, table_counts_.data());
        return true;
    }

    [[gnu::noinline]] void remember(const TableKey<Words>& key) {
        if (unknown_.find(key) == unknown_table) unknown_.add(key);
    }

    /// For every lane of the tile, the inclusion cutoffs at which its rows change, as bits of words; rows that no
    /// frequency cutoff observes do not count.
    void find_changed_cutoffs(int tile) {
        const Bits* const observed = reinterpret_cast<const Bits*>(n_masks(tile));
        for (int c = 0; c < problem_.cutoffs.incl_cuts; ++c) {
            Bits difference{};
            if (c > 0)
                for (int w = 0; w < Words; ++w)
                    difference |= (incl_masks_[size(c * Words + w)] ^ incl_masks_[size((c - 1) * Words + w)]) & observed[w];
            if (c % 64 == 0) changed_[size(c / 64)] = Bits{};
            changed_[size(c / 64)] |= Lanes<Number>::where(difference != Bits{}, row_bits_[c % 64]);
        }
    }

    ChangedCutoffs changed_cutoffs(int l) {
        const CutMasks<Words> incl{reinterpret_cast<const std::uint64_t*>(incl_masks_.data()) + l, width};
        step_masks_[0] = incl.at(0);
        step_cuts_[0] = 0;
        int steps = 1;
        for (int c = 0; c < problem_.cutoffs.incl_cuts; c += 64)
            for (std::uint64_t rest = reinterpret_cast<const std::uint64_t*>(&changed_[size(c / 64)])[l]; rest != 0;
                 rest &= rest - 1) {
                const int cut = c + __builtin_ctzll(rest);
                step_masks_[size(steps)] = incl.at(cut);
                step_cuts_[size(steps)] = cut;
                ++steps;
            }
        return {step_masks_.data(), step_cuts_.data(), steps};
    }

    const SweepProblem problem_;
    const BlockGrid grid_;
    CaseMasks<Number> case_masks_;
    Panel<Number> panel_;
    LeadingHalf<Number> leading_;
    Tally<Number> tally_;
    Buffer<Number> x_;                        // [tile][row]
    Buffer<Number> both_, ambiguous_;         // [row] of the current tile and outcome
    Buffer<std::int32_t> rows_, row_counts_;  // [tile][row], [tile]
    Buffer<std::int32_t> cases_in_row_, touched_;
    Buffer<std::uint64_t> n_masks_;           // [tile][frequency cutoff][word][lane]
    Bits row_bits_[64];                       // bit r in every lane
    Buffer<Bits> incl_masks_, pri_masks_;     // [cutoff][word] of the current tile
    Buffer<Bits> changed_;                    // [inclusion cutoff / 64] of the current tile
    Buffer<RowMask<Words>> step_masks_;       // of the current lane
    Buffer<std::int32_t> step_cuts_;
    Buffer<RowMask<Words>> run_masks_;        // [run] of the current lane; the last slot takes what is no run
    Buffer<std::uint32_t> run_tables_;        // [lane of the tile][run]
    Buffer<std::int32_t> run_firsts_, run_chains_;  // [lane of the tile][run], with a last slot
    Buffer<std::int32_t> chain_ends_;         // [lane of the tile][chain]
    Buffer<std::uint8_t> lane_in_path_;       // [path][lane][case]
    Buffer<std::uint8_t> leading_in_path_;    // [path][case]
    Buffer<std::uint64_t> table_counts_;
    TableIndex<Words> unknown_;
    List<Postponed> postponed_;
};

}  // namespace qca
