// From the counts of lanes to those of a block and to the maps, stage by stage: a unit (one combination of half A with
// one choice of the outcome), then all units of a combination of half A.
//
// The axes of a scenario belong to four parts: half A, the outcome, half B (the lane) and the cutoffs with the solution
// type. Each pair of axes lies in one part or in two, so its counts are sums of counts that know only one or two parts.
// Those are kept for a block, reduced over its lanes by the value of each axis, and only then added to the maps.
//
// Counters of 32 bits do not overflow: a block has at most 512 calibrations a lane and 65,536 in all, at most 8,192
// under one combination of half A or one choice of the outcome (see BlockGrid), each with at most 65,535 combinations
// of cutoffs and 7 solution types; 65,536 * 65,535 < 2^32 and 8,192 * 65,535 * 7 < 2^32. Gains minus losses wrap
// around, and their running sums are counts again.
//
// Under weightings of the cases a block may have 512 choices of the outcome in place of 64, but only where a
// calibration has at most 65,535 scenarios, all combinations of cutoffs and solution types together: 4,096 calibrations
// a lane, 65,536 under one combination of half A, 8,192 with one choice of the outcome, 524,288 in all. So what is
// counted
//   of a lane                                       is at most   4,096 * 65,535 < 2^32,
//   under a combination of half A                   is at most  65,536 * 65,535 < 2^32,
//   with a choice of the outcome                    is at most   8,192 * 65,535 < 2^32,
//   of a combination of cutoffs and solution type   is at most 524,288;
// and counts of all lanes and combinations together are of tables alone. These are handed over with every combination
// of half A. Where a calibration has more scenarios, there are 64 choices of the outcome, and what is said above holds.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/observe_rows.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Most solution types for which the counters suffice.
inline constexpr int most_solution_types = 7;
static_assert(std::uint64_t{8192} * most_cutoff_combinations * most_solution_types < std::uint64_t{1} << 32);
static_assert(std::uint64_t{65536} * most_cutoff_combinations < std::uint64_t{1} << 32);
static_assert(BlockGrid::weighted_outcomes * BlockGrid::lanes * (BlockGrid::few_counted - 1) < std::uint64_t{1} << 32);

/// Where the counts of a device end up; 64 bits each.
struct DeviceCounts {
    std::uint64_t* maps = nullptr;     ///< as PairMaps
    std::uint64_t* cases = nullptr;    ///< as CaseCounts
    std::uint64_t* tables = nullptr;   ///< [table]
    std::uint64_t* flagged = nullptr;  ///< one number
};

template <class Work>
QCA_HD void add_to_maps(const Work& work, const DeviceCounts& counts, int path, ValueOfAxis a, ValueOfAxis b, int state,
                        std::uint64_t count) {
    add_atomically(counts.maps + work.sweep.map_place(path, a, b, state), count);
}

/// Calls body(axis and value) for the axes of half A.
template <class Work, class Body>
QCA_HD void for_each_leading_axis(const Work& work, const Body& body) {
    for (int x = 0; x < work.sweep.a.count; ++x)
        body(ValueOfAxis{work.sweep.a.axis[x], work.at(work.layout.a_value)[x]});
}
/// The same for the axes of the outcome, of the weightings last.
template <class Work, class Body>
QCA_HD void for_each_outcome_axis(const Work& work, const UnitOutcome& outcome, const Body& body) {
    const SetChoices& set = work.sweep.problem.outcome;
    for (int x = 0; x < set.axes; ++x)
        body(ValueOfAxis{set.axis[x], set.coordinate[outcome.choice * static_cast<std::size_t>(set.axes) +
                                                     static_cast<std::size_t>(x)]});
    if constexpr (Work::Kind::weighted) body(ValueOfAxis{work.sweep.problem.weighting_axis, outcome.weighting});
}

