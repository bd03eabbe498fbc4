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

/// An axis and a value on it.
struct Coordinate {
    std::int32_t axis;
    std::int32_t value;
};

/// One lane's tables under all cutoffs, as walk_tables visits them.
struct LaneRuns {
    const std::uint32_t* table;      ///< [run] table numbers
    const std::int32_t* first;       ///< [run] first inclusion cutoff
    const std::int32_t* chain_end;   ///< [chain] number of runs up to its end; chains are frequency x PRI cutoffs
};

template <class Tag>
class Tally {
  public:
    static constexpr int states = survival_states;
    static constexpr int capacity = static_cast<int>(BlockGrid::lanes);

    explicit Tally(const SweepProblem& problem)
        : problem_(problem), layout_{problem.axis_size, problem.axes}, map_size_(layout_.size()),
          pair_offset_(count(problem.axes) * count(problem.axes)),
          ranges_(problem.cutoffs.incl_cuts + 1), values_(problem.cutoffs.incl_cuts + 1 + problem.cutoffs.pri_cuts +
                                                          problem.cutoffs.n_cuts + problem.solution_types),
          maps_(map_size_ * count(problem.paths)),
          cells_(count(problem.paths * problem.solution_types * problem.cutoffs.n_cuts * problem.cutoffs.pri_cuts *
                       ranges_ * states)),
          cell_totals_(cells_.size()),
          lane_(count(capacity * problem.paths * values_ * states)),
          outer_(count(problem.paths * values_ * states)),
          lane_now_(count(capacity * problem.paths * states)),
          lane_total_(count(capacity * problem.paths * states)),
          lane_exact_(count(capacity * problem.paths)),
          lane_coordinates_(count(capacity * 3 * max_half_sets)), lane_base_(count(capacity)),
          case_counts_(CaseCounts::per_path(problem) * count(problem.paths)),
          lane_cases_(count(capacity * problem.paths) * count(problem.cases)),
          leading_cases_(count(problem.cases)) {
        for (int a = 0; a < problem.axes; ++a)
            for (int b = a + 1; b < problem.axes; ++b) pair_offset_[count(a * problem.axes + b)] = layout_.offset(a, b);
        for (int s = problem.sets_a; s < problem.conditions; ++s)
            for (int x = 0; x < problem.condition[s].axes; ++x) {
                const int values = problem.axis_size[problem.condition[s].axis[x]];
                if (count(values * states) > axis_values_.size()) axis_values_ = Buffer<std::uint64_t>(count(values * states));
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

    void begin_outcome(int choice) {
        outer_base_ = leading_base_;
        outer_end_ = append(problem_.outcome, choice, leading_end_, outer_base_);
    }

    /// Counts the scenarios of one calibration.
    /// @param table_states  [table][state word], as Engine::learn
    void add(int lane, const LaneRuns& runs, const std::uint64_t* table_states, std::uint64_t* table_counts) {
        const int words = problem_.state_words();
        const int paths = problem_.paths * problem_.solution_types;
        const int cuts = problem_.cutoffs.incl_cuts;
        int run = 0;
        for (int chain = 0; chain < problem_.cutoffs.n_cuts * problem_.cutoffs.pri_cuts; ++chain) {
            const int end = runs.chain_end[chain];
            for (int r = run; r < end; ++r) {
                const int last = r + 1 < end ? runs.first[r + 1] : cuts;
                table_counts[runs.table[r]] += static_cast<std::uint64_t>(last - runs.first[r]);
            }
            if (problem_.columns.table != nullptr) write_tables(lane, chain, runs, run, end);
            for (int w = 0; w < words; ++w) {
                const int bytes = paths - 8 * w < 8 ? paths - 8 * w : 8;
                std::int32_t start[8] = {};
                std::uint64_t now = table_states[count(runs.table[run]) * count(words) + count(w)];
                for (int r = run + 1; r < end; ++r) {
                    const std::uint64_t next = table_states[count(runs.table[r]) * count(words) + count(w)];
                    for (std::uint64_t changed = now ^ next; changed != 0;) {
                        const int byte = __builtin_ctzll(changed) >> 3;
                        close(lane, chain, 8 * w + byte, state_of(now, byte), start[byte], runs.first[r]);
                        start[byte] = runs.first[r];
                        changed &= ~(std::uint64_t{0xFF} << (8 * byte));
                    }
                    now = next;
                }
                for (int byte = 0; byte < bytes; ++byte)
                    close(lane, chain, 8 * w + byte, state_of(now, byte), start[byte], cuts);
            }
            run = end;
        }
    }

    /// Folds what was added under the current combination of half A and outcome choice.
    void end_outcome(int lanes) {
        fold_cells();
        for (int path = 0; path < problem_.paths; ++path) {
            add_outer_pairs(path);
            add_outer_lane_pairs(path, lanes);
        }
        const std::size_t used = count(lanes * problem_.paths * states);
        for (std::size_t i = 0; i < used; ++i) lane_total_[i] += lane_now_[i];
        for (std::size_t i = 0; i < used; ++i) lane_now_[i] = 0;
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
            add_cases(path, leading_cases_.data(), outer_coordinates_, leading_end_, true);
            leading_cases_.clear();
        }
    }

    /// Folds what was added since the last call.
    void end_block(int lanes) {
        for (int lane = 0; lane < lanes; ++lane) {
            const Coordinate* const first = lane_coordinates_.data() + lane * 3 * max_half_sets;
            for (int path = 0; path < problem_.paths; ++path) {
                std::uint32_t* const marginal = lane_.data() + count((lane * problem_.paths + path) * values_ * states);
                sum_ranges(marginal);
                std::uint64_t* const total = lane_total_.data() + count((lane * problem_.paths + path) * states);
                for (int x = 0; x < lane_axes_; ++x) {
                    add_cutoff_pairs(path, first[x], marginal);
                    for (int z = x + 1; z < lane_axes_; ++z) add_counts(path, first[x], first[z], total);
                }
                for (int i = 0; i < values_ * states; ++i) marginal[i] = 0;
                for (int s = 0; s < states; ++s) total[s] = 0;
                std::uint64_t* const cases =
                    lane_cases_.data() + count(lane * problem_.paths + path) * count(problem_.cases);
                add_cases(path, cases, first, first + lane_axes_, false);
                for (int c = 0; c < problem_.cases; ++c) cases[c] = 0;
            }
        }
    }

    /// Adds all counts to `maps` and `case_counts` and starts anew.
    void take(std::uint64_t* maps, std::uint64_t* case_counts) {
        add_cutoff_cutoff_pairs();
        for (std::size_t i = 0; i < maps_.size(); ++i) maps[i] += maps_[i];
        for (std::size_t i = 0; i < case_counts_.size(); ++i) case_counts[i] += case_counts_[i];
        maps_.clear();
        case_counts_.clear();
    }

  private:
    static std::size_t count(int n) { return static_cast<std::size_t>(n); }
    static std::size_t count(std::uint32_t n) { return n; }
    static int state_of(std::uint64_t word, int byte) { return static_cast<int>(word >> (8 * byte) & 0xFF); }

    Coordinate* append(const SetChoices& set, int choice, Coordinate* out, std::size_t& base) const {
        for (int x = 0; x < set.axes; ++x) {
            *out = {set.axis[x], set.coordinate[choice * set.axes + x]};
            if (problem_.columns.stride != nullptr) base += problem_.columns.stride[out->axis] * count(out->value);
            ++out;
        }
        return out;
    }

    /// `length` scenarios of a chain, inclusion cutoffs [first, last), have this state.
    void close(int lane, int chain, int typed_path, int state, int first, int last) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const int type = typed_path / problem_.paths, path = typed_path % problem_.paths;
        const int q = chain / cutoffs.pri_cuts, p = chain % cutoffs.pri_cuts;
        const auto length = static_cast<std::uint32_t>(last - first);
        std::uint32_t* const cell =
            cells_.data() +
            count((typed_path * cutoffs.n_cuts * cutoffs.pri_cuts + chain) * ranges_ * states + state);
        cell[first * states] += 1;
        cell[last * states] -= 1;
        std::uint32_t* const marginal = lane_.data() + count((lane * problem_.paths + path) * values_ * states + state);
        marginal[first * states] += 1;
        marginal[last * states] -= 1;
        marginal[(ranges_ + p) * states] += length;
        marginal[(ranges_ + cutoffs.pri_cuts + q) * states] += length;
        marginal[(ranges_ + cutoffs.pri_cuts + cutoffs.n_cuts + type) * states] += length;
        lane_now_[count((lane * problem_.paths + path) * states + state)] += length;
        if (state <= static_cast<int>(Survival::exact_some)) lane_exact_[count(lane * problem_.paths + path)] += length;
        if (problem_.columns.survival != nullptr) {
            std::uint8_t* const column = problem_.columns.survival[path] + scenario(lane, type, q, p);
            const std::size_t stride = problem_.columns.stride[cutoffs.incl_axis];
            for (int c = first; c < last; ++c) column[count(c) * stride] = static_cast<std::uint8_t>(state);
        }
    }

