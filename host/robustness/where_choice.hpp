// The part of a result in which one choice is made.
#pragma once

#include "host/robustness/survival.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// The scenarios with one value of one axis, as a result of their own: that axis keeps this value alone. Counts of the paths
/// along every other axis are there. What is known of all scenarios together only is left out: the pair maps, the census,
/// columns, cases on axes other than this one. The own state of a path is that under the study's own choices with this one
/// changed; changes of a second choice were not tried, so there are single changes only where the value is the study's own.
/// @param result  with pair maps, as read_result() gives it
/// @param at      a choice that it has
SweepResult where_choice(const SweepResult& result, AxisValue at);

}  // namespace qca
