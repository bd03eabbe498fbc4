// The study's own scenario, and the scenarios that differ from it in one choice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/minimize/minimize.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

/// The models of one scenario: the study's anchors, cutoffs and solution type.
ModelSet models_of_study(const Study& study, const StudyData& data);

/// Position of the study's own choice on every axis; nothing where it does not lie on the axis.
std::vector<std::optional<std::size_t>> own_positions(const SweepPlan& plan);

/// The study's own solution of every outcome and every type that the sweep has: [outcome * types + type], as in the census.
std::vector<std::string> own_solutions(const Study& study, const StudyData& data, const SweepPlan& plan);

/// The slice with one choice replaced. @param axis  below plan.slice_axes
Slice with_choice(const Slice& slice, const SweepPlan& plan, std::size_t axis, std::size_t value);

/// The study with one choice replaced: value number `value` of axis number `axis` of its sweep.
/// @param axis  at least plan.slice_axes
Study with_choice(const Study& study, const SweepPlan& plan, std::size_t axis, std::size_t value);

/// Whether the study has few enough conditions for one truth table. One with more is swept by choices of its conditions,
/// and none of its scenarios has all of them.
bool can_be_analysed(const Study& study);

/// State of each path under the study's own choices. Skipped where these are excluded, or cannot be analysed.
std::vector<Survival> own_states(const Study& study, const StudyData& data, const SweepPlan& plan);

/// State of each path under the study's own choices, but for one: [path][axis][value]. Skipped where the anchors
/// are out of order, where the scenario is excluded, and where it cannot be analysed.
std::vector<std::vector<std::vector<std::uint8_t>>> single_changes(const Study& study, const StudyData& data,
                                                                   const SweepPlan& plan);

}  // namespace qca