    std::size_t scenario(int lane, int type, int q, int p) const {
        const std::size_t* const stride = problem_.columns.stride;
        return outer_base_ + lane_base_[count(lane)] + count(type) * stride[problem_.type_axis] +
               count(q) * stride[problem_.cutoffs.n_axis] + count(p) * stride[problem_.cutoffs.pri_axis];
    }

    void write_tables(int lane, int chain, const LaneRuns& runs, int run, int end) {
        const int pri_cuts = problem_.cutoffs.pri_cuts;
        const std::size_t stride = problem_.columns.stride[problem_.cutoffs.incl_axis];
        for (int type = 0; type < problem_.solution_types; ++type) {
            std::uint32_t* const column =
                problem_.columns.table + scenario(lane, type, chain / pri_cuts, chain % pri_cuts);
            for (int r = run; r < end; ++r) {
                const int last = r + 1 < end ? runs.first[r + 1] : problem_.cutoffs.incl_cuts;
                for (int c = runs.first[r]; c < last; ++c) column[count(c) * stride] = runs.table[r];
            }
        }
    }

    /// Starts and ends of ranges -> counts per inclusion cutoff.
    void sum_ranges(std::uint32_t* marginal) const {
        for (int c = 1; c < ranges_; ++c)
            for (int s = 0; s < states; ++s) marginal[c * states + s] += marginal[(c - 1) * states + s];
    }

