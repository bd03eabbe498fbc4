// What one thread block of a GPU does: one combination of half A with one outcome choice (a unit), for a panel of
// combinations of half B, one a thread. A program of phases with a barrier after each: a kernel calls them for its
// own thread; tests call them for every thread in turn, so that this very code also runs without a GPU.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Memory that the threads of a block share, as offsets into one array of doubles.
struct UnitShared {
    int cases_per_pass;

    /// Most cases whose half rows fit so many bytes, at least 1.
    QCA_HD static int fitting_cases(const SweepProblem& problem, std::size_t bytes) {
        const std::size_t each = (3 * static_cast<std::size_t>(problem.rows_a()) +
                                  static_cast<std::size_t>(problem.rows_b()) * BlockGrid::lanes) * sizeof(double);
        const std::size_t cases = (bytes - fixed_bytes(problem)) / each;
        return static_cast<int>(cases < 1 ? 1 : cases);
    }
    QCA_HD static std::size_t fixed_bytes(const SweepProblem& problem) {
        return 8 * (RowSet::words + 1) + 4 * static_cast<std::size_t>(problem.rows());
    }
    QCA_HD std::size_t bytes(const SweepProblem& problem) const {
        return fixed_bytes(problem) + (3 * static_cast<std::size_t>(problem.rows_a()) +
                                       static_cast<std::size_t>(problem.rows_b()) * BlockGrid::lanes) *
                                          static_cast<std::size_t>(cases_per_pass) * sizeof(double);
    }
};

template <int Words>
struct UnitProgram {
    static constexpr int lanes = static_cast<int>(BlockGrid::lanes);

    explicit UnitProgram(const SweepProblem& sweep) : problem(sweep), grid(sweep) {}

    SweepProblem problem;  ///< pointers into the memory of the device
    /// [set of half B] memberships with the choices side by side, [case][choice], so that threads load neighbours
    const double* by_choice[max_half_sets] = {};
    BlockGrid grid;
    std::size_t first_block = 0, units_per_block = 1, units = 0;
    UnitShared shared{1};

    // Sums of the units, [unit][row][lane], and masks, [unit][cutoff * Words + word][lane].
    double *x = nullptr, *both = nullptr, *ambiguous = nullptr;
    std::int32_t* n = nullptr;
    std::uint64_t *incl_mask = nullptr, *pri_mask = nullptr, *n_mask = nullptr;

    // Known tables.
    const TableSlot<Words>* slots = nullptr;
    std::size_t slot_mask = 0;
    const std::uint64_t* states = nullptr;

    // What find() finds: keys of unknown tables, with repeats.
    TableKey<Words>* unknown = nullptr;
    std::uint64_t* unknown_size = nullptr;

    // What count() counts; layouts: [table]; [unit][type][path][n][PRI][inclusion][state], gains minus
    // losses; [block][lane][path][value][state]; [unit][lane][path][state].
    std::uint64_t* table_counts = nullptr;
    std::uint32_t *cells = nullptr, *lane_values = nullptr, *lane_states = nullptr;

    struct Place {
        Block block;
        std::size_t block_index, a, outcome;
        bool used;
    };
    QCA_HD std::size_t outcomes_per_block() const {
        return grid.outcomes < grid.outcomes_per_block ? grid.outcomes : grid.outcomes_per_block;
    }
    /// @param block, a, outcome  counted from the first block, and from the beginning of the block
    QCA_HD std::size_t unit_of(std::size_t block, std::size_t a, std::size_t outcome) const {
        return block * units_per_block + a * outcomes_per_block() + outcome;
    }
    QCA_HD Place place(std::size_t unit) const {
        Place at;
        at.block_index = unit / units_per_block;
        at.block = grid.block(first_block + at.block_index);
        const std::size_t within = unit % units_per_block;
        at.a = at.block.a.begin + within / outcomes_per_block();
        at.outcome = at.block.outcome.begin + within % outcomes_per_block();
        at.used = at.a < at.block.a.end && at.outcome < at.block.outcome.end;
        return at;
    }

