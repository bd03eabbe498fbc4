// Does a path survive: for people and for programs.
#pragma once

#include <optional>
#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// What a finished run found, in a few lines: counts, speed, and for every path its fate, its most harmful
/// single change and its cases. Says so when lists of models or the census are incomplete. Ended by a
/// newline.
std::string survival_summary(const SweepResult& result);

/// Everything about one path, for reading: shares by state, by axis value, the choices that matter, the
/// single changes from the study's own choices that kill it (or bring it about), its cases, the paths beside
/// it and instead of it, its core conditions. Shares in %, of the evaluated scenarios where nothing else is
/// said; `*` marks the study's own choice. Ended by a newline.
/// @param path   of this result
/// @param where  of a part of a sweep (see where_choice()): the axis on which the choice was made
std::string survival_text(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where = {});

/// The same as one JSON object, ended by a newline. Shares lie in [0, 1], in full double precision; null
/// where undefined (0/0). Values are numbers, those of solution_type strings. The keys:
///
///     path                 expression
///     name                 as in the study file
///     outcome, study
///     own                  state under the study's own choices
///     scenarios, evaluated, skipped    counts; evaluated + skipped = scenarios
///     excluded             those skipped that the study excludes; in the others anchors are out of order
///     states               { <state>: {count, share of the evaluated}, ... } all states but skipped
///     survival_share       (exact_all + exact_some) / evaluated
///     axes                 [ {axis, long_name, units, own: value or null,
///                             values: [ {value, states: {<state>: count, ...}, skipped, survival_share}, ...
///                             ]}, ... ]
///     influence            [ {axis, worst, best: values, spread: difference of their survival shares}, ... ]
///     largest
///                          first
///     lowest               [ {axis, value, survival_share}, ... ] at most ten below the whole's share,
///     lowest first single_changes       [ {axis, value, state, kills, revives}, ... ] the study's own
///     scenario with one choice
///                          changed; kills: survives before and not after; revives: the reverse
///     cases                [ {case, count: surviving scenarios with the case in the path, share: of the
///     surviving,
///                             axes: { <axis of a condition's anchors>: [share per value, in the order of
///                             axes], ... }},
///                             ... ] cases that are in the path somewhere, largest first
///     beside               {scenarios: {<solution type>: count}, paths: [ {path, solution_types: {<type>: {count, share}}}, ... ]}
///                          scenarios with the path, and the other paths of the models that have it, most frequent first
///     instead              {shorter, longer, others}, each as beside: scenarios in which the path is absorbed, narrowed, or neither
///                          (covered, absent), and the paths that absorb it, narrow it, or are there
///     roles                {solution_type, uncontained, literals: {<literal>: {<role>: {count, share}}}} core and peripheral
///                          conditions; null where the sweep has no two solution types to compare
///
/// Of samples also:
///
///     design               {design, samples, seed}
///     axes[].edges         of the bins of an axis that is drawn from a range; its values are their middles, own is in that bin
///     survival_interval    [low, high], 95 % (Wilson), of independent samples (random); null for other designs
///
/// Of a part of a sweep also:
///
///     where                {axis, value}; cases have no axes then, beside, instead and roles are null
std::string survival_json(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where = {});

/// The same as tidy CSV (comma, quotes where needed, LF) with the columns kind,axis,value,state,count,share:
///
///     own            ,,state,,                            state under the study's own choices
///     total          ,,state,count,share of the evaluated
///     axis           axis,value,state,count,share of those evaluated at the value
///     single_change  axis,value,state,,
///     case           ,case,in_path,count,share of the surviving
///     beside         solution_type,type,another path,count,share of the scenarios of the type with the path; by model
///     shorter        solution_type,type,path that absorbs it,count,share of the scenarios of the type in which it is absorbed
///     longer, others likewise: narrowed, neither
///     role           literal,literal,role,count,share of the scenarios compared
///
/// Undefined shares are empty. Skipped scenarios have rows (state skipped) without a share.
/// The first row of a part of a sweep is where,axis,value,,,; it has no rows from beside on.
std::string survival_csv(const SweepResult& result, const PathResult& path, std::optional<std::size_t> where = {});

}  // namespace qca