    void fold_cells() {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        outer_.clear();
        std::uint32_t* cell = cells_.data();
        std::uint64_t* total = cell_totals_.data();
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path) {
                std::uint64_t* const outer = outer_.data() + count(path * values_ * states);
                for (int q = 0; q < cutoffs.n_cuts; ++q)
                    for (int p = 0; p < cutoffs.pri_cuts; ++p) {
                        std::uint32_t running[states] = {};
                        std::uint64_t chain[states] = {};
                        for (int c = 0; c < ranges_; ++c) {
                            for (int s = 0; s < states; ++s) {
                                running[s] += cell[s];
                                cell[s] = 0;
                                total[s] += running[s];
                                outer[c * states + s] += running[s];
                                chain[s] += running[s];
                            }
                            cell += states;
                            total += states;
                        }
                        for (int s = 0; s < states; ++s) {
                            outer[(ranges_ + p) * states + s] += chain[s];
                            outer[(ranges_ + cutoffs.pri_cuts + q) * states + s] += chain[s];
                            outer[(ranges_ + cutoffs.pri_cuts + cutoffs.n_cuts + type) * states + s] += chain[s];
                        }
                    }
            }
    }

    std::uint64_t* cell_of(int path, Coordinate a, Coordinate b) {
        if (a.axis > b.axis) {
            const Coordinate swap = a;
            a = b;
            b = swap;
        }
        return maps_.data() + count(path) * map_size_ + pair_offset_[count(a.axis * problem_.axes + b.axis)] +
               (count(a.value) * count(problem_.axis_size[b.axis]) + count(b.value)) * count(states);
    }
    template <class Count>
    void add_counts(int path, Coordinate a, Coordinate b, const Count* counts) {
        std::uint64_t* const cell = cell_of(path, a, b);
        for (int s = 0; s < states; ++s) cell[s] += counts[s];
    }
    /// marginal: [inclusion cutoffs and one more, PRI cutoffs, frequency cutoffs, solution types][state]
    template <class Count>
    void add_cutoff_pairs(int path, Coordinate at, const Count* marginal) {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        for (int c = 0; c < cutoffs.incl_cuts; ++c)
            add_counts(path, at, {cutoffs.incl_axis, c}, marginal + c * states);
        const Count* next = marginal + ranges_ * states;
        for (int c = 0; c < cutoffs.pri_cuts; ++c, next += states) add_counts(path, at, {cutoffs.pri_axis, c}, next);
        for (int c = 0; c < cutoffs.n_cuts; ++c, next += states) add_counts(path, at, {cutoffs.n_axis, c}, next);
        for (int c = 0; c < problem_.solution_types; ++c, next += states)
            add_counts(path, at, {problem_.type_axis, c}, next);
    }
    void add_outer_pairs(int path) {
        const std::uint64_t* const outer = outer_.data() + count(path * values_ * states);
        std::uint64_t total[states] = {};
        for (int c = 0; c < problem_.cutoffs.incl_cuts; ++c)
            for (int s = 0; s < states; ++s) total[s] += outer[c * states + s];
        for (const Coordinate* a = outer_coordinates_; a != outer_end_; ++a) {
            add_cutoff_pairs(path, *a, outer);
            for (const Coordinate* b = a + 1; b != outer_end_; ++b) add_counts(path, *a, *b, total);
        }
    }
    /// Sums the lanes per value of each axis of half B first, so that the outer axes need not visit every lane.
    void add_outer_lane_pairs(int path, int lanes) {
        for (int x = 0; x < lane_axes_; ++x) {
            std::int32_t lowest = lane_coordinates_[count(x)].value, highest = lowest;
            for (int lane = 0; lane < lanes; ++lane) {
                const Coordinate at = lane_coordinates_[count(lane * 3 * max_half_sets + x)];
                const std::uint64_t* const now = lane_now_.data() + count((lane * problem_.paths + path) * states);
                std::uint64_t* const sum = axis_values_.data() + count(at.value * states);
                for (int s = 0; s < states; ++s) sum[s] += now[s];
                lowest = at.value < lowest ? at.value : lowest;
                highest = at.value > highest ? at.value : highest;
            }
            for (std::int32_t value = lowest; value <= highest; ++value) {
                std::uint64_t* const sum = axis_values_.data() + count(value * states);
                for (const Coordinate* a = outer_coordinates_; a != outer_end_; ++a)
                    add_counts(path, *a, {lane_coordinates_[count(x)].axis, value}, sum);
                for (int s = 0; s < states; ++s) sum[s] = 0;
            }
        }
    }
    void add_cutoff_cutoff_pairs() {
        const CutoffChoices& cutoffs = problem_.cutoffs;
        const std::uint64_t* total = cell_totals_.data();
        for (int type = 0; type < problem_.solution_types; ++type)
            for (int path = 0; path < problem_.paths; ++path)
                for (int q = 0; q < cutoffs.n_cuts; ++q)
                    for (int p = 0; p < cutoffs.pri_cuts; ++p)
                        for (int c = 0; c < ranges_; ++c, total += states) {
                            if (c == cutoffs.incl_cuts) continue;
                            const Coordinate at[4] = {{cutoffs.incl_axis, c},
                                                      {cutoffs.pri_axis, p},
                                                      {cutoffs.n_axis, q},
                                                      {problem_.type_axis, type}};
                            for (int a = 0; a < 4; ++a)
                                for (int b = a + 1; b < 4; ++b) add_counts(path, at[a], at[b], total);
                        }
        cell_totals_.clear();
    }

    /// Adds counts per case to the totals (if asked) and to the values of condition axes.
    void add_cases(int path, const std::uint64_t* cases, const Coordinate* first, const Coordinate* last,
                   bool to_total) {
        std::uint64_t* const out = case_counts_.data() + CaseCounts::per_path(problem_) * count(path);
        const std::size_t n = count(problem_.cases);
        if (to_total)
            for (std::size_t c = 0; c < n; ++c) out[c] += cases[c];
        for (const Coordinate* at = first; at != last; ++at) {
            const std::size_t value = 1 + values_before(at->axis) + count(at->value);
            for (std::size_t c = 0; c < n; ++c) out[value * n + c] += cases[c];
        }
    }
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
    const std::size_t map_size_;
    Buffer<std::size_t> pair_offset_;  // [axis][axis]
    const int ranges_;                 // inclusion cutoffs and one more, where ranges end
    const int values_;                 // ranges_, PRI cutoffs, frequency cutoffs, solution types
    Buffer<std::uint64_t> maps_;
    Buffer<std::uint32_t> cells_;         // [type][path][n][PRI][range end][state] starts minus ends
    Buffer<std::uint64_t> cell_totals_;   // the same, summed, over all blocks
    Buffer<std::uint32_t> lane_;          // [lane][path][value][state] of the block
    Buffer<std::uint64_t> outer_;         // [path][value][state] of the combination of half A and outcome
    Buffer<std::uint64_t> lane_now_;      // [lane][path][state] of that combination
    Buffer<std::uint64_t> lane_total_;    // [lane][path][state] of the block
    Buffer<std::uint64_t> lane_exact_;    // [lane][path] of the combination of half A
    Buffer<Coordinate> lane_coordinates_; // [lane][axis of half B]
    Buffer<std::size_t> lane_base_;
    Buffer<std::uint64_t> case_counts_;
    Buffer<std::uint64_t> lane_cases_;    // [lane][path][case] of the block
    Buffer<std::uint64_t> axis_values_;   // [value of some axis of half B][state]
    Buffer<std::uint64_t> leading_cases_; // [case] of the combination of half A and path
    Coordinate outer_coordinates_[3 * max_half_sets + 3];
    Coordinate* leading_end_ = outer_coordinates_;
    Coordinate* outer_end_ = outer_coordinates_;
    std::size_t leading_base_ = 0, outer_base_ = 0;
    int lane_axes_ = 0;
};

}  // namespace qca