    QCA_HD std::uint64_t* seen(double* memory) const { return reinterpret_cast<std::uint64_t*>(memory); }
    QCA_HD std::int32_t* row_count(double* memory) const {
        return reinterpret_cast<std::int32_t*>(memory + RowSet::words);
    }
    QCA_HD std::int32_t* row_list(double* memory) const {
        return reinterpret_cast<std::int32_t*>(memory + RowSet::words + 1);
    }
    QCA_HD double* plain(double* memory) const { return memory + RowSet::words + 1 + problem.rows() / 2 + problem.rows() % 2; }
    QCA_HD double* with_y(double* memory) const { return plain(memory) + shared.cases_per_pass * problem.rows_a(); }
    QCA_HD double* with_both(double* memory) const { return with_y(memory) + shared.cases_per_pass * problem.rows_a(); }
    QCA_HD double* half_b(double* memory) const { return with_both(memory) + shared.cases_per_pass * problem.rows_a(); }

    QCA_HD std::size_t row_offset(std::size_t unit) const {
        return unit * static_cast<std::size_t>(problem.rows()) * BlockGrid::lanes;
    }
    QCA_HD RowSums<double> sums(double* first, std::size_t unit, int lane) const {
        return {first + row_offset(unit) + lane, lanes};
    }
    QCA_HD std::uint64_t* masks(std::uint64_t* first, std::size_t unit, int cuts, int lane) const {
        return first + unit * static_cast<std::size_t>(cuts * Words * lanes) + lane;
    }
    /// Lanes beyond the panel repeat its last one; nothing of theirs is counted.
    QCA_HD void choices_of_lane(const Place& at, int lane, int* choice) const {
        const std::size_t used = static_cast<std::size_t>(lane) < at.block.b.size() ? static_cast<std::size_t>(lane) : at.block.b.size() - 1;
        choices_of(problem, problem.sets_a, problem.sets_b(), at.block.b.begin + used, choice);
    }
    QCA_HD double in_a(int set, int choice, int c) const {
        return problem.condition[set].membership[static_cast<std::size_t>(choice) * static_cast<std::size_t>(problem.cases) + static_cast<std::size_t>(c)];
    }
    QCA_HD double in_b(int set, int choice, int c) const {
        return by_choice[set][static_cast<std::size_t>(c) * static_cast<std::size_t>(problem.condition[problem.sets_a + set].choices) +
                              static_cast<std::size_t>(choice)];
    }
    QCA_HD double in_outcome(const Place& at, int c) const {
        return problem.outcome.membership[at.outcome * static_cast<std::size_t>(problem.cases) + static_cast<std::size_t>(c)];
    }

    /// Phase 1: nothing is seen yet.
    QCA_HD void clear(std::size_t unit, int lane, double* memory) const {
        std::int32_t* const count = n + row_offset(unit) + lane;
        for (int row = 0; row < problem.rows(); ++row) count[row * lanes] = 0;
        if (lane < RowSet::words) seen(memory)[lane] = 0;
    }

    /// Phase 2: cases per row of this lane.
    QCA_HD void count_cases(std::size_t unit, int lane, double* memory) const {
        const Place at = place(unit);
        int choice_a[max_half_sets], choice_b[max_half_sets];
        choices_of(problem, 0, problem.sets_a, at.a, choice_a);
        choices_of_lane(at, lane, choice_b);
        std::int32_t* const count = n + row_offset(unit) + lane;
        std::uint64_t rows[Words] = {};
        for (int c = 0; c < problem.cases; ++c) {
            int row = 0;
            bool inside = true;
            for (int s = 0; s < problem.conditions; ++s) {
                const int side = side_of(s < problem.sets_a ? in_a(s, choice_a[s], c)
                                                            : in_b(s - problem.sets_a, choice_b[s - problem.sets_a], c));
                inside = inside && side >= 0;
                row = 2 * row + (side > 0);
            }
            if (!inside) continue;
            ++count[row * lanes];
            rows[Words == 1 ? 0 : row >> 6] |= std::uint64_t{1} << (row & 63);
        }
        for (int w = 0; w < Words; ++w)
            if (rows[w] != 0) set_atomically(seen(memory) + w, rows[w]);
    }

    /// Phase 3, thread 0: the rows that some lane has, for all lanes.
    QCA_HD void list_rows(double* memory) const {
        int count = 0;
        for (int row = 0; row < problem.rows(); ++row)
            if ((seen(memory)[row >> 6] >> (row & 63) & 1) != 0) row_list(memory)[count++] = row;
        *row_count(memory) = count;
    }

