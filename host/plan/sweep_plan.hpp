// The scenario space of a study: which choices are varied, and which combinations of them can be evaluated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/plan/sample_design.hpp"
#include "host/plan/boxes.hpp"
#include "host/plan/excluded_boxes.hpp"
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

/// What is evaluated in one go: a full grid within one slice.
struct SweepPart {
    std::size_t slice = 0;
    /// Numbers of the plan's boxes. Where there are several, they differ in nothing but anchors of sets that do not take
    /// part in the slice, so that one evaluation serves all.
    std::vector<std::size_t> boxes;
    std::uint64_t calibrations = 0;
    std::uint64_t evaluated = 0;  ///< scenarios, in all its boxes
};

/// A full grid, of which some may be excluded: scenario ids are mixed-radix numbers over the axes, the last axis fastest. Or the
/// samples of a design, whose axes have bins where it draws from ranges: then a scenario is a sample, `sets` has the choices of the
/// bins' middles alone, and there are no boxes and parts.
struct SweepPlan {
    std::vector<Axis> axes;       ///< those of the slices, anchors per condition, then of the outcome, then the four below
    std::vector<Slice> slices;    ///< at least one
    std::size_t slice_axes = 0;   ///< how many
    std::size_t slices_in_order = 1;  ///< the others are skipped as a whole
    std::vector<SetPlan> sets;    ///< conditions in study order, then the outcome
    std::size_t incl_axis = 0, pri_axis = 0, n_axis = 0, type_axis = 0;
    std::vector<double> incl, pri;
    std::vector<int> n;
    std::vector<SolutionType> types;
    SampleDesign design;
    std::uint64_t scenarios = 0;     ///< product of all axis sizes; samples of a design
    std::uint64_t calibrations = 0;  ///< combinations of slices and anchors with every set in order; sets of conditions
                                     ///< that do not take part count once, anchors in several parts in each
    std::uint64_t excluded = 0;      ///< scenarios that the study excludes; of a design none, until the sweep has counted them
    std::uint64_t evaluated = 0;     ///< scenarios with every set in order that are not excluded; the others are skipped. Of a design
                                     ///< the samples, until it is known which of them are skipped
    std::vector<Box> excluded_boxes; ///< one for each exclusion of the study, over all axes
    std::vector<std::vector<DrawnLimit>> excluded_draws; ///< what else holds of an exclusion's scenarios, in a design
    std::vector<Box> boxes;          ///< over all axes, of which those of slices are empty
    std::vector<SweepPart> parts;    ///< disjoint; together all scenarios that are evaluated

    std::uint64_t cutoff_combinations() const { return incl.size() * pri.size() * n.size() * types.size(); }
    /// Scenarios that are evaluated in each slice in order. @pre a grid of which none are excluded
    std::uint64_t evaluated_of_slice() const { return evaluated / slices_in_order; }
};

/// @param cases  names of the study's cases; may be left out when it has no [sweep.cases]
/// @throws InputError when the space has more than 1e18 scenarios, when anchors that move by themselves and with others get
///         out of order, when all are, when a set's name is that of an axis or makes two axes alike, when nothing is left of what exclusions leave, and as plan_slices(),
///         excluded_boxes() and sweep_parts()
SweepPlan plan_sweep(const Study& study, const std::vector<std::string>& cases = {});

/// Numbers of those choices of a set that a box has, increasing.
std::vector<std::size_t> choices_in(const SetPlan& set, const Box& box);

/// The first exclusion that a scenario falls under; nothing for none, and for a choice that lies on no axis.
/// @param at     position on every axis; those on axes with bins are of no consequence
/// @param drawn  number on every axis with bins; nothing for one that does not lie on it. Empty: no axis has bins
std::optional<std::size_t> excluded_by(const SweepPlan& plan, const std::vector<std::optional<std::size_t>>& at,
                                       const std::vector<std::optional<double>>& drawn = {});

/// The study's own number on every axis with bins, where it lies on the axis.
std::vector<std::optional<double>> own_numbers(const Study& study, const SweepPlan& plan);

/// Distance of consecutive values of each axis in a scenario id.
std::vector<std::size_t> axis_strides(const std::vector<Axis>& axes);

}  // namespace qca
