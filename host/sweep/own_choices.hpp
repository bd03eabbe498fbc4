// The study's own scenario, and the scenarios that differ from it in one choice.
#pragma once

#include <cstdint>
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

/// The study's own solution of every outcome and every type that the sweep has: [outcome * types + type], as in the census.
std::vector<std::string> own_solutions(const Study& study, const StudyData& data, const SweepPlan& plan);

/// The slice with one choice replaced. @param axis  below plan.slice_axes
Slice with_choice(const Slice& slice, const SweepPlan& plan, std::size_t axis, std::size_t value);

/// The study with one choice replaced: value number `value` of axis number `axis` of its sweep.
/// @param axis  at least plan.slice_axes
Study with_choice(const Study& study, const SweepPlan& plan, std::size_t axis, std::size_t value);

/// State of each path under the study's own choices, but for one: [path][axis][value]. Skipped where the anchors
/// are out of order.
std::vector<std::vector<std::vector<std::uint8_t>>> single_changes(const Study& study, const StudyData& data,
                                                                   const SweepPlan& plan);

}  // namespace qca