/// In a phase: adds a lane's counts by state to those of its values of the axes of half B. @param counts
/// [path][state][lane]
template <class Work>
QCA_HD void add_lane_to_b_totals(const Work& work, const std::uint32_t* counts, int lane) {
    const int paths = work.sweep.problem.paths;
    for (int i = 0; i < paths * survival_states; ++i) {
        const std::uint32_t count = counts[i * Work::lanes + lane];
        if (count == 0) continue;
        const int path = i / survival_states, state = i % survival_states;
        for (int x = 0; x < work.sweep.b.count; ++x) {
            const int value = work.at(work.layout.b_value)[x * Work::lanes + lane];
            add_atomically(
                work.at(work.layout.b_total) + (path * work.sweep.b.values + value) * survival_states + state, count);
        }
    }
}
/// In a phase: calls body(path, axis and value, state, count) for those totals and forgets them.
template <class Work, class Body>
QCA_HD void take_b_totals(const Work& work, int lane, const Body& body) {
    const int values = work.sweep.b.values;
    work.share(lane, work.sweep.problem.paths * values * survival_states, [&](int i) QCA_INLINE_LAMBDA {
        std::uint32_t& total = work.at(work.layout.b_total)[i];
        if (total == 0) return;
        const int value = i / survival_states;
        body(value / values, work.sweep.b.at(value % values), i % survival_states, total);
        total = 0;
    });
}

/// In a phase: the cells of a unit, from gains minus losses along the PRI cutoffs to sums along them.
template <class Work>
QCA_HD void sum_along_pri(const Work& work, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const CutoffChoices& cutoffs = problem.cutoffs;
    const int step = cutoffs.incl_cuts * survival_states;
    work.share(lane, problem.solution_types * problem.paths * cutoffs.n_cuts * step, [&](int i) QCA_INLINE_LAMBDA {
        std::uint32_t* cell = work.at(work.layout.cell) + i / step * (cutoffs.pri_cuts * step) + i % step;
        std::uint32_t running = 0;
        for (int p = 0; p < cutoffs.pri_cuts; ++p, cell += step) running = *cell += running;
    });
}

/// In a phase: sums the cells along the inclusion cutoffs, adds them to the counts of the block and forgets them.
template <class Work>
QCA_HD void take_cells(const Work& work, int outcome_of_block, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const CutoffChoices& cutoffs = problem.cutoffs;
    const auto& layout = work.layout;
    const int values = work.sweep.values();
    work.share(
        lane, problem.solution_types * problem.paths * cutoffs.n_cuts * cutoffs.pri_cuts * survival_states,
        [&](int i) QCA_INLINE_LAMBDA {
            const int state = i % survival_states, chain = i / survival_states;
            const int p = chain % cutoffs.pri_cuts, q = chain / cutoffs.pri_cuts % cutoffs.n_cuts;
            const int byte = chain / cutoffs.pri_cuts / cutoffs.n_cuts, type = byte / problem.paths,
                      path = byte % problem.paths;
            const int first = chain * cutoffs.incl_cuts * survival_states + state;
            std::uint32_t* const leading = work.at(layout.leading_value) + path * values * survival_states + state;
            std::uint32_t* const outcome = work.at(layout.outcome_value) +
                                           (outcome_of_block * problem.paths + path) * values * survival_states + state;
            const auto add_value = [&](int value, std::uint32_t count) QCA_INLINE_LAMBDA {
                add_atomically(leading + value * survival_states, count);
                add_atomically(outcome + value * survival_states, count);
            };
            std::uint32_t running = 0, total = 0;
            for (int c = 0; c < cutoffs.incl_cuts; ++c) {
                std::uint32_t& cell = work.at(layout.cell)[first + c * survival_states];
                running += cell;
                cell = 0;
                if (running == 0) continue;
                work.at(layout.cell_sum)[first + c * survival_states] += running;
                add_value(c, running);
                total += running;
            }
            if (total == 0) return;
            add_value(cutoffs.incl_cuts + p, total);
            add_value(cutoffs.incl_cuts + cutoffs.pri_cuts + q, total);
            add_value(cutoffs.incl_cuts + cutoffs.pri_cuts + cutoffs.n_cuts + type, total);
            add_atomically(work.at(layout.unit_total) + path * survival_states + state, total);
        });
}

