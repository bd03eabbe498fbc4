// What a thread block of a GPU does with a block of a sweep, from the row sums to the maps: a thread is one combination
// of half B (a lane), and for each combination of half A and choice of the outcome (a unit) it sums the rows, ranks
// them along the cutoffs, finds its coded tables and counts what becomes of its scenarios. Only counts leave it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_layout.hpp"
#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/count_lane.hpp"
#include "kernels/backend/cuda/device_sweep.hpp"
#include "kernels/backend/cuda/fold_block.hpp"
#include "kernels/backend/cuda/fold_unit.hpp"
#include "kernels/backend/cuda/fold_weighting.hpp"
#include "kernels/backend/cuda/observe_rows.hpp"
#include "kernels/backend/cuda/observe_weighting.hpp"
#include "kernels/backend/cuda/rank_cutoffs.hpp"
#include "kernels/backend/cuda/sum_policy.hpp"
#include "kernels/backend/cuda/sum_rows_of_block.hpp"
#include "kernels/backend/cuda/table_list.hpp"
#include "kernels/backend/engine.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// What a program is run for.
enum class Pass {
    evaluate,  ///< counts lanes whose tables are all known, lists the unknown tables of the others and postpones them
    list,      ///< lists the unknown tables of the postponed lanes again
    settle,    ///< counts the postponed lanes
    sums       ///< writes the row sums of one block and no more
};

/// Which lanes of a range of blocks are postponed, and whether a block has any.
struct PostponedLanes {
    std::uint32_t* lane = nullptr;   ///< [unit][lane / 32], bit lane % 32
    std::uint32_t* block = nullptr;  ///< [block] 0: none
    static constexpr int words = static_cast<int>(BlockGrid::lanes) / 32;

    QCA_HD bool has(std::size_t unit, int l) const {
        return (lane[unit * words + static_cast<std::size_t>(l / 32)] >> (l % 32) & 1) != 0;
    }
    QCA_HD bool any(std::size_t unit) const {
        std::uint32_t lanes = 0;
        for (std::size_t w = 0; w < words; ++w) lanes |= lane[unit * words + w];
        return lanes != 0;
    }
    QCA_HD void add(std::size_t unit, std::size_t block_of_range, int l) const {
        add_atomically(lane + unit * words + static_cast<std::size_t>(l / 32), std::uint32_t{1} << (l % 32));
        add_atomically(block + block_of_range, 1u);
    }
};

template <class ProgramKind>
struct BlockProgram {
    using Kind = ProgramKind;
    using Number = typename Kind::Number;
    using Sum = typename Kind::Sum;
    static constexpr int words = Kind::words;

    DeviceSweep<Number> sweep;
    BlockGrid grid;
    BlockLayout<Kind> layout;
    std::byte* far = nullptr;  ///< [resident block] its part of the device's memory

    Pass pass = Pass::evaluate;
    std::size_t first_of_range = 0;   ///< block from which PostponedLanes counts
    std::size_t first = 0, last = 0;  ///< blocks to run
    PostponedLanes postponed;
    KnownTables<words> known;
    TableList<words> unknown;
    DeviceCounts counts;
    RowSumsOut sums_out;  ///< of Pass::sums, in the memory of the device

    BlockProgram(const DeviceSweep<Number>& device_sweep, const BlockGrid& block_grid, std::size_t near_limit)
        : sweep(device_sweep), grid(block_grid), layout(sweep, grid, near_limit) {}

    /// Runs this resident block's share of the blocks. @param near  layout.near_bytes that the team shares
    template <class Team>
    QCA_HD void run(Team& team, std::byte* near, std::size_t resident, std::size_t residents) const {
        const BlockMemory memory{near, far + resident * layout.far_bytes};
        for (std::size_t block = first + resident; block < last; block += residents) {
            const bool only_postponed = pass == Pass::list || pass == Pass::settle;
            if (only_postponed && postponed.block[block - first_of_range] == 0) continue;
            run_block(BlockWork<Kind, Team>{sweep, layout, memory, team, grid.block(block)}, block - first_of_range);
        }
    }

  private:
    QCA_HD bool counts_lanes() const { return pass == Pass::evaluate || pass == Pass::settle; }
    QCA_HD bool wants(std::size_t unit) const {
        return pass == Pass::evaluate || pass == Pass::sums || postponed.any(unit);
    }
    /// @param a, outcome  counted from the beginning of the block
    QCA_HD std::size_t unit_of(std::size_t block_of_range, std::size_t a, std::size_t outcome) const {
        return (block_of_range * sweep.leading_per_block(grid) + a) * sweep.outcomes_per_block(grid) + outcome;
    }

