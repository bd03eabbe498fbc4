// Where the arrays of a block lie: in the memory that its threads share, as long as it lasts, or in its part of the
// device's memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/device_sweep.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// An array that the threads of a block always share.
template <class T>
struct NearArray {
    std::size_t offset = 0;
};

/// An array in either memory.
template <class T>
struct BlockArray {
    std::size_t offset = 0;
    bool near = false;
};

/// Sums of the rows of every lane: [row][lane] each.
template <class Sum>
struct SumArrays {
    BlockArray<Sum> x, both, ambiguous;
};

/// The two memories of a block.
struct BlockMemory {
    std::byte* near;
    std::byte* far;

    template <class T>
    QCA_HD T* at(NearArray<T> array) const {
        return reinterpret_cast<T*>(near + array.offset);
    }
    template <class T>
    QCA_HD T* at(BlockArray<T> array) const {
        return reinterpret_cast<T*>((array.near ? near : far) + array.offset);
    }
};

/// What the threads of a block tell each other: whether something was counted in the current unit, in this combination
/// of half A, in this block; and whether some path is exact under this combination of half A.
struct BlockFlags {
    std::uint32_t unit_counted, leading_counted, block_counted, leading_exact;
};

/// [lane] is the last dimension of everything that belongs to one lane, so that neighbouring threads use neighbours.
template <class Kind>
struct BlockLayout {
    using Number = typename Kind::Number;
    using Sum = typename Kind::Sum;
    using MaskWord = typename Kind::MaskWord;
    static constexpr int lanes = static_cast<int>(BlockGrid::lanes);
    static constexpr int near_tables = 512;  ///< so many tables, the first ones, are counted near

    NearArray<BlockFlags> flags;
    NearArray<std::int32_t> a_choice, a_value;   // [set of half A], [axis of half A] of the current combination
    NearArray<std::uint64_t> seen;               // [word] rows that some lane has
    NearArray<std::int32_t> row;                 // their list
    NearArray<Number> plain, with_y, with_both;  // [case of the pass][row of half A]
    NearArray<Number> half_b;                    // [case of the pass][row of half B][lane]; not in dense programs

    BlockArray<std::int32_t> b_choice;                 // [set of half B][lane]
    BlockArray<std::int32_t> b_value;                  // [axis of half B][lane], numbered through
    BlockArray<std::uint64_t> a_cases;                 // [word of 64 cases][row of half A]
    SumArrays<Sum> sums;                               // of a unit
    BlockArray<MaskWord> incl_mask, pri_mask, n_mask;  // [cutoff][word][lane]

    BlockArray<std::uint32_t> table_count;  // [table] of the first near_tables
    // Counts by state: s in [path][state] and so on is the last dimension but for the lane.
    BlockArray<std::uint32_t> cell;           // [type][path][n][PRI][inclusion][s] of a unit: gains minus losses
    BlockArray<std::uint32_t> cell_sum;       // the same of the block, counts
    BlockArray<std::uint32_t> unit_total;     // [path][s]
    BlockArray<std::uint32_t> leading_total;  // [path][s]
    BlockArray<std::uint32_t> unit_lane;      // [path][s][lane]
    BlockArray<std::uint32_t> leading_lane;   // [path][s][lane]
    BlockArray<std::uint32_t> outcome_lane;   // [choice of the outcome][path][s][lane]
    BlockArray<std::uint32_t> lane_value;     // [path][value][s][lane]: inclusion and PRI as gains minus losses
    BlockArray<std::uint32_t> leading_value;  // [path][value][s]
    BlockArray<std::uint32_t> outcome_value;  // [choice of the outcome][path][value][s]
    BlockArray<std::uint32_t> b_total;        // [path][value of an axis of half B][s]
    BlockArray<std::uint64_t> by_value;       // [value of an axis of half B][value and s, or case]
    BlockArray<std::uint32_t> lane_case;      // [path][case][lane]
    BlockArray<std::uint64_t> in_path;        // [word of 64 cases][lane]; of each path in weighted programs
    BlockArray<std::uint32_t> exact_count;    // [lane]; likewise

    // In weighted programs alone:
    SumArrays<Sum> full_sums;                  // over all cases under a choice of the outcome; for whole sums
    BlockArray<MaskWord> full_n_mask;          // n_mask with every case once
    BlockArray<std::uint32_t> row_cases;       // [row][lane] number of cases, of rows that have one
    BlockArray<std::uint32_t> reference;       // [path][lane] exact_count under the first weighting that was counted
    BlockArray<std::uint64_t> reference_case;  // [path][case] scenarios of these
    BlockArray<std::uint64_t> leading_case;    // [path][case] of the combination of half A
    BlockArray<std::uint64_t> differing;       // [path][word of 64 lanes] where exact_count is not the reference

    int cases_per_pass = 1;
    std::size_t near_bytes = 0, far_bytes = 0;  ///< of one block