/// Ends a unit in which some lane was counted.
template <class Work>
QCA_HD void fold_unit(const Work& work, const DeviceCounts& counts, const UnitOutcome& outcome) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int outcome_of_block = static_cast<int>(outcome.number - work.ranges.outcome.begin);
    const int states = problem.paths * survival_states;
    if (problem.cutoffs.pri_cuts > 1) work.team.each([&](int lane) QCA_INLINE_LAMBDA { sum_along_pri(work, lane); });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA { take_cells(work, outcome_of_block, lane); });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        if (lane == 0) work.at(layout.flags)->leading_counted = work.at(layout.flags)->block_counted = 1;
        for (int i = 0; i < states; ++i) {
            std::uint32_t& count = work.at(layout.unit_lane)[i * Work::lanes + lane];
            if (count == 0) continue;
            work.at(layout.leading_lane)[i * Work::lanes + lane] += count;
            work.at(layout.outcome_lane)[(outcome_of_block * states + i) * Work::lanes + lane] += count;
            count = 0;
        }
        work.share(lane, states, [&](int i) QCA_INLINE_LAMBDA {
            std::uint32_t& total = work.at(layout.unit_total)[i];
            if (total == 0) return;
            work.at(layout.leading_total)[i] += total;
            for_each_leading_axis(work, [&](ValueOfAxis a) QCA_INLINE_LAMBDA {
                for_each_outcome_axis(work, outcome, [&](ValueOfAxis b) QCA_INLINE_LAMBDA {
                    add_to_maps(work, counts, i / survival_states, a, b, i % survival_states, total);
                });
            });
            total = 0;
        });
    });
}

/// Cases, as bits of a word, that are in a path under the choices of half A and of a lane.
template <class Work>
QCA_HD std::uint64_t cases_in_path(const Work& work, const Implicant& path, int word, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    std::uint64_t cases = work.sweep.all_cases(word);
    for (int s = 0; s < problem.conditions; ++s) {
        const std::uint32_t bit = condition_bit(s, problem.conditions);
        if ((path.literals & bit) == 0) continue;
        const int choice = s < problem.sets_a
                               ? work.at(work.layout.a_choice)[s]
                               : work.at(work.layout.b_choice)[(s - problem.sets_a) * Work::lanes + lane];
        cases &= work.sweep.sides(s, choice, word)[(path.values & bit) != 0];
    }
    return cases;
}

/// Counts the cases of a path that is exact in some lane under this combination of half A; forgets the counts of the
/// lanes. Where cases are weighted, fold_weighting() has counted them but for lane_case, from which it took those left
/// out.
template <class Work>
QCA_HD void fold_cases(const Work& work, const DeviceCounts& counts, int path) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int lanes = Work::lanes;
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        std::uint32_t* const count = work.at(layout.leading_lane) + path * survival_states * lanes + lane;
        const std::uint32_t exact = count[static_cast<int>(Survival::exact_all) * lanes] +
                                    count[static_cast<int>(Survival::exact_some) * lanes];
        if constexpr (!Work::Kind::weighted) work.at(layout.exact_count)[lane] = exact;
        for (int w = 0; w < work.sweep.case_words; ++w) {
            std::uint64_t in_path = 0;
            if constexpr (Work::Kind::weighted) {
                if (exact != 0) in_path = work.at(layout.in_path)[(path * work.sweep.case_words + w) * lanes + lane];
            } else {
                in_path = exact == 0 ? 0 : cases_in_path(work, problem.path[path], w, lane);
                work.at(layout.in_path)[w * lanes + lane] = in_path;
            }
            for (std::uint64_t rest = in_path; rest != 0; rest &= rest - 1)
                work.at(
                    layout.lane_case)[(path * problem.cases + 64 * w + Work::Team::lowest_bit(rest)) * lanes + lane] +=
                    exact;
        }
        for (int state = 0; state < survival_states; ++state) count[state * lanes] = 0;
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        work.share(lane, problem.cases, [&](int c) QCA_INLINE_LAMBDA {
            std::uint64_t sum = 0;
            if constexpr (Work::Kind::weighted) {
                sum = work.at(layout.leading_case)[path * problem.cases + c];
            } else {
                const std::uint64_t* const in_path = work.at(layout.in_path) + (c >> 6) * lanes;
                for (int l = 0; l < work.used_lanes(); ++l)
                    sum += (in_path[l] >> (c & 63) & 1) != 0 ? work.at(layout.exact_count)[l] : 0;
            }
            if (sum == 0) return;
            add_atomically(counts.cases + work.sweep.case_place(path, 0, c), sum);
            for (int x = 0; x < work.sweep.a.count; ++x)
                add_atomically(counts.cases + work.sweep.case_place(
                                                  path, 1 + work.sweep.a.first[x] + work.at(layout.a_value)[x], c),
                               sum);
        });
    });
}

