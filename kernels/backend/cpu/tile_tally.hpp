// Counts of one thread: what becomes of the scenarios of its tiles, gathered until MapFold adds them to the maps.
//
// A run of a tile has one state per lane, path and solution type. It is written as a packed word with a 1 in the
// state's byte, so all lanes are counted by one addition. Along the inclusion cutoffs only changes are noted, gains
// minus losses; their running sums are the counts.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/packed_counts.hpp"
#include "kernels/backend/cpu/tile_tables.hpp"
#include "kernels/backend/map_fold.hpp"
#include "kernels/views.hpp"

namespace qca {

/// States of all paths by table number: eight of them a word, as Engine::learn gets them but each times 8, so that a
/// byte is the shift that brings a 1 to the state's place in a packed word.
struct TableStates {
    const std::uint64_t* words;  ///< [table][word]
    std::size_t words_per_table;
};

template <class Number>
class TileTally {
    using Lane = Lanes<Number>;
    using Bits = typename Lane::Bits;
    static constexpr int width = Lane::count;
    static constexpr int max_tiles = static_cast<int>(BlockGrid::lanes) / width;

  public:
    /// Choices of the outcome that are counted side by side.
    static constexpr std::size_t slots = 8;

    TileTally(const SweepProblem& problem, const BlockGrid& grid)
        : problem_(problem), fold_(problem), cuts_(problem.cutoffs.incl_cuts),
          chains_(problem.cutoffs.n_cuts * problem.cutoffs.pri_cuts),
          values_(static_cast<int>(MapFold<Number>::values_of(problem))),
          outcomes_(grid.outcomes < grid.outcomes_per_block ? grid.outcomes : grid.outcomes_per_block),
          cells_per_path_(count(chains_ * cuts_)),
          cells_per_tile_(cells_per_path_ * count(problem.paths * problem.solution_types)),
          lanes_per_outcome_(count(max_tiles * problem.paths * quarters)),
          states_(count(problem.cutoffs.combinations())), cells_(slots * cells_per_tile_),
          lane_cells_(max_tiles * cells_per_tile_), leading_lanes_(lanes_per_outcome_),
          outcome_lanes_(outcomes_ * lanes_per_outcome_), pairs_(slots * count(problem.paths * quarters)),
          lane_values_(count(values_) * lanes_per_outcome_), totals_(cells_per_tile_ * quarters),
          leading_values_(count(values_ * problem.paths)), outcome_values_(outcomes_ * leading_values_.size()),
          lane_counts_(BlockGrid::lanes * count(problem.paths)),
          all_values_(BlockGrid::lanes * leading_values_.size()), pair_totals_(count(problem.paths)),
          lane_base_(BlockGrid::lanes),
          exact_(problem.weightings > 0 ? slots * count(max_tiles * problem.paths) : 0),
          exact_of_lane_(problem.weightings > 0 ? BlockGrid::lanes * count(problem.paths) : 0) {}

    /// @param choices  [lane][max_half_sets] of the sets of half B
    void begin_block(const Block& block, const int* choices) {
        lanes_ = static_cast<int>(block.b.size());
        first_outcome_ = block.outcome.begin;
        fold_.begin_block(lanes_, choices);
        if (problem_.columns.stride == nullptr) return;
        for (int lane = 0; lane < lanes_; ++lane)
            lane_base_[count(lane)] = position_of(coordinates_of(problem_, problem_.sets_a, problem_.conditions, choices + lane * max_half_sets));
    }
    void begin_leading(const int* choice) {
        leading_ = coordinates_of(problem_, 0, problem_.sets_a, choice);
        leading_base_ = position_of(leading_);
    }

