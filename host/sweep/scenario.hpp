// One scenario of a sweep: its number, its choices and the study that it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

/// Position on every axis of the plan; nothing where the choice is the study's own and does not lie on the axis.
using Coordinates = std::vector<std::optional<std::size_t>>;

/// The study's own choices.
Coordinates own_coordinates(const SweepPlan& plan);

/// The choices of scenario number `id`, from 0.
/// @throws InputError when the sweep has no such scenario
Coordinates coordinates_of(const SweepPlan& plan, std::uint64_t id);

/// The scenario's number; nothing when one of its choices does not lie on its axis.
std::optional<std::uint64_t> scenario_id(const SweepPlan& plan, const Coordinates& at);

/// The scenario that a text means: its number, `own` for the study's own, or choices such as
/// `ENT_crossover=12.5,incl_cut=0.8`, the study's own on every axis that is not named. A number means the value of the
/// axis that it equals to about 9 digits; commas may stand in a value that is a name.
/// @throws InputError for an unknown axis (with the nearest), a value that is not on its axis (with those that are), a
///         number that no scenario has (with how many there are), and what is none of these
Coordinates find_scenario(const SweepPlan& plan, const std::string& text);

/// A scenario as a study of its own. The sweep skips it when the study excludes it, and when there are sets out of order;
/// then it cannot be analysed here, either, nor can one with more conditions than a truth table has.
struct Scenario {
    Coordinates at;
    Study study;                              ///< its choices, for own ones; its conditions and their part of the paths
    StudyData data;                           ///< its cases; ranks are those among them
    std::vector<SetDefinition> out_of_order;  ///< sets whose anchors are not in order, also those that do not take part
    std::optional<std::size_t> excluded_by;   ///< number of the exclusion of the study that it falls under
    bool too_many_conditions = false;         ///< all of them, in a study that is swept by choices of them

    bool is_evaluated() const { return out_of_order.empty() && !excluded_by && !too_many_conditions; }
};

/// @param data  of the study
Scenario scenario_at(const Study& study, const StudyData& data, const SweepPlan& plan, const Coordinates& at);

/// State of every path of the scenario's study; all skipped where it is not evaluated.
std::vector<Survival> path_states(const Scenario& scenario);

}  // namespace qca