    /// Phase 4, for every pass over the cases: half rows of cases [begin, end).
    QCA_HD void fold(std::size_t unit, int lane, int begin, int end, double* memory) const {
        const Place at = place(unit);
        int choice_a[max_half_sets], choice_b[max_half_sets];
        choices_of(problem, 0, problem.sets_a, at.a, choice_a);
        for (int i = lane; i < (end - begin) * problem.rows_a(); i += lanes) {
            const int c = begin + i / problem.rows_a(), row = i % problem.rows_a();
            double smallest = 1.0;
            for (int s = 0; s < problem.sets_a; ++s) {
                const double m = in_a(s, choice_a[s], c);
                smallest = smaller(smallest, (row >> (problem.sets_a - 1 - s) & 1) != 0 ? m : 1.0 - m);
            }
            const double y = in_outcome(at, c);
            plain(memory)[i] = smallest;
            with_y(memory)[i] = smaller(smallest, y);
            with_both(memory)[i] = smaller(smallest, smaller(y, 1.0 - y));
        }
        choices_of_lane(at, lane, choice_b);
        for (int c = begin; c < end; ++c) {
            double memberships[max_half_sets], rows[max_half_rows];
            for (int s = 0; s < problem.sets_b(); ++s) memberships[s] = in_b(s, choice_b[s], c);
            expand_half_rows(memberships, problem.sets_b(), 1.0, rows);
            double* const out = half_b(memory) + (c - begin) * problem.rows_b() * lanes + lane;
            for (int j = 0; j < problem.rows_b(); ++j) out[j * lanes] = rows[j];
        }
    }

    /// The first so many cases have an outcome of at most 0.5.
    QCA_HD int low_cases(std::size_t unit) const {
        const Place at = place(unit);
        int cases = 0;
        while (cases < problem.cases && in_outcome(at, cases) <= 0.5) ++cases;
        return cases;
    }

    /// Phase 5, after each phase 4: adds those cases to the sums.
    /// @param low_cases  as in sum_rows_with_outcome()
    QCA_HD void add(std::size_t unit, int lane, int begin, int end, int low_cases, double* memory) const {
        const RowList rows{row_list(memory), *row_count(memory)};
        const HalfRows<double> b{half_b(memory) + lane, problem.sets_b(), lanes};
        const HalfRows<double> a{plain(memory), problem.sets_a, 1};
        const HalfRows<double> a_y{with_y(memory), problem.sets_a, 1};
        const HalfRows<double> a_both{with_both(memory), problem.sets_a, 1};
        const RowSums<double> sum_x = sums(x, unit, lane), sum_both = sums(both, unit, lane),
                              sum_ambiguous = sums(ambiguous, unit, lane);
        if (begin == 0)
            for (int r = 0; r < rows.count; ++r) {
                sum_x[rows.row[r]] = 0.0;
                sum_both[rows.row[r]] = 0.0;
            }
        const int low_end = low_cases < begin ? begin : (low_cases < end ? low_cases : end);
        add_listed(a, b, rows, 0, end - begin, sum_x);
        add_listed(a_y, b, rows, 0, low_end - begin, sum_both);
        // Up to here `ambiguous` equals `both`; it goes its own way after the last low case.
        if (low_end == low_cases || end == problem.cases)
            if (low_cases >= begin)
                for (int r = 0; r < rows.count; ++r) sum_ambiguous[rows.row[r]] = sum_both[rows.row[r]];
        add_listed(a_y, b, rows, low_end - begin, end - begin, sum_both);
        add_listed(a_both, b, rows, low_end - begin, end - begin, sum_ambiguous);
    }

