// The coded tables of one lane under all cutoffs: those that are not known are listed, the others counted.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/table_list.hpp"
#include "kernels/backend/table_index.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Tables that a device knows, with what the caller said of them.
template <int Words>
struct KnownTables {
    const TableSlot<Words>* slot = nullptr;
    std::uint64_t slot_mask = 0;
    const std::uint64_t* states = nullptr;  ///< [table][state word]

    QCA_HD std::uint32_t find(const RowMask<Words>& positive, const RowMask<Words>& observed) const {
        return find_table(slot, static_cast<std::size_t>(slot_mask), TableKey<Words>{positive, observed});
    }
};

/// Visits the tables of one lane. A chain is the inclusion cutoffs under one frequency cutoff q and one PRI cutoff; as
/// few consistent rows have a PRI between the cutoffs, neighbouring chains are mostly the same, and are visited once:
/// visit.chain(q, first PRI cutoff, end of PRI cutoffs). Then visit.run(begin, end, positive, observed) for the
/// inclusion cutoffs [begin, end), which have one table: a higher cutoff is met by fewer rows, so a chain only loses
/// rows.
template <class Work, class Visitor>
QCA_HD void walk_tables_of_lane(const Work& work, int lane, Visitor& visit) {
    using Mask = RowMask<Work::Kind::words>;
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto& layout = work.layout;
    const Mask lowest = work.mask(layout.incl_mask, 0, lane);
    for (int q = 0; q < cutoffs.n_cuts; ++q) {
        const Mask observed = work.mask(layout.n_mask, q, lane);
        const Mask consistent = observed & lowest;
        Mask candidates = consistent & work.mask(layout.pri_mask, 0, lane);
        for (int p = 0, end = 0; p < cutoffs.pri_cuts; p = end) {
            Mask next = candidates;
            for (end = p + 1; end < cutoffs.pri_cuts; ++end) {
                next = consistent & work.mask(layout.pri_mask, end, lane);
                if (!(next == candidates)) break;
            }
            visit.chain(q, p, end);
            Mask positive = candidates;
            int begin = 0;
            for (int c = 1; c < cutoffs.incl_cuts && !(positive == Mask{}); ++c) {
                const Mask left = candidates & work.mask(layout.incl_mask, c, lane);
                if (left == positive) continue;
                visit.run(begin, c, positive, observed);
                positive = left;
                begin = c;
            }
            visit.run(begin, cutoffs.incl_cuts, positive, observed);
            candidates = next;
        }
    }
}

/// Lists the tables that are not known.
template <int Words, class Team>
struct TableFinder {
    const KnownTables<Words>& known;
    const TableList<Words>& unknown;
    bool complete = true;  ///< all were known

    QCA_HD void chain(int, int, int) {}
    QCA_HD void run(int, int, const RowMask<Words>& positive, const RowMask<Words>& observed) {
        if (known.find(positive, observed) != unknown_table) return;
        complete = false;
        unknown.template add<Team>({positive, observed});
    }
};

/// Counts the scenarios of a lane, all of whose tables are known.
template <class Work>
class LaneCounter {
    static constexpr int words = Work::Kind::words;
    static constexpr int lanes = Work::lanes;

  public:
    /// @param table_counts  [table]; @param column  position of the lane's first scenario in the columns
    QCA_HD LaneCounter(const Work& work, const KnownTables<words>& known, std::uint64_t* table_counts, int lane,
                       std::size_t column)
        : work_(work), known_(known), table_counts_(table_counts), lane_(lane), column_(column) {}

    QCA_HD void chain(int q, int p, int p_end) {
        finish();
        q_ = q;
        p_ = p;
        p_end_ = p_end;
    }
    QCA_HD void run(int begin, int end, const RowMask<words>& positive, const RowMask<words>& observed) {
        const std::uint32_t table = known_.find(positive, observed);
        count_table(table, static_cast<std::uint32_t>((end - begin) * (p_end_ - p_)));
        if (work_.sweep.problem.columns.stride != nullptr) write_columns(table, begin, end);
        // Runs whose paths all fare alike are counted together.
        if (table_ != unknown_table && same_states(table_, table)) {
            end_ = end;
        } else {
            finish();
            table_ = table;
            begin_ = begin;
            end_ = end;
        }
    }
    /// Ends the last run of a chain.
    QCA_HD void finish() {
        if (table_ != unknown_table) count_run();
        table_ = unknown_table;
    }

  private:
    QCA_HD const std::uint64_t* states(std::uint32_t table) const {
        return known_.states +
               static_cast<std::size_t>(table) * static_cast<std::size_t>(work_.sweep.problem.state_words());
    }
    QCA_HD bool same_states(std::uint32_t a, std::uint32_t b) const {
        if (a == b) return true;
        for (int w = 0; w < work_.sweep.problem.state_words(); ++w)
            if (states(a)[w] != states(b)[w]) return false;
        return true;
    }
    QCA_HD int state_of(std::uint32_t table, int byte) const {
        return static_cast<int>(states(table)[byte / 8] >> (8 * (byte % 8)) & 0xFF);
    }
    QCA_HD void count_table(std::uint32_t table, std::uint32_t scenarios) const {
        if (table < static_cast<std::uint32_t>(work_.layout.near_tables))
            add_atomically(work_.at(work_.layout.table_count) + table, scenarios);
        else add_atomically(table_counts_ + table, std::uint64_t{scenarios});
    }