    /// Counts the scenarios of one tile under the current combination of half A and one choice of the outcome.
    /// @param slot     where the choice is counted until end_outcome(), below `slots`
    /// @param outcome  the choice
    void add(int tile, std::size_t slot, std::size_t outcome, const TileTables<Number>& tables, const TableStates& states,
             std::uint64_t* table_counts) {
        const int lanes = lanes_ - tile * width < width ? lanes_ - tile * width : width;
        if (lanes == width) count_tables<width>(width, tables, table_counts);
        else count_tables<0>(lanes, tables, table_counts);
        Bits counted{};
        for (int l = 0; l < lanes; ++l) counted[l] = ~std::uint64_t{0};
        const int typed_paths = problem_.paths * problem_.solution_types;
        for (int first = 0; first < typed_paths; first += 8) {
            for (int run = 0; run < tables.runs(); ++run)
                states_[count(run)] = Lane::gather(states.words + first / 8,
                                                   tables.numbers(run) * static_cast<std::uint32_t>(states.words_per_table));
            for (int i = first; i < typed_paths && i < first + 8; ++i) add_path(tile, slot, outcome - first_outcome_, i, tables, counted);
        }
        if (problem_.columns.survival != nullptr || problem_.columns.table != nullptr)
            write_columns(tile, outcome, lanes, tables, states);
    }

    /// Ends one choice of the outcome under the current combination of half A.
    /// @param in_path, leading  as MapFold::add_cases
    void end_outcome(std::size_t slot, std::size_t outcome, const std::uint8_t* in_path, const std::uint8_t* leading) {
        const PartCoordinates part = coordinates_of_outcome(problem_, outcome);
        if (problem_.weightings > 0) end_weighting(slot, problem_.weighting(outcome), in_path, leading);
        gather_values(slot, outcome - first_outcome_);
        const std::uint64_t* pair = words(pairs_.data() + slot * count(problem_.paths * quarters));
        for (int path = 0; path < problem_.paths; ++path, pair += quarters * width) {
            StateCounts& total = pair_totals_[count(path)];
            total = StateCounts{};
            for (int l = 0; l < width; ++l) add_quarters(total, pair + l, width);
        }
        fold_.add_parts(leading_, part, pair_totals_.data());
        clear(pairs_.data() + slot * count(problem_.paths * quarters), count(problem_.paths * quarters));
        // Lanes gain at most one a combination of half A and outcome; those of the other slots are there already.
        if (++lane_gains_ + static_cast<int>(slots) > most_packed) gather_lanes();
    }

    /// Ends the current combination of half A. @param in_path, leading  as MapFold::add_cases
    void end_leading(const std::uint8_t* in_path, const std::uint8_t* leading) {
        unpack_lanes(leading_lanes_.data());
        unpack_values(leading_values_.data());
        fold_.add_part(leading_, all_values_.data(), lane_counts_.data());
        fold_.add_cases(leading_, in_path, leading, lane_counts_.data());
        leading_lanes_.clear();
        leading_values_.clear();
    }

    void end_block(const Block& block) {
        for (std::size_t y = block.outcome.begin; y < block.outcome.end; ++y) {
            const PartCoordinates part = coordinates_of_outcome(problem_, y);
            unpack_lanes(outcome_lanes_.data() + (y - first_outcome_) * lanes_per_outcome_);
            unpack_values(outcome_values_.data() + (y - first_outcome_) * leading_values_.size());
            fold_.add_part(part, all_values_.data(), lane_counts_.data());
        }
        outcome_lanes_.clear();
        outcome_values_.clear();
        gather_lanes();
        const std::uint64_t* lane_value = words(lane_values_.data());
        for (int tile = 0; tile * width < lanes_; ++tile, lane_value += values_ * problem_.paths * quarters * width)
            for (int l = 0; l < width && tile * width + l < lanes_; ++l) {
                StateCounts* out = all_values_.data() + count((tile * width + l) * problem_.paths * values_);
                const std::uint64_t* in = lane_value + l;
                for (int i = 0; i < problem_.paths * values_; ++i, ++out, in += quarters * width) {
                    *out = StateCounts{};
                    add_quarters(*out, in, width);
                }
            }
        fold_.end_block(all_values_.data());
        lane_values_.clear();
        fold_totals();
    }

    void take(std::uint64_t* maps, std::uint64_t* case_counts) { fold_.take(maps, case_counts); }

  private:
    /// Quarters of one packed word.
    typedef std::uint64_t Quarters __attribute__((vector_size(quarters * sizeof(std::uint64_t))));