    /// Phase 6: which cutoffs the rows of this lane meet.
    QCA_HD void mark(std::size_t unit, int lane, double* memory) const {
        const CutoffChoices& cutoffs = problem.cutoffs;
        const RowList rows{row_list(memory), *row_count(memory)};
        mark_rows<Words>(sums(x, unit, lane), sums(both, unit, lane), sums(ambiguous, unit, lane), rows,
                         cutoffs.incl_bound, cutoffs.incl_cuts, cutoffs.pri_bound, cutoffs.pri_cuts,
                         masks(incl_mask, unit, cutoffs.incl_cuts, lane), masks(pri_mask, unit, cutoffs.pri_cuts, lane),
                         lanes);
        std::uint64_t* const out = masks(n_mask, unit, cutoffs.n_cuts, lane);
        const std::int32_t* const count = n + row_offset(unit) + lane;
        for (int q = 0; q < cutoffs.n_cuts; ++q) {
            std::uint64_t mask[Words] = {};
            for (int r = 0; r < rows.count; ++r) {
                const int row = rows.row[r];
                if (count[row * lanes] >= cutoffs.n_cut[q]) mask[Words == 1 ? 0 : row >> 6] |= std::uint64_t{1} << (row & 63);
            }
            for (int w = 0; w < Words; ++w) out[(q * Words + w) * lanes] = mask[w];
        }
    }

    /// Walks the tables of one lane of a marked unit.
    template <class Visitor>
    QCA_HD void walk(std::size_t unit, int lane, Visitor& visitor) const {
        const CutoffChoices& cutoffs = problem.cutoffs;
        const CutMasks<Words> incl{masks(incl_mask, unit, cutoffs.incl_cuts, lane), lanes};
        const CutMasks<Words> pri{masks(pri_mask, unit, cutoffs.pri_cuts, lane), lanes};
        const CutMasks<Words> frequency{masks(n_mask, unit, cutoffs.n_cuts, lane), lanes};
        walk_tables<Words>(incl, cutoffs.incl_cuts, pri, cutoffs.pri_cuts, frequency, cutoffs.n_cuts, visitor);
    }

    struct Finder {
        static constexpr bool skips_repeats = true;
        const UnitProgram& program;

        QCA_HD void chain(int, int) {}
        QCA_HD void run(int, const RowMask<Words>& positive, const RowMask<Words>& observed) {
            const TableKey<Words> key{positive, observed};
            if (find_table(program.slots, program.slot_mask, key) != unknown_table) return;
            program.unknown[add_atomically(program.unknown_size, std::uint64_t{1})] = key;
        }
    };

    /// Lists the tables of one lane that are not known.
    QCA_HD void find(std::size_t unit, int lane) const {
        const Place at = place(unit);
        if (!at.used || static_cast<std::size_t>(lane) >= at.block.b.size()) return;
        Finder finder{*this};
        walk(unit, lane, finder);
    }

    struct Counter {
        static constexpr bool skips_repeats = false;
        const UnitProgram& program;
        std::size_t unit;
        int lane;
        std::size_t block_index;
        std::size_t column;  ///< position of the lane's first scenario in the columns
        int q = 0, p = 0, first = 0;
        std::uint32_t table = unknown_table;