    QCA_HD void count_run() const {
        const SweepProblem& problem = work_.sweep.problem;
        const CutoffChoices& cutoffs = problem.cutoffs;
        const auto& layout = work_.layout;
        const auto cuts = static_cast<std::uint32_t>(end_ - begin_), chains = static_cast<std::uint32_t>(p_end_ - p_);
        for (int byte = 0; byte < problem.solution_types * problem.paths; ++byte) {
            const int type = byte / problem.paths, path = byte % problem.paths;
            const int state = state_of(table_, byte);
            count_cells(work_.at(layout.cell) + state + byte * cutoffs.combinations() * survival_states);
            work_.at(layout.unit_lane)[(path * survival_states + state) * lanes + lane_] += cuts * chains;
            std::uint32_t* value =
                work_.at(layout.lane_value) + (path * work_.sweep.values() * survival_states + state) * lanes + lane_;
            constexpr int step = survival_states * lanes;
            value[begin_ * step] += chains;
            if (end_ < cutoffs.incl_cuts) value[end_ * step] -= chains;
            value += cutoffs.incl_cuts * step;
            value[p_ * step] += cuts;
            if (p_end_ < cutoffs.pri_cuts) value[p_end_ * step] -= cuts;
            value += cutoffs.pri_cuts * step;
            value[q_ * step] += cuts * chains;
            value[(cutoffs.n_cuts + type) * step] += cuts * chains;
        }
    }
    /// Gains where the run and its chains begin, losses where they end.
    QCA_HD void count_cells(std::uint32_t* cell) const {
        const CutoffChoices& cutoffs = work_.sweep.problem.cutoffs;
        const int step = survival_states, chain_step = cutoffs.incl_cuts * step;
        cell += q_ * cutoffs.pri_cuts * chain_step;
        const bool run_ends = end_ < cutoffs.incl_cuts, chains_end = p_end_ < cutoffs.pri_cuts;
        add_atomically(cell + p_ * chain_step + begin_ * step, 1u);
        if (run_ends) add_atomically(cell + p_ * chain_step + end_ * step, ~0u);
        if (chains_end) add_atomically(cell + p_end_ * chain_step + begin_ * step, ~0u);
        if (run_ends && chains_end) add_atomically(cell + p_end_ * chain_step + end_ * step, 1u);
    }

    QCA_HD void write_columns(std::uint32_t table, int begin, int end) const {
        const SweepProblem& problem = work_.sweep.problem;
        const CutoffChoices& cutoffs = problem.cutoffs;
        const ColumnViews& columns = problem.columns;
        for (int type = 0; type < problem.solution_types; ++type)
            for (int p = p_; p < p_end_; ++p)
                for (int c = begin; c < end; ++c) {
                    const std::size_t scenario = column_ +
                                                 static_cast<std::size_t>(type) * columns.stride[problem.type_axis] +
                                                 static_cast<std::size_t>(q_) * columns.stride[cutoffs.n_axis] +
                                                 static_cast<std::size_t>(p) * columns.stride[cutoffs.pri_axis] +
                                                 static_cast<std::size_t>(c) * columns.stride[cutoffs.incl_axis];
                    if (columns.table != nullptr) columns.table[scenario] = table;
                    if (columns.survival == nullptr) continue;
                    for (int path = 0; path < problem.paths; ++path)
                        columns.survival[path][scenario] =
                            static_cast<std::uint8_t>(state_of(table, type * problem.paths + path));
                }
    }

    const Work& work_;
    const KnownTables<words>& known_;
    std::uint64_t* const table_counts_;
    const int lane_;
    const std::size_t column_;
    int q_ = 0, p_ = 0, p_end_ = 0, begin_ = 0, end_ = 0;
    std::uint32_t table_ = unknown_table;  // of the run that is open, if any
};

/// Position of a lane's first scenario in the columns.
template <class Work>
QCA_HD std::size_t column_of(const Work& work, const UnitOutcome& outcome, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const std::size_t* const stride = problem.columns.stride;
    std::size_t position = 0;
    for (int x = 0; x < work.sweep.a.count; ++x)
        position += stride[work.sweep.a.axis[x]] * static_cast<std::size_t>(work.at(work.layout.a_value)[x]);
    for (int x = 0; x < work.sweep.b.count; ++x)
        position +=
            stride[work.sweep.b.axis[x]] *
            static_cast<std::size_t>(work.at(work.layout.b_value)[x * Work::lanes + lane] - work.sweep.b.first[x]);
    for (int x = 0; x < problem.outcome.axes; ++x)
        position += stride[problem.outcome.axis[x]] *
                    static_cast<std::size_t>(
                        problem.outcome.coordinate[outcome.choice * static_cast<std::size_t>(problem.outcome.axes) +
                                                   static_cast<std::size_t>(x)]);
    if constexpr (Work::Kind::weighted)
        position += stride[problem.weighting_axis] * static_cast<std::size_t>(outcome.weighting);
    return position;
}

}  // namespace qca
