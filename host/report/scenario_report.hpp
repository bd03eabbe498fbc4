// One scenario of a sweep: its choices, and what becomes of the paths of interest.
#pragma once

#include <string>
#include <vector>

#include "host/sweep/scenario.hpp"

namespace qca {

/// Lines `ENT_crossover = 12.5 (the study's own: 14.5)`, one an axis, after a line that names scenario and study.
std::vector<std::string> scenario_lines(const Study& own, const SweepPlan& plan, const Scenario& scenario);

/// Which scenario, and a table of its choices. A skipped scenario is said to be one, with the reason: anchors that are not in
/// order, an exclusion, too many conditions.
/// @param own  the study with its own choices
std::string scenario_text(const Study& own, const SweepPlan& plan, const Scenario& scenario);

/// A table of the paths of interest. @param states  as path_states() gives them
std::string path_states_text(const Scenario& scenario, const std::vector<Survival>& states);

/// All of it as one JSON object, ended by a newline. The keys:
///
///     study, scenarios     name, number of scenarios of the sweep
///     scenario             number; null when a choice does not lie on its axis
///     choices              [ {axis, value: number or name, own: whether it is the study's own, own_value}, ... ]
///     skipped              [ {set, exclusion, crossover, inclusion}, ... ] sets out of order; empty when evaluated
///     excluded             the text of the study that excludes it; null when none does
///     too_many_conditions  whether all conditions take part of a study that has more than a truth table can
///     analysis             the object of `analyze --format json`; null when it is not evaluated
///     paths                [ {name, path, state}, ... ]
/// @param analysis  "" when skipped
std::string scenario_json(const Study& own, const SweepPlan& plan, const Scenario& scenario,
                          const std::string& analysis, const std::vector<Survival>& states);

}  // namespace qca
