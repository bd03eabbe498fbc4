// A slice of a sweep as a study of its own.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"

namespace qca {

/// The study with the slice's conditions and outcome, and nothing left of [sweep] but anchors, cutoffs and solution types.
/// A path of interest keeps the literals whose conditions take part. Where it lost some it has, in their place, one that no
/// path of a model can have, so that it can be absorbed or covered but is never exact.
Study study_of_slice(const Study& study, const Slice& slice);

/// The slice without the cases that have no value of its outcome. @param data  of the whole study
/// @throws InputError when fewer than 2 cases are left
Slice complete(const Slice& slice, const Study& study, const StudyData& data);

/// The data of study_of_slice(). Ranks are those among the cases that take part, as if the others were not in
/// the file; noise is added before the ranking, and is the same for a case in every slice.
/// @param slice  complete
StudyData data_of_slice(const Study& study, const StudyData& data, const Slice& slice);

/// @throws InputError for what only a later slice would run into: an outcome that fewer than 2 of its cases
/// have, or whose values its calibration does not take
void check_slices(const Study& study, const StudyData& data, const SweepPlan& plan);

}  // namespace qca