/// In a phase: hands over the counts of tables and forgets them.
template <class Work>
QCA_HD void take_tables(const Work& work, const DeviceCounts& counts, int lane) {
    work.share(lane, work.layout.near_tables, [&](int table) QCA_INLINE_LAMBDA {
        std::uint32_t& count = work.at(work.layout.table_count)[table];
        if (count != 0) add_atomically(counts.tables + table, std::uint64_t{count});
        if constexpr (Work::Kind::weighted) count = 0;
    });
}

/// Ends a combination of half A under which some lane was counted.
template <class Work>
QCA_HD void fold_leading_counts(const Work& work, const DeviceCounts& counts) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int values = work.sweep.values();
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        add_lane_to_b_totals(work, work.at(layout.leading_lane), lane);
        for (int path = 0; path < problem.paths; ++path) {
            const std::uint32_t* const count =
                work.at(layout.leading_lane) + path * survival_states * Work::lanes + lane;
            if (count[static_cast<int>(Survival::exact_all) * Work::lanes] != 0 ||
                count[static_cast<int>(Survival::exact_some) * Work::lanes] != 0)
                add_atomically(&work.at(layout.flags)->leading_exact, 1u);
        }
        work.share(lane, problem.paths * values * survival_states, [&](int i) QCA_INLINE_LAMBDA {
            std::uint32_t& count = work.at(layout.leading_value)[i];
            if (count == 0) return;
            const int value = i / survival_states;
            for_each_leading_axis(work, [&](ValueOfAxis a) QCA_INLINE_LAMBDA {
                add_to_maps(work, counts, value / values, a, work.sweep.value_at(value % values), i % survival_states,
                            count);
            });
            count = 0;
        });
        work.share(lane, problem.paths * survival_states, [&](int i) QCA_INLINE_LAMBDA {
            std::uint32_t& total = work.at(layout.leading_total)[i];
            if (total == 0) return;
            const std::int32_t* const a_value = work.at(layout.a_value);
            for (int x = 0; x < work.sweep.a.count; ++x)
                for (int z = x + 1; z < work.sweep.a.count; ++z)
                    add_to_maps(work, counts, i / survival_states, {work.sweep.a.axis[x], a_value[x]},
                                {work.sweep.a.axis[z], a_value[z]}, i % survival_states, total);
            total = 0;
        });
        if constexpr (Work::Kind::weighted) take_tables(work, counts, lane);
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        take_b_totals(work, lane, [&](int path, ValueOfAxis b, int state, std::uint32_t count) QCA_INLINE_LAMBDA {
            for_each_leading_axis(
                work, [&](ValueOfAxis a) QCA_INLINE_LAMBDA { add_to_maps(work, counts, path, a, b, state, count); });
        });
        // Where no path is exact there are no cases to count, and nobody else forgets the lanes.
        if (work.at(layout.flags)->leading_exact == 0)
            for (int i = 0; i < problem.paths * survival_states; ++i)
                work.at(layout.leading_lane)[i * Work::lanes + lane] = 0;
    });
    if (work.at(layout.flags)->leading_exact != 0)
        for (int path = 0; path < problem.paths; ++path) fold_cases(work, counts, path);
}

}  // namespace qca