    static std::size_t count(int n) { return static_cast<std::size_t>(n); }
    static const std::uint64_t* words(const Bits* packs) { return reinterpret_cast<const std::uint64_t*>(packs); }
    template <class T>
    static void clear(T* first, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) first[i] = T{};
    }
    static Quarters quarters_of(std::uint64_t packed) {
        return (Quarters{} + packed) >> Quarters{0, 8, 16, 24} & quarter_fields;
    }

    /// @tparam All  the number of lanes where the compiler is to know it, else 0
    template <int All>
    void count_tables(int some, const TileTables<Number>& tables, std::uint64_t* table_counts) {
        const int lanes = All == 0 ? some : All;
        for (int c = 0; c < tables.chains(); ++c) {
            const TableChain& chain = tables.chain(c);
            for (int run = chain.run_begin; run < chain.run_end; ++run) {
                const auto scenarios = static_cast<std::uint64_t>((chain.end - chain.first) * tables.run(run).cuts);
                const auto number = tables.numbers(run);
                QCA_UNROLL for (int l = 0; l < lanes; ++l) table_counts[number[l]] += scenarios;
            }
        }
    }

    /// Counts one path under one solution type. @param typed_path  type * paths + path
    void add_path(int tile, std::size_t slot, std::size_t outcome, int typed_path, const TileTables<Number>& tables,
                  const Bits& counted) {
        const int shift = 8 * (typed_path % 8), path = typed_path % problem_.paths;
        Bits* const cells = cells_.data() + slot * cells_per_tile_ + count(typed_path) * cells_per_path_;
        Bits* const lane_cells = lane_cells_.data() + count(tile) * cells_per_tile_ + count(typed_path) * cells_per_path_;
        SplitCounts<Lane> total;
        for (int c = 0; c < tables.chains(); ++c) {
            const TableChain& chain = tables.chain(c);
            Bits before{};
            for (int i = chain.run_begin; i < chain.run_end; ++i) {
                const TableRun& run = tables.run(i);
                const Bits state = (Bits{} + 1) << (states_[count(i)] >> shift & 0xFF) & counted;
                const Bits change = state - before;
                before = state;
                total.add(state, static_cast<std::uint16_t>((chain.end - chain.first) * run.cuts));
                for (int at = chain.first * cuts_ + run.first; at < chain.end * cuts_; at += cuts_) {
                    cells[at] += change;
                    lane_cells[at] += change;
                }
            }
        }
        Bits* const of_leading = leading_lanes_.data() + (tile * problem_.paths + path) * quarters;
        Bits* const of_outcome = outcome_lanes_.data() + outcome * lanes_per_outcome_ + count((tile * problem_.paths + path) * quarters);
        Bits* const of_pair = pairs_.data() + (slot * count(problem_.paths) + count(path)) * quarters;
        QCA_UNROLL for (int q = 0; q < quarters; ++q) {
            const Bits scenarios = total.quarter(q);
            of_leading[q] += scenarios;
            of_outcome[q] += scenarios;
            of_pair[q] += scenarios;
        }
        if (problem_.weightings == 0) return;
        static_assert(static_cast<int>(Survival::exact_all) == 0 && static_cast<int>(Survival::exact_some) == 1);
        exact_[(slot * count(problem_.paths) + count(path)) * count(max_tiles) + count(tile)] +=
            (total.even & 0xFFFF) + (total.odd & 0xFFFF);
    }

    void end_weighting(std::size_t slot, int weighting, const std::uint8_t* in_path, const std::uint8_t* leading) {
        const std::size_t paths = count(problem_.paths), per_slot = paths * count(max_tiles);
        for (std::size_t path = 0; path < paths; ++path) {
            const std::uint64_t* const lanes = words(exact_.data() + slot * per_slot + path * count(max_tiles));
            for (std::size_t lane = 0; lane < count(lanes_); ++lane) exact_of_lane_[lane * paths + path] = lanes[lane];
        }
        fold_.add_weighting(weighting, exact_of_lane_.data(), in_path, leading);
        clear(exact_.data() + slot * per_slot, per_slot);
    }