    /// @param near_limit  bytes that a block may share; what must be near may take more
    BlockLayout(const DeviceSweep<Number>& sweep, const BlockGrid& grid, std::size_t near_limit) {
        const SweepProblem& p = sweep.problem;
        const std::size_t rows = size(p.rows()), paths = size(p.paths), values = size(sweep.values()),
                          cases = size(p.cases);
        const std::size_t outcomes = DeviceSweep<Number>::outcomes_per_block(grid);
        constexpr std::size_t states = survival_states;

        add(flags, 1);
        add(a_choice, max_half_sets);
        add(a_value, PartAxes::most);
        add(seen, Kind::words);
        add(row, rows);
        const std::size_t half_rows = size(p.rows_a());
        const std::size_t lane_rows = Kind::dense ? 0 : size(p.rows_b() * lanes);
        const std::size_t each = (3 * half_rows + lane_rows) * sizeof(Number);
        const std::size_t fitting = near_limit / 2 / each;
        // In 32 bits, parts of so many cases can be summed.
        const std::size_t most = Kind::dense || Kind::Sums::certified ? size(whole_cases) : cases;
        const std::size_t per_pass = fitting < 1 ? 1 : (fitting < most ? fitting : most);
        cases_per_pass = static_cast<int>(per_pass < cases ? per_pass : cases);
        for (NearArray<Number>* array : {&plain, &with_y, &with_both}) add(*array, size(cases_per_pass) * half_rows);
        add(half_b, size(cases_per_pass) * lane_rows);

        // Those that are used most come first.
        add(b_choice, size(p.sets_b()) * lanes, near_limit);
        add(a_cases, size(sweep.case_words) * half_rows, near_limit);
        add(n_mask, size(p.cutoffs.n_cuts * Kind::words) * lanes, near_limit);
        add(sums, rows, near_limit);
        if constexpr (Kind::weighted && Kind::Sums::certified) add(full_sums, rows, near_limit);
        add(incl_mask, size(p.cutoffs.incl_cuts * Kind::words) * lanes, near_limit);
        add(pri_mask, size(p.cutoffs.pri_cuts * Kind::words) * lanes, near_limit);
        if constexpr (Kind::weighted) {
            add(full_n_mask, size(p.cutoffs.n_cuts * Kind::words) * lanes, near_limit);
            add(row_cases, rows * lanes, near_limit);
        }
        add(unit_total, paths * states, near_limit);
        add(leading_total, paths * states, near_limit);
        add(unit_lane, paths * states * lanes, near_limit);
        add(table_count, near_tables, near_limit);
        const std::size_t cells = size(p.solution_types) * paths * size(p.cutoffs.combinations()) * states;
        add(cell, cells, near_limit);
        add(leading_value, paths * values * states, near_limit);
        add(b_total, paths * size(sweep.b.values) * states, near_limit);
        add(leading_lane, paths * states * lanes, near_limit);
        add(b_value, size(sweep.b.count) * lanes, near_limit);
        const std::size_t of_cases = Kind::weighted ? paths : 1;
        add(exact_count, of_cases * lanes, near_limit);
        add(in_path, of_cases * size(sweep.case_words) * lanes, near_limit);
        if constexpr (Kind::weighted) {
            add(reference, paths * lanes, near_limit);
            add(differing, paths * (lanes / 64), near_limit);
            add(reference_case, paths * cases, near_limit);
            add(leading_case, paths * cases, near_limit);
        }
        add(lane_value, paths * values * states * lanes, near_limit);
        add(cell_sum, cells, near_limit);
        add(outcome_value, outcomes * paths * values * states, near_limit);
        const std::size_t longest = values * states < cases ? cases : values * states;
        add(by_value, paths == 0 ? 0 : size(sweep.b.values) * longest, near_limit);
        add(outcome_lane, outcomes * paths * states * lanes, near_limit);
        add(lane_case, paths * cases * lanes, near_limit);
    }

  private:
    static constexpr std::size_t alignment = 16;
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    static std::size_t aligned(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

    void add(SumArrays<Sum>& of_rows, std::size_t rows, std::size_t near_limit) {
        for (BlockArray<Sum>* array : {&of_rows.x, &of_rows.both, &of_rows.ambiguous})
            add(*array, rows * lanes, near_limit);
    }
    template <class T>
    void add(NearArray<T>& array, std::size_t length) {
        array.offset = near_bytes;
        near_bytes += aligned(length * sizeof(T));
    }
    template <class T>
    void add(BlockArray<T>& array, std::size_t length, std::size_t near_limit) {
        const std::size_t bytes = aligned(length * sizeof(T));
        array.near = near_bytes + bytes <= near_limit;
        std::size_t& used = array.near ? near_bytes : far_bytes;
        array.offset = used;
        used += bytes;
    }
};

}  // namespace qca
