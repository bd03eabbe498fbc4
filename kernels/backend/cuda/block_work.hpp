// A block as the stages of its program see it.
//
// A stage is written as phases: team.each(body) calls body(lane) for every lane, with a barrier behind. On a device the
// team is the threads of a CUDA block, and a thread calls the body for its own lane; elsewhere it is a plain loop. What
// is not in a phase is done by every thread alike: it decides nothing that differs between them, and writes nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_layout.hpp"
#include "kernels/backend/cuda/device_sweep.hpp"
#include "kernels/backend/cuda/device_weightings.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// What a unit has of the outcome.
struct UnitOutcome {
    std::size_t number;  ///< see SweepProblem::outcomes()
    std::size_t choice;
    int weighting;  ///< of the cases; 0 where there are none
};

template <class ProgramKind, class TeamOfLanes>
struct BlockWork {
    using Kind = ProgramKind;
    using Team = TeamOfLanes;
    using Number = typename Kind::Number;
    using Sum = typename Kind::Sum;
    static constexpr int lanes = static_cast<int>(BlockGrid::lanes);

    const DeviceSweep<Number>& sweep;
    const BlockLayout<Kind>& layout;
    BlockMemory memory;
    Team& team;
    Block ranges;

    template <class Array>
    QCA_HD auto* at(Array array) const {
        return memory.at(array);
    }
    QCA_HD int used_lanes() const { return static_cast<int>(ranges.b.size()); }

    QCA_HD UnitOutcome outcome(std::size_t number) const {
        if constexpr (Kind::weighted)
            return {number, sweep.problem.outcome_choice(number), sweep.problem.weighting(number)};
        else return {number, number, 0};
    }

    /// Calls body(i) for the share of a lane in 0 .. count - 1.
    template <class Body>
    QCA_HD static void share(int lane, int count, const Body& body) {
        for (int i = lane; i < count; i += lanes) body(i);
    }

    /// Every case once, as a list.
    QCA_HD ListedCases listed_once() const { return {sweep.weightings.term, sweep.problem.cases}; }
    QCA_HD ListedCases terms_of(const DeviceWeighting& weighting) const {
        return {sweep.weightings.term + weighting.first_term, weighting.terms};
    }

    QCA_HD RowList rows() const { return {at(layout.row), row_count()}; }
    QCA_HD int row_count() const {
        int count = 0;
        for (int w = 0; w < Kind::words; ++w) count += Team::count_bits(at(layout.seen)[w]);
        return count;
    }

    /// The rows of one lane in a mask per cutoff: inclusion, PRI or frequency cutoffs.
    QCA_HD RowMask<Kind::words> mask(BlockArray<typename Kind::MaskWord> masks, int cutoff, int lane) const {
        RowMask<Kind::words> rows;
        QCA_UNROLL for (int w = 0; w < Kind::words; ++w) rows.word[w] =
            at(masks)[(cutoff * Kind::words + w) * lanes + lane];
        return rows;
    }
    QCA_HD void add_to_mask(BlockArray<typename Kind::MaskWord> masks, int cutoff, int lane, int row) const {
        auto& word = at(masks)[(cutoff * Kind::words + (Kind::words == 1 ? 0 : row >> 6)) * lanes + lane];
        word = static_cast<typename Kind::MaskWord>(word | std::uint64_t{1} << (row & 63));
    }
    QCA_HD void remove_from_mask(BlockArray<typename Kind::MaskWord> masks, int cutoff, int lane, int row) const {
        auto& word = at(masks)[(cutoff * Kind::words + (Kind::words == 1 ? 0 : row >> 6)) * lanes + lane];
        word = static_cast<typename Kind::MaskWord>(word & ~(std::uint64_t{1} << (row & 63)));
    }
};

}  // namespace qca