    /// Moves the cells of a slot to the values of the current combination of half A and of the outcome.
    void gather_values(std::size_t slot, std::size_t outcome) {
        const int pri_cuts = problem_.cutoffs.pri_cuts, n_cuts = problem_.cutoffs.n_cuts;
        const std::uint64_t* cell = words(cells_.data() + slot * cells_per_tile_);
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path) {
                Quarters* const a = leading_values_.data() + path * values_;
                Quarters* const y = outcome_values_.data() + outcome * leading_values_.size() + count(path * values_);
                for (int chain = 0; chain < chains_; ++chain) {
                    std::uint64_t running = 0;
                    Quarters sum{};
                    for (int c = 0; c < cuts_; ++c, cell += width) {
                        for (int l = 0; l < width; ++l) running += cell[l];
                        const Quarters counts = quarters_of(running);
                        a[c] += counts;
                        y[c] += counts;
                        sum += counts;
                    }
                    for (const int value : {cuts_ + chain % pri_cuts, cuts_ + pri_cuts + chain / pri_cuts,
                                            cuts_ + pri_cuts + n_cuts + type}) {
                        a[value] += sum;
                        y[value] += sum;
                    }
                }
            }
        clear(cells_.data() + slot * cells_per_tile_, cells_per_tile_);
    }

    /// Moves the cells of the lanes to their values and to the totals.
    void gather_lanes() {
        if (lane_gains_ == 0) return;
        lane_gains_ = 0;
        const int pri_cuts = problem_.cutoffs.pri_cuts, n_cuts = problem_.cutoffs.n_cuts;
        Bits* cell = lane_cells_.data();
        for (int tile = 0; tile * width < lanes_; ++tile) {
            Bits* total = totals_.data();
            for (int type = 0; type < problem_.solution_types; ++type)
                for (int path = 0; path < problem_.paths; ++path) {
                    Bits* const value = lane_values_.data() + (tile * problem_.paths + path) * values_ * quarters;
                    for (int chain = 0; chain < chains_; ++chain) {
                        Bits running{}, sum[quarters] = {};
                        for (int c = 0; c < cuts_; ++c, ++cell, total += quarters) {
                            running += *cell;
                            *cell = Bits{};
                            QCA_UNROLL for (int q = 0; q < quarters; ++q) {
                                const Bits counts = quarter_of(running, q);
                                value[c * quarters + q] += counts;
                                total[q] += counts;
                                sum[q] += counts;
                            }
                        }
                        for (const int v : {cuts_ + chain % pri_cuts, cuts_ + pri_cuts + chain / pri_cuts,
                                            cuts_ + pri_cuts + n_cuts + type})
                            QCA_UNROLL for (int q = 0; q < quarters; ++q) value[v * quarters + q] += sum[q];
                    }
                }
        }
    }

    /// Folds the totals of the block over the pairs of cutoffs.
    void fold_totals() {
        const int pri_cuts = problem_.cutoffs.pri_cuts;
        const std::uint64_t* total = words(totals_.data());
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path)
                for (int chain = 0; chain < chains_; ++chain)
                    for (int c = 0; c < cuts_; ++c, total += quarters * width) {
                        StateCounts counts{};
                        for (int l = 0; l < width; ++l) add_quarters(counts, total + l, width);
                        fold_.add_cutoffs(count(path), c, chain % pri_cuts, chain / pri_cuts, type, counts);
                    }
        totals_.clear();
    }

    /// lane_counts_ from [tile][path][quarter].
    void unpack_lanes(const Bits* packed) {
        for (int tile = 0; tile * width < lanes_; ++tile)
            for (int path = 0; path < problem_.paths; ++path, packed += quarters)
                for (int l = 0; l < width && tile * width + l < lanes_; ++l) {
                    StateCounts& counts = lane_counts_[count((tile * width + l) * problem_.paths + path)];
                    counts = StateCounts{};
                    add_quarters(counts, words(packed) + l, width);
                }
    }
    /// all_values_ from [path][value].
    void unpack_values(const Quarters* packed) {
        for (std::size_t i = 0; i < leading_values_.size(); ++i) {
            all_values_[i] = StateCounts{};
            add_quarters(all_values_[i], reinterpret_cast<const std::uint64_t*>(packed + i), 1);
        }
    }

    std::size_t position_of(const PartCoordinates& part) const {
        std::size_t position = 0;
        if (problem_.columns.stride != nullptr)
            for (const Coordinate& at : part) position += problem_.columns.stride[at.axis] * count(at.value);
        return position;
    }

    void write_columns(int tile, std::size_t outcome, int lanes, const TileTables<Number>& tables, const TableStates& states) {
        const ColumnViews& columns = problem_.columns;
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const std::size_t incl_stride = columns.stride[cutoffs.incl_axis];
        const std::size_t base = leading_base_ + position_of(coordinates_of_outcome(problem_, outcome));
        for (int c = 0; c < tables.chains(); ++c)
            for (int chain = tables.chain(c).first; chain < tables.chain(c).end; ++chain)
                for (int i = tables.chain(c).run_begin; i < tables.chain(c).run_end; ++i)
                    for (int l = 0; l < lanes; ++l) {
                        const TableRun& run = tables.run(i);
                        const std::uint32_t table = tables.numbers(i)[l];
                        const std::size_t first = base + lane_base_[count(tile * width + l)] +
                                                  count(chain / cutoffs.pri_cuts) * columns.stride[cutoffs.n_axis] +
                                                  count(chain % cutoffs.pri_cuts) * columns.stride[cutoffs.pri_axis] +
                                                  count(run.first) * incl_stride;
                        for (int type = 0; type < problem_.solution_types; ++type) {
                            const std::size_t of_type = first + count(type) * columns.stride[problem_.type_axis];
                            if (columns.table != nullptr)
                                for (int cut = 0; cut < run.cuts; ++cut) columns.table[of_type + count(cut) * incl_stride] = table;
                            if (columns.survival == nullptr) continue;
                            for (int path = 0; path < problem_.paths; ++path) {
                                const int byte = type * problem_.paths + path;
                                const std::uint64_t word = states.words[table * states.words_per_table + count(byte / 8)];
                                const auto state = static_cast<std::uint8_t>((word >> (8 * (byte % 8)) & 0xFF) / 8);
                                for (int cut = 0; cut < run.cuts; ++cut)
                                    columns.survival[path][of_type + count(cut) * incl_stride] = state;
                            }
                        }
                    }
    }

    const SweepProblem problem_;
    MapFold<Number> fold_;
    const int cuts_;                      // inclusion cutoffs
    const int chains_;
    const int values_;                    // see MapFold
    const std::size_t outcomes_;          // choices of the outcome in a block
    const std::size_t cells_per_path_;    // [chain][inclusion]
    const std::size_t cells_per_tile_;    // [type][path][chain][inclusion]
    const std::size_t lanes_per_outcome_;
    Buffer<Bits> states_;                 // [run] state words of the current tile
    Buffer<Bits> cells_;                  // [slot][type][path][chain][inclusion] packed gains minus losses
    Buffer<Bits> lane_cells_;             // [tile][type][path][chain][inclusion] the same, of the block
    Buffer<Bits> leading_lanes_;          // [tile][path][quarter] of the combination of half A
    Buffer<Bits> outcome_lanes_;          // [outcome][tile][path][quarter] of the block
    Buffer<Bits> pairs_;                  // [slot][path][quarter] of one combination of half A and outcome
    Buffer<Bits> lane_values_;            // [tile][path][value][quarter] of the block
    Buffer<Bits> totals_;                 // [type][path][chain][inclusion][quarter] of the block
    Buffer<Quarters> leading_values_;     // [path][value] of the combination of half A
    Buffer<Quarters> outcome_values_;     // [outcome][path][value] of the block
    Buffer<StateCounts> lane_counts_;     // [lane][path]
    Buffer<StateCounts> all_values_;      // [lane][path][value], or [path][value]
    Buffer<StateCounts> pair_totals_;     // [path]
    Buffer<std::size_t> lane_base_;       // [lane] its part of a scenario's position in the columns
    Buffer<Bits> exact_;                  // [slot][path][tile] scenarios in which the path is exact, where cases are weighted
    Buffer<std::uint64_t> exact_of_lane_; // [lane][path]
    PartCoordinates leading_;
    std::size_t leading_base_ = 0, first_outcome_ = 0;
    int lane_gains_ = 0;                  // combinations of half A and outcome since the lanes were gathered
    int lanes_ = 0;
};

}  // namespace qca
