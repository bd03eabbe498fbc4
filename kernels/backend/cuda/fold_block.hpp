// From the counts of a block to the maps (see fold_unit.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/fold_unit.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// In a phase: nothing of the block is counted yet.
template <class Work>
QCA_HD void clear_counts(const Work& work, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int paths = problem.paths, states = survival_states, lanes = Work::lanes;
    const int values = paths * work.sweep.values() * states,
              cells = problem.solution_types * paths * problem.cutoffs.combinations() * states;
    const int outcomes = static_cast<int>(work.ranges.outcome.size());
    const auto clear = [&](auto array, int count) QCA_INLINE_LAMBDA {
        auto* const first = work.at(array);
        work.share(lane, count, [&](int i) QCA_INLINE_LAMBDA { first[i] = 0; });
    };
    if (lane == 0) *work.at(layout.flags) = BlockFlags{};
    clear(layout.table_count, layout.near_tables);
    clear(layout.cell, cells);
    clear(layout.cell_sum, cells);
    clear(layout.unit_total, paths * states);
    clear(layout.leading_total, paths * states);
    clear(layout.unit_lane, paths * states * lanes);
    clear(layout.leading_lane, paths * states * lanes);
    clear(layout.outcome_lane, outcomes * paths * states * lanes);
    clear(layout.lane_value, values * lanes);
    clear(layout.leading_value, values);
    clear(layout.outcome_value, outcomes * values);
    clear(layout.b_total, paths * work.sweep.b.values * states);
    if (paths > 0) {
        const int of_cutoffs = values / paths;
        clear(layout.by_value, work.sweep.b.values * (of_cutoffs < problem.cases ? problem.cases : of_cutoffs));
    }
    clear(layout.lane_case, paths * problem.cases * lanes);
    if constexpr (Work::Kind::weighted) clear(layout.differing, paths * (lanes / 64));
}

/// Adds the counts of one choice of the outcome.
template <class Work>
QCA_HD void fold_outcome(const Work& work, const DeviceCounts& counts, const UnitOutcome& outcome) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int paths = problem.paths, values = work.sweep.values();
    const int of_block = static_cast<int>(outcome.number - work.ranges.outcome.begin);
    const std::uint32_t* const value = work.at(layout.outcome_value) + of_block * paths * values * survival_states;
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        add_lane_to_b_totals(work, work.at(layout.outcome_lane) + of_block * paths * survival_states * Work::lanes,
                             lane);
        work.share(lane, paths * values * survival_states, [&](int i) QCA_INLINE_LAMBDA {
            if (value[i] == 0) return;
            const int at = i / survival_states;
            for_each_outcome_axis(work, outcome, [&](ValueOfAxis y) QCA_INLINE_LAMBDA {
                add_to_maps(work, counts, at / values, y, work.sweep.value_at(at % values), i % survival_states,
                            value[i]);
            });
        });
        work.share(lane, paths * survival_states, [&](int i) QCA_INLINE_LAMBDA {
            const int path = i / survival_states, state = i % survival_states;
            std::uint64_t total = 0;
            for (int c = 0; c < problem.cutoffs.incl_cuts; ++c)
                total += value[(path * values + c) * survival_states + state];
            const SetChoices& set = problem.outcome;
            const std::int32_t* const at = set.coordinate + outcome.choice * static_cast<std::size_t>(set.axes);
            for (int x = 0; total != 0 && x < set.axes; ++x) {
                for (int z = x + 1; z < set.axes; ++z)
                    add_to_maps(work, counts, path, {set.axis[x], at[x]}, {set.axis[z], at[z]}, state, total);
                if constexpr (Work::Kind::weighted)
                    add_to_maps(work, counts, path, {set.axis[x], at[x]}, {problem.weighting_axis, outcome.weighting},
                                state, total);
            }
        });
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        take_b_totals(work, lane, [&](int path, ValueOfAxis b, int state, std::uint32_t count) QCA_INLINE_LAMBDA {
            for_each_outcome_axis(work, outcome, [&](ValueOfAxis y) QCA_INLINE_LAMBDA {
                add_to_maps(work, counts, path, y, b, state, count);
            });
        });
    });
}

/// In a phase: a lane's counts per value, from gains minus losses to counts; and the pairs of axes within half B.
template <class Work>
QCA_HD void end_lane(const Work& work, const DeviceCounts& counts, int path, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const int step = survival_states * Work::lanes;
    for (int state = 0; state < survival_states; ++state) {
        std::uint32_t* value = work.at(work.layout.lane_value) +
                               (path * work.sweep.values() * survival_states + state) * Work::lanes + lane;
        std::uint64_t total = 0;
        std::uint32_t running = 0;
        for (int c = 0; c < cutoffs.incl_cuts; ++c, value += step) total += running = *value += running;
        running = 0;
        for (int p = 0; p < cutoffs.pri_cuts; ++p, value += step) running = *value += running;
        if (total == 0) continue;
        const auto of_lane = [&](int x) QCA_INLINE_LAMBDA {
            return work.sweep.b.at(work.at(work.layout.b_value)[x * Work::lanes + lane]);
        };
        for (int x = 0; x < work.sweep.b.count; ++x)
            for (int z = x + 1; z < work.sweep.b.count; ++z)
                add_to_maps(work, counts, path, of_lane(x), of_lane(z), state, total);
    }
}