    template <class Work>
    QCA_HD void run_block(const Work& work, std::size_t block_of_range) const {
        work.team.each([&](int lane) QCA_INLINE_LAMBDA {
            choose_lane(work, lane);
            if (counts_lanes()) clear_counts(work, lane);
        });
        bool laid_out = false;
        for (std::size_t a = 0; a < work.ranges.a.size(); ++a) {
            bool observed = false, with_x = true, counted = false;
            std::size_t summed_choice = none;
            for (std::size_t y = 0; y < work.ranges.outcome.size(); ++y) {
                const std::size_t unit = unit_of(block_of_range, a, y);
                if (!wants(unit)) continue;
                if (!observed) observe_rows(work, work.ranges.a.begin + a);
                observed = true;
                const UnitOutcome outcome = work.outcome(work.ranges.outcome.begin + y);
                if constexpr (Kind::weighted)
                    summed_choice = sum_weighted(work, outcome, summed_choice);
                else
                    sum_rows_of_block(work, AllCases{sweep.problem.cases}, layout.sums, outcome.choice, with_x,
                                      laid_out);
                with_x = false;
                laid_out = true;
                if (pass == Pass::sums) write_sums(work, a, y, outcome);
                else if (run_unit(work, block_of_range, unit, outcome, counted)) counted = true;
            }
            if (observed && counts_lanes() && work.at(layout.flags)->leading_counted != 0)
                fold_leading_counts(work, counts);
        }
        if (counts_lanes() && work.at(layout.flags)->block_counted != 0) fold_block(work, counts);
    }

    static constexpr std::size_t none = ~std::size_t{0};

    /// Sums a unit; before it, where its sums are those over all cases without some, those over all cases.
    /// @param summed_choice  of the outcome, that these were made with under this combination of half A
    /// @return with which they are there now
    template <class Work>
    QCA_HD std::size_t sum_weighted(const Work& work, const UnitOutcome& outcome, std::size_t summed_choice) const {
        const DeviceWeighting& weighting = sweep.weightings.weighting[outcome.weighting];
        bool full = Kind::Sums::certified && weighting.by_difference != 0 && summed_choice != outcome.choice;
        for (bool more = true; more; full = false) {
            more = full;
            sum_rows_of_block(work, full ? work.listed_once() : work.terms_of(weighting),
                              full ? layout.full_sums : layout.sums, outcome.choice, !full || summed_choice == none,
                              false);
            if (full) summed_choice = outcome.choice;
        }
        return summed_choice;
    }

    /// @param counted  whether a unit with this combination of half A was counted before
    /// @return whether this one was
    template <class Work>
    QCA_HD bool run_unit(const Work& work, std::size_t block_of_range, std::size_t unit, const UnitOutcome& outcome,
                         bool counted) const {
        work.team.each([&](int lane) QCA_INLINE_LAMBDA {
            if (lane >= work.used_lanes()) return;
            if (pass != Pass::evaluate && !postponed.has(unit, lane)) return;
            if constexpr (Kind::weighted) observe_weighting(work, outcome.weighting, lane);
            const bool flagged = rank_cutoffs(work, outcome, lane);
            if (pass != Pass::settle) {
                TableFinder<words, typename Work::Team> finder{known, unknown};
                walk_tables_of_lane(work, lane, finder);
                if (pass == Pass::list) return;
                if (!finder.complete) {
                    postponed.add(unit, block_of_range, lane);
                    return;
                }
            }
            LaneCounter<Work> counter(work, known, counts.tables, lane,
                                      sweep.problem.columns.stride == nullptr ? 0 : column_of(work, outcome, lane));
            walk_tables_of_lane(work, lane, counter);
            counter.finish();
            if (flagged) add_atomically(counts.flagged, std::uint64_t{1});
            add_atomically(&work.at(layout.flags)->unit_counted, 1u);
        });
        if (!counts_lanes() || work.at(layout.flags)->unit_counted == 0) return false;
        if constexpr (Kind::weighted) {
            if (sweep.problem.paths > 0) fold_weighting(work, counts, outcome.weighting, counted);
        }
        fold_unit(work, counts, outcome);
        return true;
    }

    /// @param a, y  counted from the beginning of the block
    template <class Work>
    QCA_HD void write_sums(const Work& work, std::size_t a, std::size_t y, const UnitOutcome& outcome) const {
        work.team.each([&](int lane) QCA_INLINE_LAMBDA {
            const std::size_t per_calibration = static_cast<std::size_t>(sweep.problem.rows()) * BlockGrid::lanes;
            const std::size_t to_a = a * per_calibration,
                              to_y = (a * work.ranges.outcome.size() + y) * per_calibration;
            const double unit = Kind::Sums::certified ? 1.0 / whole_one : 1.0;
            if (lane >= work.used_lanes()) return;
            const SumsOfUnit of_unit = sums_of_unit(work, outcome);
            const RowList rows = work.rows();
            for (int r = 0; r < rows.count; ++r) {
                const RelationSums<Sum> sums = sums_of_row(work, of_unit.by_difference, rows.row[r], lane);
                const int at = rows.row[r] * Work::lanes + lane;
                if (Kind::weighted || y == 0)
                    sums_out.x[(Kind::weighted ? to_y : to_a) + static_cast<std::size_t>(at)] =
                        static_cast<double>(sums.x) * unit;
                sums_out.both[to_y + static_cast<std::size_t>(at)] = static_cast<double>(sums.both) * unit;
                sums_out.ambiguous[to_y + static_cast<std::size_t>(at)] = static_cast<double>(sums.ambiguous) * unit;
            }
            if (!Kind::weighted && y == 0)
                for_each_row_of_lane(work, lane, 1, [&](int row, int n) QCA_INLINE_LAMBDA {
                    sums_out
                        .n[to_a + static_cast<std::size_t>(row) * BlockGrid::lanes + static_cast<std::size_t>(lane)] =
                        n;
                });
        });
    }
};

}  // namespace qca
