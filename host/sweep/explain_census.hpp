// The census of a sweep -> what it says of solutions, paths and conditions.
#pragma once

#include <string>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// How similar each solution is to the study's own one, how often each path occurs, which conditions are core.
///
/// Similarity: the paths of a solution are those of all its models together, since the data prefer none of them; the path
/// similarity of two solutions is the Jaccard similarity of these sets, |common| / |in either|. The literal similarity is that of
/// the sets of literals in them (`A` and `~A` are two), wherever they stand. Two solutions without a model are equal (1), one
/// without and one with are not (0).
/// @source Jaccard (1912), The distribution of the flora in the alpine zone; Baumgartner & Thiem (2017), Model ambiguities in
///         configurational comparative research, for reporting all models.
///
/// @param result  its census, paths, conditions and axes; of the details what was counted: model_counts, role_type, pairs
///                (in any order) and unlisted_pairs
/// @param own     see own_solutions()
/// @return all details
CensusDetails explain_census(const SweepResult& result, const std::vector<std::string>& own);

}  // namespace qca