/// Adds up counts of lanes that have a value of an axis of half B in common, for every such value, and calls
/// take(value, i, count) for those above 0. @param lane_count  [i of `size`][lane]
template <class Work, class Take>
QCA_HD void fold_lanes_by_value(const Work& work, const std::uint32_t* lane_count, int size, const Take& take) {
    std::uint64_t* const by_value = work.at(work.layout.by_value);
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        work.share(lane, size, [&](int i) QCA_INLINE_LAMBDA {
            for (int l = 0; l < work.used_lanes(); ++l) {
                const std::uint32_t count = lane_count[i * Work::lanes + l];
                if (count == 0) continue;
                for (int x = 0; x < work.sweep.b.count; ++x)
                    by_value[work.at(work.layout.b_value)[x * Work::lanes + l] * size + i] += count;
            }
        });
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        work.share(lane, work.sweep.b.values * size, [&](int i) QCA_INLINE_LAMBDA {
            if (by_value[i] == 0) return;
            take(i / size, i % size, by_value[i]);
            by_value[i] = 0;
        });
    });
}

/// Adds the counts of a path in all lanes.
template <class Work>
QCA_HD void fold_lanes(const Work& work, const DeviceCounts& counts, int path) {
    const auto& layout = work.layout;
    const int cases = work.sweep.problem.cases, values = work.sweep.values() * survival_states;
    work.team.each([&](int lane) QCA_INLINE_LAMBDA { end_lane(work, counts, path, lane); });
    fold_lanes_by_value(work, work.at(layout.lane_value) + path * values * Work::lanes, values,
                        [&](int b_value, int i, std::uint64_t count) QCA_INLINE_LAMBDA {
                            add_to_maps(work, counts, path, work.sweep.b.at(b_value),
                                        work.sweep.value_at(i / survival_states), i % survival_states, count);
                        });
    fold_lanes_by_value(
        work, work.at(layout.lane_case) + path * cases * Work::lanes, cases,
        [&](int b_value, int c, std::uint64_t count) QCA_INLINE_LAMBDA {
            add_atomically(counts.cases + work.sweep.case_place(path, 1 + work.sweep.a.values + b_value, c), count);
        });
}

/// In a phase: pairs of axes among the cutoffs and the solution type.
template <class Work>
QCA_HD void fold_cutoffs(const Work& work, const DeviceCounts& counts, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const CutoffChoices& cutoffs = problem.cutoffs;
    work.share(lane, problem.solution_types * problem.paths * cutoffs.combinations() * survival_states,
               [&](int i) QCA_INLINE_LAMBDA {
                   const std::uint32_t count = work.at(work.layout.cell_sum)[i];
                   if (count == 0) return;
                   const int state = i % survival_states, incl = i / survival_states % cutoffs.incl_cuts;
                   const int chain = i / survival_states / cutoffs.incl_cuts,
                             byte = chain / cutoffs.pri_cuts / cutoffs.n_cuts;
                   const ValueOfAxis at[] = {{cutoffs.incl_axis, incl},
                                             {cutoffs.pri_axis, chain % cutoffs.pri_cuts},
                                             {cutoffs.n_axis, chain / cutoffs.pri_cuts % cutoffs.n_cuts},
                                             {problem.type_axis, byte / problem.paths}};
                   QCA_UNROLL for (int x = 0; x < 4; ++x) QCA_UNROLL for (int z = x + 1; z < 4; ++z)
                       add_to_maps(work, counts, byte % problem.paths, at[x], at[z], state, count);
               });
}

/// Ends a block in which some lane was counted.
template <class Work>
QCA_HD void fold_block(const Work& work, const DeviceCounts& counts) {
    const SweepProblem& problem = work.sweep.problem;
    if (problem.paths > 0) {
        if (Work::Kind::weighted || problem.outcome.axes > 0)
            for (std::size_t y = work.ranges.outcome.begin; y < work.ranges.outcome.end; ++y)
                fold_outcome(work, counts, work.outcome(y));
        for (int path = 0; path < problem.paths; ++path) fold_lanes(work, counts, path);
    }
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        fold_cutoffs(work, counts, lane);
        if constexpr (!Work::Kind::weighted) take_tables(work, counts, lane);
    });
}

}  // namespace qca