        QCA_HD void chain(int frequency_cut, int pri_cut) {
            finish();
            q = frequency_cut;
            p = pri_cut;
        }
        QCA_HD void run(int cut, const RowMask<Words>& positive, const RowMask<Words>& observed) {
            if (table != unknown_table) close(cut);
            first = cut;
            table = find_table(program.slots, program.slot_mask, TableKey<Words>{positive, observed});
        }
        /// Ends the last run of a chain.
        QCA_HD void finish() {
            if (table != unknown_table) close(program.problem.cutoffs.incl_cuts);
            table = unknown_table;
        }
        /// The scenarios from `first` up to cutoff `end` have the current table.
        QCA_HD void close(int end) const {
            const SweepProblem& problem = program.problem;
            const CutoffChoices& cutoffs = problem.cutoffs;
            const auto length = static_cast<std::uint32_t>(end - first);
            const int values = cutoffs.incl_cuts + cutoffs.pri_cuts + cutoffs.n_cuts + problem.solution_types;
            add_atomically(program.table_counts + table, static_cast<std::uint64_t>(length));
            for (int type = 0; type < problem.solution_types; ++type) {
                const std::size_t scenario = problem.columns.stride == nullptr ? 0 : column + scenario_of(type);
                const std::size_t stride = problem.columns.stride == nullptr ? 0 : problem.columns.stride[cutoffs.incl_axis];
                for (int path = 0; path < problem.paths; ++path) {
                    const int byte = type * problem.paths + path;
                    const auto state = static_cast<int>(
                        program.states[static_cast<std::size_t>(table) * static_cast<std::size_t>(problem.state_words()) + static_cast<std::size_t>(byte / 8)] >> (8 * (byte % 8)) & 0xFF);
                    const std::size_t chain = (unit * static_cast<std::size_t>(problem.solution_types * problem.paths) + static_cast<std::size_t>(byte)) *
                                              static_cast<std::size_t>(cutoffs.n_cuts * cutoffs.pri_cuts) + static_cast<std::size_t>(q * cutoffs.pri_cuts + p);
                    std::uint32_t* const cell = program.cells + chain * static_cast<std::size_t>(cutoffs.incl_cuts * survival_states) + state;
                    std::uint32_t* const value = program.lane_values +
                        ((block_index * BlockGrid::lanes + static_cast<std::size_t>(lane)) * static_cast<std::size_t>(problem.paths) + static_cast<std::size_t>(path)) *
                            static_cast<std::size_t>(values * survival_states) + state;
                    add_range(cell, end);
                    add_range(value, end);
                    add_atomically(value + (cutoffs.incl_cuts + p) * survival_states, length);
                    add_atomically(value + (cutoffs.incl_cuts + cutoffs.pri_cuts + q) * survival_states, length);
                    add_atomically(value + (cutoffs.incl_cuts + cutoffs.pri_cuts + cutoffs.n_cuts + type) * survival_states, length);
                    program.lane_states[((unit * BlockGrid::lanes + static_cast<std::size_t>(lane)) * static_cast<std::size_t>(problem.paths) + static_cast<std::size_t>(path)) * survival_states + static_cast<std::size_t>(state)] += length;
                    if (problem.columns.survival != nullptr)
                        for (int c = first; c < end; ++c)
                            problem.columns.survival[path][scenario + static_cast<std::size_t>(c) * stride] = static_cast<std::uint8_t>(state);
                }
                if (problem.columns.table != nullptr)
                    for (int c = first; c < end; ++c) problem.columns.table[scenario + static_cast<std::size_t>(c) * stride] = table;
            }
        }
        QCA_HD void add_range(std::uint32_t* counts, int end) const {
            add_atomically(counts + first * survival_states, 1u);
            if (end < program.problem.cutoffs.incl_cuts) add_atomically(counts + end * survival_states, ~0u);
        }
        QCA_HD std::size_t scenario_of(int type) const {
            const CutoffChoices& cutoffs = program.problem.cutoffs;
            const std::size_t* const stride = program.problem.columns.stride;
            return static_cast<std::size_t>(type) * stride[program.problem.type_axis] + static_cast<std::size_t>(q) * stride[cutoffs.n_axis] +
                   static_cast<std::size_t>(p) * stride[cutoffs.pri_axis];
        }
    };

    /// Counts the scenarios of one lane. @pre all its tables are known
    QCA_HD void count(std::size_t unit, int lane) const {
        const Place at = place(unit);
        if (!at.used || static_cast<std::size_t>(lane) >= at.block.b.size()) return;
        Counter counter{*this, unit, lane, at.block_index, 0};
        if (problem.columns.stride != nullptr) counter.column = column_of(at, lane);
        walk(unit, lane, counter);
        counter.finish();
    }

    QCA_HD std::size_t column_of(const Place& at, int lane) const {
        int choice[max_conditions];
        choices_of(problem, 0, problem.sets_a, at.a, choice);
        choices_of_lane(at, lane, choice + problem.sets_a);
        std::size_t position = 0;
        for (int s = 0; s <= problem.conditions; ++s) {
            const SetChoices& set = s < problem.conditions ? problem.condition[s] : problem.outcome;
            const std::size_t chosen = s < problem.conditions ? static_cast<std::size_t>(choice[s]) : at.outcome;
            for (int i = 0; i < set.axes; ++i)
                position += problem.columns.stride[set.axis[i]] * static_cast<std::size_t>(set.coordinate[chosen * static_cast<std::size_t>(set.axes) + static_cast<std::size_t>(i)]);
        }
        return position;
    }

  private:
    QCA_HD static void add_listed(HalfRows<double> a, HalfRows<double> b, RowList rows, int begin, int end,
                                  RowSums<double> sum) {
        if (begin >= end) return;
        add_minima_of_rows(a, b, rows, begin, end, sum);
    }
};

}  // namespace qca
