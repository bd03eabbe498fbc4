// A sweep as the block programs of a device see it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/cuda/device_weightings.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"
#include "kernels/views.hpp"

namespace qca {

/// A value of an axis.
struct ValueOfAxis {
    std::int32_t axis, value;
};

/// The axes of a part of the calibration (half A, half B, the outcome), their values numbered through.
struct PartAxes {
    static constexpr int most = 3 * max_half_sets;
    int count = 0;
    int values = 0;  ///< of all axes together
    std::int32_t axis[most] = {};
    std::int32_t first[most] = {};  ///< number of the axis's first value

    QCA_HD ValueOfAxis at(int number) const {
        int x = 0;
        while (x + 1 < count && number >= first[x + 1]) ++x;
        return {axis[x], number - first[x]};
    }
};

/// Cell of a pair of axes: offset + value of the first * first_step + value of the second * second_step.
struct PairPlace {
    std::uint64_t offset, first_step, second_step;
};

/// Pointers into the memory of a device.
template <class Number>
struct DeviceSweep {
    SweepProblem problem;  ///< memberships in double
    /// Memberships of the sets of half A, and of the outcome after all conditions: [choice][case].
    const Number* by_case[max_conditions + 1] = {};
    /// Memberships of the sets of half B with the choices side by side, [case][choice], so that threads load
    /// neighbours.
    const Number* by_choice[max_conditions] = {};
    /// Cases as bits: [choice][word of 64 cases][0: in the negation of the set, 1: in the set].
    const std::uint64_t* side[max_conditions] = {};
    int case_words = 0;                       ///< of 64 cases
    const std::int32_t* low_cases = nullptr;  ///< [choice of the outcome] the first so many cases have y <= 0.5

    // Certified precision: the bounds in units of 2^-31, 0 for those below 0, which come first (see rank_cutoffs.hpp).
    const std::uint32_t *incl_whole = nullptr, *pri_whole = nullptr;
    int incl_below_zero = 0, pri_below_zero = 0;
    double band = 0;  ///< whole_band()

    DeviceWeightings weightings;  ///< problem.weight is null

    PartAxes a, b, outcome;
    const PairPlace* pair = nullptr;  ///< [axis][axis]
    std::uint64_t map_size = 0;       ///< cells of one path
    int case_rows = 0;                ///< rows of case counts of one path

    QCA_HD const std::uint64_t* sides(int set, int choice, int word) const {
        return side[set] + 2 * (static_cast<std::size_t>(choice) * static_cast<std::size_t>(case_words) +
                                static_cast<std::size_t>(word));
    }
    /// The cases that exist, as bits of a word.
    QCA_HD std::uint64_t all_cases(int word) const {
        const int rest = problem.cases - 64 * word;
        return rest >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << rest) - 1;
    }
    /// Counts per value of the cutoffs' axes, in this order: inclusion, PRI and frequency cutoffs, types.
    QCA_HD int values() const {
        return problem.cutoffs.incl_cuts + problem.cutoffs.pri_cuts + problem.cutoffs.n_cuts + problem.solution_types;
    }
    QCA_HD ValueOfAxis value_at(int value) const {
        const CutoffChoices& cutoffs = problem.cutoffs;
        if (value < cutoffs.incl_cuts) return {cutoffs.incl_axis, value};
        value -= cutoffs.incl_cuts;
        if (value < cutoffs.pri_cuts) return {cutoffs.pri_axis, value};
        value -= cutoffs.pri_cuts;
        if (value < cutoffs.n_cuts) return {cutoffs.n_axis, value};
        return {problem.type_axis, value - cutoffs.n_cuts};
    }
    /// Place of a count among the maps.
    QCA_HD std::size_t map_place(int path, ValueOfAxis a_value, ValueOfAxis b_value, int state) const {
        const PairPlace& at = pair[a_value.axis * problem.axes + b_value.axis];
        const std::uint64_t cell = static_cast<std::uint64_t>(path) * map_size + at.offset +
                                   static_cast<std::uint64_t>(a_value.value) * at.first_step +
                                   static_cast<std::uint64_t>(b_value.value) * at.second_step;
        return static_cast<std::size_t>(cell) * survival_states + static_cast<std::size_t>(state);
    }
    /// Row of case counts: 0 for all scenarios, then the values of half A, those of half B and the weightings (see
    /// CaseCounts).
    QCA_HD std::size_t case_place(int path, int row, int c) const {
        return (static_cast<std::size_t>(path) * static_cast<std::size_t>(case_rows) + static_cast<std::size_t>(row)) *
                   static_cast<std::size_t>(problem.cases) +
               static_cast<std::size_t>(c);
    }
    QCA_HD std::size_t units_per_block(const BlockGrid& grid) const {
        return leading_per_block(grid) * outcomes_per_block(grid);
    }
    QCA_HD static std::size_t leading_per_block(const BlockGrid& grid) {
        return grid.a_per_block < grid.combinations_a ? grid.a_per_block : grid.combinations_a;
    }
    QCA_HD static std::size_t outcomes_per_block(const BlockGrid& grid) {
        return grid.outcomes_per_block < grid.outcomes ? grid.outcomes_per_block : grid.outcomes;
    }
};

}  // namespace qca
