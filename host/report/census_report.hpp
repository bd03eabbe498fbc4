// What solutions a sweep has: for people and for programs.
#pragma once

#include <cstddef>
#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// For reading: model ambiguity, by solution type and by choice (where the solution of every scenario is stored); similarity to the study's
/// own solutions; the most frequent solutions and paths; core and peripheral conditions of the latter. Says what is not listed. Shares in %,
/// of the scenarios of a solution type where nothing else is said. Ended by a newline.
/// @param most  solutions and paths to list, at least 1
/// @throws InputError when the result has no details of its census
std::string census_text(const SweepResult& result, std::size_t most);

/// Everything as one JSON object, ended by a newline. Shares and similarities lie in [0, 1], in full double precision; null where undefined
/// (0/0). "By type" is an object with a key for every solution type. The keys:
///
///     study, outcome, evaluated, census_overflow, capped, paths_not_listed, pairs_not_listed
///     own                  [ {outcome: label or null, solution_type, expression}, ... ]
///     models               by type: { "0": {count, share}, "1", "2", "3+" } scenarios by number of minimal models
///     models_by_axis       null where it is not known, else [ {axis, values: [ {value, "0", "1", "2", "3+": counts}, ... ]}, ... ]
///     similarity           by type: {paths: {mean, equal, counts: [10]}, literals: {...}}
///     solutions            [ {expression, count, share: of the evaluated, models, capped, paths, fewest_literals, most_literals,
///                             solution_types: by type: {count, path_similarity, literal_similarity}}, ... ] in the order of the census
///     paths                [ {path, solution_types: by type: {exact_all, exact_some}, roles: {<literal>: {<role>: count}} or null,
///                             uncontained}, ... ] most frequent first
///     paired_type          the solution type whose paths have the roles; null where there is none
/// @throws InputError when the result has no details of its census
std::string census_json(const SweepResult& result);

/// The same as tidy CSV (comma, quotes where needed, LF) with the columns kind,solution_type,expression,literal,measure,value:
///
///     own                  type,expression of the own solution,,,
///     models               type,,,0|1|2|3+,scenarios
///     path_similarity      type,,,mean|equal|0.0|0.1|...|0.9,mean or scenarios; literal_similarity likewise
///     solution             type,solution,,count|path_similarity|literal_similarity,value; with an empty type:
///                          models|capped|paths|fewest_literals|most_literals
///     path                 type,path,,exact_all|exact_some,scenarios
///     role                 paired type,path,literal,core|core_some|peripheral|absent,scenarios
///
/// Solutions and paths that a type does not have are left out there; undefined values are empty.
/// @throws InputError when the result has no details of its census
std::string census_csv(const SweepResult& result);

/// For the summary of a run: model ambiguity and similarity in two lines; empty where the result has no details of its census.
std::string census_summary(const SweepResult& result);

}  // namespace qca
