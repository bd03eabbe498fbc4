// Counts of one thread: scenarios by state for every pair of axes, gathered per block of calibrations.
//
// A calibration yields, per path and solution type, a few ranges of inclusion cutoffs with one state each. Adding
// those to every pair of axes would cost hundreds of additions, so they are gathered on three levels: per
// combination of half A and outcome (`cells_`), per lane (`lane_`), and as totals; maps are made of these sums.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Counts by state, added all at once.
typedef std::uint32_t StateCounts32 __attribute__((vector_size(survival_states * sizeof(std::uint32_t))));
typedef std::uint64_t StateCounts64 __attribute__((vector_size(survival_states * sizeof(std::uint64_t))));

QCA_HD StateCounts64 widen(const StateCounts32& counts) { return __builtin_convertvector(counts, StateCounts64); }
QCA_HD StateCounts64 widen(const StateCounts64& counts) { return counts; }

/// An axis and a value on it.
struct Coordinate {
    std::int32_t axis;
    std::int32_t value;
};

/// One lane's tables under all cutoffs, as walk_tables visits them: runs of inclusion cutoffs with one table. A chain is
/// frequency cutoff * PRI cutoffs + PRI cutoff; neighbouring chains with the same runs are listed once. Loops go over
/// all runs at once, because how many a chain has no processor predicts.
struct LaneRuns {
    const std::uint32_t* table;      ///< [run] table numbers
    const std::int32_t* first;       ///< [run] first inclusion cutoff
    const std::int32_t* chain;       ///< [run + 1] first chain that has this run; the last entry is -1
    const std::int32_t* chain_end;   ///< [chain] where the chains with the same runs end
    int size;
};

/// Tag names the SIMD variant that the class is compiled for.
template <class Tag>
class Tally {
  public:
    static constexpr int capacity = static_cast<int>(BlockGrid::lanes);
    static constexpr std::size_t outcomes_at_once = 8;

    explicit Tally(const SweepProblem& problem)
        : problem_(problem), layout_{problem.axis_size, problem.axes},
          pair_offset_(count(problem.axes) * count(problem.axes)), cuts_(problem.cutoffs.incl_cuts),
          values_(cuts_ + problem.cutoffs.pri_cuts + 1 + problem.cutoffs.n_cuts + problem.solution_types),
          map_size_(layout_.size() / survival_states), maps_(map_size_ * count(problem.paths)),
          cell_totals_(count(problem.paths * problem.solution_types * problem.cutoffs.n_cuts *
                             problem.cutoffs.pri_cuts * cuts_)),
          cells_per_slot_(count(problem.paths * problem.solution_types *
                                (problem.cutoffs.n_cuts * problem.cutoffs.pri_cuts + 1) * cuts_)),
          cells_(outcomes_at_once * cells_per_slot_), lane_(count(capacity * problem.paths * values_)),
          outer_(count(problem.paths * values_)), lane_total_(count(capacity * problem.paths)),
          lane_now_(outcomes_at_once * lane_total_.size()), lane_exact_(lane_total_.size()),
          lane_coordinates_(count(capacity * 3 * max_half_sets)), lane_base_(count(capacity)),
          case_counts_(CaseCounts::per_path(problem) * count(problem.paths)),
          lane_cases_(lane_total_.size() * count(problem.cases)), leading_cases_(count(problem.cases)),
          ranges_(count(problem.cutoffs.combinations() + 1)),
          n_of_chain_(count(problem.cutoffs.n_cuts * problem.cutoffs.pri_cuts)), pri_of_chain_(n_of_chain_.size()) {
        for (std::size_t chain = 0; chain < n_of_chain_.size(); ++chain) {
            n_of_chain_[chain] = static_cast<std::int32_t>(chain) / problem.cutoffs.pri_cuts;
            pri_of_chain_[chain] = static_cast<std::int32_t>(chain) % problem.cutoffs.pri_cuts;
        }
        for (int a = 0; a < problem.axes; ++a)
            for (int b = a + 1; b < problem.axes; ++b)
                pair_offset_[count(a * problem.axes + b)] = layout_.offset(a, b) / survival_states;
        for (int s = problem.sets_a; s < problem.conditions; ++s)
            for (int x = 0; x < problem.condition[s].axes; ++x) {
                axis_values_.grow(count(problem.axis_size[problem.condition[s].axis[x]]));
                ++lane_axes_;
            }
    }

