// Which sets stay necessary over a sweep, and how skewed sets are: for people and for programs.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// For the outcome and for its negation: every set's share of scenarios with inclN at the cutoff or above, the study's own,
/// lowest, highest and mean values, where the extremes lie (as `rerun` takes it), which axes move the share; then the skew.
/// Ended by a newline.
std::string necessity_text(const SweepResult& result);

/// The same as one JSON object, ended by a newline. Numbers in full double precision; null where undefined (0/0). The keys:
///
///     study, outcome, cutoff           cutoff: for inclN
///     scenarios, evaluated, skipped    counts
///     necessity    [ {set, explained: "outcome" or "negation",
///                     scenarios: in which the set takes part, at_cutoff, below, undefined: their parts by inclN,
///                     share_at_cutoff: at_cutoff / scenarios,
///                     inclN, RoN, covN: {own, min, max, mean, defined, min_at, max_at: {axis: value, ...}},
///                     axes: [ {axis, values: [ {value, at_cutoff, below, undefined, share_at_cutoff}, ... ]}, ... ]}, ... ]
///     skew         [ {set, scenarios, skewed, share_skewed,
///                     share_in: {own, min, max, mean, defined, min_at, max_at}}, ... ]
///     simultaneous null where the sweep has not looked; else
///                  {incl_cut: [values], any: [scenarios with a row coded 1 for the outcome and for its negation, by incl_cut],
///                   share_any: of the evaluated, rows: [ {row, scenarios: whose truth table has it, count, share,
///                   worst_incl_cut: with the largest count, counts: by incl_cut}, ... ]}
///
/// min_at and max_at name the first scenario with that value; axes that do not matter to it are left out.
std::string necessity_json(const SweepResult& result);

/// The same as tidy CSV (comma, quotes where needed, LF) with the columns kind,set,explained,statistic,axis,value,count,share:
///
///     total          set,explained,at_cutoff|below|undefined,,,count,share of the scenarios in which the set takes part
///     axis           set,explained,at_cutoff|below|undefined,axis,value,count,share of those at the value
///     own|min|max|mean    set,explained,inclN|RoN|covN,,value,,
///     min_at|max_at  set,explained,inclN|RoN|covN,axis,value,,
///     skew           set,,skewed|balanced,,,count,share
///     simultaneous   row,,row,incl_cut,value,count,share; any for row: scenarios with at least one row (no name)
///
/// and, with share_in for the statistic and nothing for explained, the own, min, max, mean, min_at and max_at of the share of
/// cases in a set. Undefined values are empty.
std::string necessity_csv(const SweepResult& result);

}  // namespace qca
