// The scenario space of a study: which choices are varied, and which combinations of them can be evaluated.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/plan/slices.hpp"
#include "host/study/study.hpp"

namespace qca {

/// The choices of one set's anchors.
struct SetPlan {
    std::vector<std::size_t> axes;     ///< numbers of the axes that vary its anchors; none for a set that stays
    std::vector<Anchors> choices;      ///< those in order, by increasing coordinates
    std::vector<std::int32_t> coordinates;  ///< [choice][axis of the set]
    std::uint64_t combinations = 1;    ///< of its axes, in order or not
};

/// A full grid. Scenario ids are mixed-radix numbers over the axes, the last axis fastest.
struct SweepPlan {
    std::vector<Axis> axes;       ///< those of the slices, anchors per condition, then of the outcome, then the four below
    std::vector<Slice> slices;    ///< at least one
    std::size_t slice_axes = 0;   ///< how many
    std::vector<SetPlan> sets;    ///< conditions in study order, then the outcome
    std::size_t incl_axis = 0, pri_axis = 0, n_axis = 0, type_axis = 0;
    std::vector<double> incl, pri;
    std::vector<int> n;
    std::vector<SolutionType> types;
    std::uint64_t scenarios = 0;     ///< product of all axis sizes
    std::uint64_t calibrations = 0;  ///< combinations of slices and anchors with every set in order; sets of conditions
                                     ///< that do not take part count once
    std::uint64_t evaluated = 0;     ///< scenarios with every set in order; the others are skipped

    /// How many slices are not out of order as a whole.
    std::uint64_t slices_in_order() const {
        return static_cast<std::uint64_t>(
            std::count_if(slices.begin(), slices.end(), [](const Slice& slice) { return slice.in_order; }));
    }
    std::uint64_t cutoff_combinations() const { return incl.size() * pri.size() * n.size() * types.size(); }
};

/// @param cases  names of the study's cases; may be left out when it has no [sweep.cases]
/// @throws InputError when the space has more than 1e18 scenarios, when anchors that move by themselves
///         and with others get out of order, when everything is, and as plan_slices()
SweepPlan plan_sweep(const Study& study, const std::vector<std::string>& cases = {});

/// Distance of consecutive values of each axis in a scenario id.
std::vector<std::size_t> axis_strides(const std::vector<Axis>& axes);

}  // namespace qca