    /// @param choice  the lane's choices of the sets of half B
    void set_lane(int lane, const int* choice) {
        Coordinate* out = lane_coordinates_.data() + lane * 3 * max_half_sets;
        std::size_t base = 0;
        for (int s = problem_.sets_a; s < problem_.conditions; ++s)
            out = append(problem_.condition[s], choice[s - problem_.sets_a], out, base);
        lane_base_[count(lane)] = base;
    }

    void begin_leading(const int* choice) {
        leading_end_ = outer_coordinates_;
        leading_base_ = 0;
        for (int s = 0; s < problem_.sets_a; ++s)
            leading_end_ = append(problem_.condition[s], choice[s], leading_end_, leading_base_);
    }

    /// @param slot  below outcomes_at_once: which of the choices counted together
    void begin_outcome(std::size_t slot, int choice) {
        outcome_choice_[slot] = choice;
        outer_base_[slot] = leading_base_;
        append(problem_.outcome, choice, leading_end_, outer_base_[slot]);
    }

    /// Counts the scenarios of one calibration.
    /// @param table_states  [table][state word], as Engine::learn
    void add(int lane, std::size_t slot, const LaneRuns& runs, const std::uint64_t* table_states, std::uint64_t* table_counts) {
        const std::size_t words = count(problem_.state_words());
        for (int r = 0; r < runs.size; ++r)
            table_counts[runs.table[r]] += static_cast<std::uint64_t>(last_cut(runs, r) - runs.first[r]) *
                                           static_cast<std::uint64_t>(runs.chain_end[runs.chain[r]] - runs.chain[r]);
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path) {
                const std::size_t byte = count(type * problem_.paths + path);
                add_states(lane, slot, type, path, runs, table_states + byte / 8, words, static_cast<int>(8 * (byte % 8)));
                if (problem_.columns.survival != nullptr)
                    write_states(lane, slot, type, path, runs, table_states + byte / 8, words, static_cast<int>(8 * (byte % 8)));
            }
        if (problem_.columns.table != nullptr) write_tables(lane, slot, runs);
    }

    /// Adds the counts of all lanes of the current combination of half A and outcome, made by another processor.
    /// @param cells  [type][path][n][PRI][inclusion][state] gains minus losses
    /// @param lane_states  [lane][path][state]
    void add_counted(std::size_t slot, const std::uint32_t* cells, const std::uint32_t* lane_states, int lanes) {
        const int chains = problem_.cutoffs.n_cuts * problem_.cutoffs.pri_cuts;
        StateCounts32* cell = cells_of(slot);
        for (int typed_path = 0; typed_path < problem_.solution_types * problem_.paths; ++typed_path, cell += cuts_)
            for (int i = 0; i < chains * cuts_; ++i, ++cell, cells += survival_states) {
                *cell += counts_at(cells);
                cell[cuts_] -= counts_at(cells);
            }
        for (std::size_t i = 0; i < count(lanes * problem_.paths); ++i) {
            const StateCounts32 scenarios = counts_at(lane_states + i * survival_states);
            now_of(slot)[i] += widen(scenarios);
            lane_exact_[i] += scenarios[static_cast<int>(Survival::exact_all)] +
                              scenarios[static_cast<int>(Survival::exact_some)];
        }
    }

    /// The same for a whole block.
    /// @param lane_values  [lane][path][inclusion, gains minus losses; PRI; n; type][state]
    void add_counted_values(const std::uint32_t* lane_values, int lanes) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        StateCounts32* marginal = lane_.data();
        const auto take = [&] {
            const StateCounts32 counts = counts_at(lane_values);
            lane_values += survival_states;
            return counts;
        };
        for (int i = 0; i < lanes * problem_.paths; ++i, marginal += values_) {
            for (int c = 0; c < cuts_; ++c) marginal[c] += take();
            for (int c = 0; c < cutoffs.pri_cuts; ++c) {
                const StateCounts32 counts = take();
                marginal[cuts_ + c] += counts;
                marginal[cuts_ + c + 1] -= counts;
            }
            for (int c = 0; c < cutoffs.n_cuts + problem_.solution_types; ++c)
                marginal[cuts_ + cutoffs.pri_cuts + 1 + c] += take();
        }
    }

    /// Folds what was added under the current combination of half A and one outcome choice.
    void end_outcome(std::size_t slot, int lanes) {
        std::size_t base = 0;
        outer_end_ = append(problem_.outcome, outcome_choice_[slot], leading_end_, base);
        fold_cells(slot);
        for (int path = 0; path < problem_.paths; ++path) {
            add_outer_pairs(path);
            add_outer_lane_pairs(slot, path, lanes);
        }
        StateCounts64* const now = now_of(slot);
        for (std::size_t i = 0; i < count(lanes * problem_.paths); ++i) {
            lane_total_[i] += now[i];
            now[i] = StateCounts64{};
        }
    }

    /// Counts the cases of every path that is exact somewhere under the current combination of half A.
    /// @param in_path  [path][lane][case]: whether the case is in the path, as far as half B has a say
    /// @param leading  [path][case]: the same for half A
    void end_leading(int lanes, const std::uint8_t* in_path, const std::uint8_t* leading) {
        const std::size_t cases = count(problem_.cases);
        for (int path = 0; path < problem_.paths; ++path) {
            bool any = false;
            for (int lane = 0; lane < lanes; ++lane) {
                std::uint64_t& exact = lane_exact_[count(lane * problem_.paths + path)];
                if (exact == 0) continue;
                any = true;
                const std::uint8_t* const in_b = in_path + count(path * capacity + lane) * cases;
                std::uint64_t* const lane_sum = lane_cases_.data() + count(lane * problem_.paths + path) * cases;
                for (std::size_t c = 0; c < cases; ++c) {
                    const std::uint64_t add = (leading[count(path) * cases + c] & in_b[c]) != 0 ? exact : 0;
                    lane_sum[c] += add;
                    leading_cases_[c] += add;
                }
                exact = 0;
            }
            if (!any) continue;
            std::uint64_t* const total = case_counts_.data() + CaseCounts::per_path(problem_) * count(path);
            for (std::size_t c = 0; c < cases; ++c) total[c] += leading_cases_[c];
            add_cases(path, leading_cases_.data(), outer_coordinates_, leading_end_);
            leading_cases_.clear();
        }
    }

    /// Folds what was added since the last call.
    void end_block(int lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            const Coordinate* const first = lane_coordinates_.data() + lane * 3 * max_half_sets;
            for (int path = 0; path < problem_.paths; ++path) {
                StateCounts32* const marginal = lane_.data() + count((lane * problem_.paths + path) * values_);
                for (int c = 1; c < cuts_; ++c) marginal[c] += marginal[c - 1];
                for (int c = 1; c < problem_.cutoffs.pri_cuts; ++c) marginal[cuts_ + c] += marginal[cuts_ + c - 1];
                StateCounts64& total = lane_total_[count(lane * problem_.paths + path)];
                for (int x = 0; x < lane_axes_; ++x) {
                    add_cutoff_pairs(path, first[x], marginal);
                    for (int z = x + 1; z < lane_axes_; ++z) cell_of(path, first[x], first[z]) += total;
                }
                for (int i = 0; i < values_; ++i) marginal[i] = StateCounts32{};
                total = StateCounts64{};
                std::uint64_t* const cases =
                    lane_cases_.data() + count(lane * problem_.paths + path) * count(problem_.cases);
                add_cases(path, cases, first, first + lane_axes_);
                for (int c = 0; c < problem_.cases; ++c) cases[c] = 0;
            }
        }
    }

    /// Adds all counts to `maps` and `case_counts` and starts anew.
    void take(std::uint64_t* maps, std::uint64_t* case_counts) {
        add_cutoff_cutoff_pairs();
        for (std::size_t i = 0; i < maps_.size(); ++i)
            for (std::size_t s = 0; s < survival_states; ++s) maps[i * survival_states + s] += maps_[i][s];
        for (std::size_t i = 0; i < case_counts_.size(); ++i) case_counts[i] += case_counts_[i];
        maps_.clear();
        case_counts_.clear();
    }

  private:
    /// Inclusion cutoffs from `first` on that have `state` in some chains; those before had `before`.
    struct StateRange {
        std::int32_t first, chain;
        std::uint32_t state, before;
    };

    static std::size_t count(int n) { return static_cast<std::size_t>(n); }
    static StateCounts32 counts_at(const std::uint32_t* values) {
        StateCounts32 counts;
        for (int s = 0; s < survival_states; ++s) counts[s] = values[s];
        return counts;
    }
    static std::size_t count(std::uint32_t n) { return n; }

    /// State s has a one at place s; the last entry has none.
    static constexpr StateCounts32 one_state[survival_states + 1] = {
        {1, 0, 0, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0, 0, 0}, {0, 0, 1, 0, 0, 0, 0, 0},
        {0, 0, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 1, 0, 0},
        {0, 0, 0, 0, 0, 0, 1, 0}, {0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0}};

    Coordinate* append(const SetChoices& set, int choice, Coordinate* out, std::size_t& base) const {
        for (int x = 0; x < set.axes; ++x) {
            *out = {set.axis[x], set.coordinate[choice * set.axes + x]};
            if (problem_.columns.stride != nullptr) base += problem_.columns.stride[out->axis] * count(out->value);
            ++out;
        }
        return out;
    }

    int last_cut(const LaneRuns& runs, int run) const {
        return runs.chain[run + 1] == runs.chain[run] ? runs.first[run + 1] : cuts_;
    }

    /// Adds the states of one path under one solution type. Neighbouring runs with one state are joined first. Where a
    /// range starts, its state gains the cutoffs from there on and the state before loses them. No branch depends on
    /// the states, as none could be predicted.
    /// @param state_words  first state word that holds the path's byte; of table t at [t * words]; byte at `shift`
    void add_states(int lane, std::size_t slot, int type, int path, const LaneRuns& runs,
                    const std::uint64_t* state_words, std::size_t words, int shift) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const int chains = cutoffs.n_cuts * cutoffs.pri_cuts;
        StateRange* const ranges = ranges_.data();
        std::uint32_t state_before = survival_states;
        std::int32_t chain_before = -1;
        int size = 0;
        for (int r = 0; r < runs.size; ++r) {
            const auto state = static_cast<std::uint32_t>(state_words[runs.table[r] * words] >> shift & 0xFF);
            const std::int32_t chain = runs.chain[r];
            const bool same_chain = chain == chain_before;
            ranges[size] = {runs.first[r], chain, state, same_chain ? state_before : survival_states};
            size += !same_chain | (state != state_before);
            state_before = state;
            chain_before = chain;
        }
        StateCounts32* const cells = cells_of(slot) + count((type * problem_.paths + path) * (chains + 1) * cuts_);
        StateCounts32* const marginal = lane_.data() + count((lane * problem_.paths + path) * values_);
        StateCounts32* const of_pri = marginal + cuts_;
        StateCounts32* const of_n = of_pri + cutoffs.pri_cuts + 1;
        StateCounts32 total{};
        for (int r = 0; r < size; ++r) {
            const StateRange range = ranges[r];
            const int end = runs.chain_end[range.chain];
            const StateCounts32 change = one_state[range.state] - one_state[range.before];
            const StateCounts32 of_chains = change * static_cast<std::uint32_t>(end - range.chain);
            const StateCounts32 scenarios = change * static_cast<std::uint32_t>(cuts_ - range.first);
            const StateCounts32 all = scenarios * static_cast<std::uint32_t>(end - range.chain);
            cells[range.chain * cuts_ + range.first] += change;
            cells[end * cuts_ + range.first] -= change;
            marginal[range.first] += of_chains;
            of_pri[pri_of_chain_[count(range.chain)]] += scenarios;
            of_pri[pri_of_chain_[count(end - 1)] + 1] -= scenarios;
            if (cutoffs.n_cuts > 1) of_n[n_of_chain_[count(range.chain)]] += all;
            total += all;
        }
        if (cutoffs.n_cuts == 1) of_n[0] += total;
        of_n[cutoffs.n_cuts + type] += total;
        now_of(slot)[count(lane * problem_.paths + path)] += widen(total);
        lane_exact_[count(lane * problem_.paths + path)] += total[static_cast<int>(Survival::exact_all)] +
                                                            total[static_cast<int>(Survival::exact_some)];
    }

    void write_states(int lane, std::size_t slot, int type, int path, const LaneRuns& runs, const std::uint64_t* state_words,
                      std::size_t words, int shift) {
        const std::size_t stride = problem_.columns.stride[problem_.cutoffs.incl_axis];
        for (int r = 0; r < runs.size; ++r) {
            const auto state = static_cast<std::uint8_t>(state_words[runs.table[r] * words] >> shift);
            for (int chain = runs.chain[r]; chain < runs.chain_end[runs.chain[r]]; ++chain) {
                std::uint8_t* const column = problem_.columns.survival[path] + scenario(lane, slot, type, chain);
                for (int c = runs.first[r]; c < last_cut(runs, r); ++c) column[count(c) * stride] = state;
            }
        }
    }

    void write_tables(int lane, std::size_t slot, const LaneRuns& runs) {
        const std::size_t stride = problem_.columns.stride[problem_.cutoffs.incl_axis];
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int r = 0; r < runs.size; ++r)
                for (int chain = runs.chain[r]; chain < runs.chain_end[runs.chain[r]]; ++chain) {
                    std::uint32_t* const column = problem_.columns.table + scenario(lane, slot, type, chain);
                    for (int c = runs.first[r]; c < last_cut(runs, r); ++c) column[count(c) * stride] = runs.table[r];
                }
    }

    /// Position in the columns of a scenario with the lowest inclusion cutoff.
    std::size_t scenario(int lane, std::size_t slot, int type, int chain) const {
        const std::size_t* const stride = problem_.columns.stride;
        return outer_base_[slot] + lane_base_[count(lane)] + count(type) * stride[problem_.type_axis] +
               count(n_of_chain_[count(chain)]) * stride[problem_.cutoffs.n_axis] +
               count(pri_of_chain_[count(chain)]) * stride[problem_.cutoffs.pri_axis];
    }

    StateCounts32* cells_of(std::size_t slot) { return cells_.data() + slot * cells_per_slot_; }
    StateCounts64* now_of(std::size_t slot) { return lane_now_.data() + slot * lane_total_.size(); }

    void fold_cells(std::size_t slot) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        outer_.clear();
        StateCounts32* cell = cells_of(slot);
        StateCounts64* total = cell_totals_.data();
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path) {
                StateCounts64* const outer = outer_.data() + count(path * values_);
                for (int q = 0; q < cutoffs.n_cuts; ++q)
                    for (int p = 0; p < cutoffs.pri_cuts; ++p) {
                        StateCounts64 running{}, chain{};
                        for (int c = 0; c < cuts_; ++c, ++cell, ++total) {
                            // Gains minus losses over the chains, then over the inclusion cutoffs; a sum of them may
                            // pass through a wrapped-around value.
                            cell[cuts_] += *cell;
                            running += widen_signed(*cell);
                            *cell = StateCounts32{};
                            *total += running;
                            outer[c] += running;
                            chain += running;
                        }
                        outer[cuts_ + p] += chain;
                        outer[cuts_ + cutoffs.pri_cuts + 1 + q] += chain;
                        outer[cuts_ + cutoffs.pri_cuts + 1 + cutoffs.n_cuts + type] += chain;
                    }
                // What the last chain passed on has no chain to go to.
                for (int c = 0; c < cuts_; ++c) *cell++ = StateCounts32{};
            }
    }
    static StateCounts64 widen_signed(const StateCounts32& counts) {
        typedef std::int32_t Signed32 __attribute__((vector_size(sizeof(StateCounts32))));
        typedef std::int64_t Signed64 __attribute__((vector_size(sizeof(StateCounts64))));
        return reinterpret_cast<StateCounts64>(
            __builtin_convertvector(reinterpret_cast<Signed32>(counts), Signed64));
    }

    StateCounts64& cell_of(int path, Coordinate a, Coordinate b) {
        if (a.axis > b.axis) {
            const Coordinate swap = a;
            a = b;
            b = swap;
        }
        return maps_[count(path) * map_size_ + pair_offset_[count(a.axis * problem_.axes + b.axis)] +
                     count(a.value) * count(problem_.axis_size[b.axis]) + count(b.value)];
    }
    /// marginal: inclusion cutoffs, PRI cutoffs and one more, frequency cutoffs, solution types
    template <class Counts>
    void add_cutoff_pairs(int path, Coordinate at, const Counts* marginal) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const Counts* next = marginal;
        for (int c = 0; c < cuts_; ++c) cell_of(path, at, {cutoffs.incl_axis, c}) += widen(*next++);
        for (int c = 0; c < cutoffs.pri_cuts; ++c) cell_of(path, at, {cutoffs.pri_axis, c}) += widen(*next++);
        ++next;
        for (int c = 0; c < cutoffs.n_cuts; ++c) cell_of(path, at, {cutoffs.n_axis, c}) += widen(*next++);
        for (int c = 0; c < problem_.solution_types; ++c) cell_of(path, at, {problem_.type_axis, c}) += widen(*next++);
    }
    void add_outer_pairs(int path) {
        const StateCounts64* const outer = outer_.data() + count(path * values_);
        StateCounts64 total{};
        for (int c = 0; c < cuts_; ++c) total += outer[c];
        for (const Coordinate* a = outer_coordinates_; a != outer_end_; ++a) {
            add_cutoff_pairs(path, *a, outer);
            for (const Coordinate* b = a + 1; b != outer_end_; ++b) cell_of(path, *a, *b) += total;
        }
    }
    /// Sums the lanes per value of each axis of half B first, so that the outer axes need not visit every lane.
    void add_outer_lane_pairs(std::size_t slot, int path, int lanes) {
        for (int x = 0; x < lane_axes_; ++x) {
            std::int32_t lowest = lane_coordinates_[count(x)].value, highest = lowest;
            for (int lane = 0; lane < lanes; ++lane) {
                const std::int32_t value = lane_coordinates_[count(lane * 3 * max_half_sets + x)].value;
                axis_values_[count(value)] += now_of(slot)[count(lane * problem_.paths + path)];
                lowest = value < lowest ? value : lowest;
                highest = value > highest ? value : highest;
            }
            for (std::int32_t value = lowest; value <= highest; ++value) {
                StateCounts64& sum = axis_values_[count(value)];
                for (const Coordinate* a = outer_coordinates_; a != outer_end_; ++a)
                    cell_of(path, *a, {lane_coordinates_[count(x)].axis, value}) += sum;
                sum = StateCounts64{};
            }
        }
    }
    void add_cutoff_cutoff_pairs() {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const StateCounts64* total = cell_totals_.data();
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path)
                for (int q = 0; q < cutoffs.n_cuts; ++q)
                    for (int p = 0; p < cutoffs.pri_cuts; ++p)
                        for (int c = 0; c < cuts_; ++c, ++total) {
                            const Coordinate at[4] = {{cutoffs.incl_axis, c},
                                                      {cutoffs.pri_axis, p},
                                                      {cutoffs.n_axis, q},
                                                      {problem_.type_axis, type}};
                            for (int a = 0; a < 4; ++a)
                                for (int b = a + 1; b < 4; ++b) cell_of(path, at[a], at[b]) += *total;
                        }
        cell_totals_.clear();
    }

    /// Adds counts per case to the given values of condition axes.
    void add_cases(int path, const std::uint64_t* cases, const Coordinate* first, const Coordinate* last) {
        const std::size_t n = count(problem_.cases);
        std::uint64_t* const of_path = case_counts_.data() + CaseCounts::per_path(problem_) * count(path);
        for (const Coordinate* at = first; at != last; ++at) {
            std::uint64_t* const out = of_path + (1 + values_before(at->axis) + count(at->value)) * n;
            for (std::size_t c = 0; c < n; ++c) out[c] += cases[c];
        }
    }
    /// Values of the condition axes that come before this one, in the order of CaseCounts.
    std::size_t values_before(int axis) const {
        std::size_t values = 0;
        for (int s = 0; s < problem_.conditions; ++s)
            for (int x = 0; x < problem_.condition[s].axes; ++x) {
                if (problem_.condition[s].axis[x] == axis) return values;
                values += count(problem_.axis_size[problem_.condition[s].axis[x]]);
            }
        return values;
    }

    const SweepProblem problem_;
    const PairMaps layout_;
    Buffer<std::size_t> pair_offset_;      // [axis][axis] in cells
    const int cuts_;                       // inclusion cutoffs
    const int values_;                     // inclusion, PRI (and one more) and frequency cutoffs and solution types
    const std::size_t map_size_;           // cells of one path
    Buffer<StateCounts64> maps_;           // [path][cell]
    Buffer<StateCounts64> cell_totals_;    // [type][path][n][PRI][inclusion] over all blocks
    const std::size_t cells_per_slot_;
    Buffer<StateCounts32> cells_;          // [slot][type][path][chain and one more][inclusion] gains minus losses
    Buffer<StateCounts32> lane_;           // [lane][path][value] of the block; inclusion and PRI: gains minus losses
    Buffer<StateCounts64> outer_;          // [path][value] of the combination of half A and outcome
    Buffer<StateCounts64> lane_total_;     // [lane][path] of the block
    Buffer<StateCounts64> lane_now_;       // [slot][lane][path] of one outcome choice
    Buffer<std::uint64_t> lane_exact_;     // [lane][path] of the combination of half A
    Buffer<StateCounts64> axis_values_;    // [value of some axis of half B]
    Buffer<Coordinate> lane_coordinates_;  // [lane][axis of half B]
    Buffer<std::size_t> lane_base_;        // [lane] its part of a scenario's position
    Buffer<std::uint64_t> case_counts_;
    Buffer<std::uint64_t> lane_cases_;     // [lane][path][case] of the block
    Buffer<std::uint64_t> leading_cases_;  // [case] of the combination of half A and path
    Buffer<StateRange> ranges_;            // of one lane; the last entry takes what is no new range
    Buffer<std::int32_t> n_of_chain_, pri_of_chain_;
    Coordinate outer_coordinates_[3 * max_half_sets + 3];
    Coordinate* leading_end_ = outer_coordinates_;
    Coordinate* outer_end_ = outer_coordinates_;
    std::size_t leading_base_ = 0;
    std::size_t outer_base_[outcomes_at_once] = {};
    int outcome_choice_[outcomes_at_once] = {};
    int lane_axes_ = 0;
};

}  // namespace qca
