// How the calibrations of a sweep are cut into blocks of work.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/portability.hpp"
#include "kernels/views.hpp"

namespace qca {

/// A range of consecutive numbers.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    QCA_HD std::size_t size() const { return end - begin; }
};

struct Block {
    Range a;        ///< combinations of half A
    Range outcome;  ///< choices of the outcome, see SweepProblem::outcomes()
    Range b;        ///< combinations of half B: the lanes
};

/// The same cut for every backend, machine and thread count. Combinations of a half are mixed-radix numbers, its
/// last set fastest.
struct BlockGrid {
    static constexpr std::size_t lanes = 128;

    std::size_t combinations_a = 1, outcomes = 1, combinations_b = 1;
    std::size_t a_per_block = 8, outcomes_per_block = 64;

    QCA_HD explicit BlockGrid(const SweepProblem& problem)
        : combinations_a(problem.combinations_a()),
          outcomes(problem.outcomes()),
          combinations_b(problem.combinations_b()) {
        // Half B is laid out anew for each block: with few outcome choices, more of A must share it.
        if (outcomes < 8) a_per_block = 64 / outcomes;
        // The sums over all cases are made once a block, combination of half A and choice of the outcome: many weightings
        // must share them.
        const std::size_t least = problem.weightings > 0 ? fewest_weightings : fewest_per_lane;
        // More of them than of other choices, as far as counts of one combination of half A stay below 2^32.
        const std::int64_t counted = std::int64_t{problem.cutoffs.combinations()} * problem.solution_types;
        if (problem.weightings > 0 && counted < few_counted) outcomes_per_block = weighted_outcomes;
        // Blocks that take long are cut finer where the sweep has few of them, so that all threads have something to do.
        const std::size_t per_calibration = static_cast<std::size_t>(problem.cases) * static_cast<std::size_t>(problem.rows());
        while (size() < fewest_blocks && per_calibration * calibrations(block(0)) > most_work &&
               a_per_block * smaller_of(outcomes, outcomes_per_block) > least)
            (a_per_block > 1 ? a_per_block : outcomes_per_block) /= 2;
    }

    static constexpr std::size_t fewest_blocks = 32;   ///< for threads to share
    static constexpr std::size_t most_work = std::size_t{1} << 24;  ///< a millisecond: cases x rows x calibrations
    static constexpr std::size_t fewest_per_lane = 8;  ///< combinations of half A and outcome that share a layout of half B

    static constexpr std::size_t fewest_weightings = 64;
    static constexpr std::size_t weighted_outcomes = 512;  ///< choices of the outcome a block where so few scenarios are counted:
    static constexpr std::int64_t few_counted = 65536;     ///< combinations of cutoffs x solution types

    QCA_HD static std::size_t smaller_of(std::size_t a, std::size_t b) { return a < b ? a : b; }
    QCA_HD static std::size_t pieces(std::size_t total, std::size_t per_piece) {
        return (total + per_piece - 1) / per_piece;
    }
    QCA_HD static Range piece(std::size_t index, std::size_t total, std::size_t per_piece) {
        return {index * per_piece, smaller_of((index + 1) * per_piece, total)};
    }
    QCA_HD std::size_t size() const {
        return pieces(combinations_a, a_per_block) * pieces(outcomes, outcomes_per_block) *
               pieces(combinations_b, lanes);
    }
    QCA_HD Block block(std::size_t index) const {
        const std::size_t panels = pieces(combinations_b, lanes);
        const std::size_t outcome_pieces = pieces(outcomes, outcomes_per_block);
        return {piece(index / (panels * outcome_pieces), combinations_a, a_per_block),
                piece(index / panels % outcome_pieces, outcomes, outcomes_per_block),
                piece(index % panels, combinations_b, lanes)};
    }
    QCA_HD std::size_t calibrations(const Block& block) const {
        return block.a.size() * block.outcome.size() * block.b.size();
    }
};

/// The choice of each set of half A (first = 0, count = sets_a) or B in combination `index`.
QCA_HD void choices_of(const SweepProblem& problem, int first, int count, std::size_t index, int* choice) {
    for (int s = count - 1; s >= 0; --s) {
        const auto choices = static_cast<std::size_t>(problem.condition[first + s].choices);
        choice[s] = static_cast<int>(index % choices);
        index /= choices;
    }
}

}  // namespace qca
