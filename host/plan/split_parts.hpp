// The parts of a sweep, cut into smaller ones.
#pragma once

#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"

namespace qca {

/// The plan with every part cut in two along an axis of anchors, again and again, until it has at most so many calibrations or
/// anchors to cut no more. Cut are conditions with few choices first (those with many are
/// evaluated side by side), the outcome last (its choices share what is summed of the conditions). Pieces without
/// anchors in order are left out. Parts that share boxes and their limit are cut alike, so that their pieces share boxes, too.
/// @param most  [part] calibrations, at least 1
SweepPlan with_small_parts(const SweepPlan& plan, const std::vector<std::uint64_t>& most);

}  // namespace qca
