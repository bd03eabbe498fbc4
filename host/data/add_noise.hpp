// Errors of measurement.
#pragma once

#include <cstddef>

#include "host/data/study_data.hpp"

namespace qca {

/// The data with noise on their values, as [sweep.noise] of the study says (not yet on the ranks in `raw`,
/// which follow from the values). The number that a value gets depends on the seed, the draw, the column and
/// the case, and on nothing else: it is the same on every machine, whatever else takes part, and sets that
/// are calibrated from one column share it. Missing values stay missing.
/// @param data  of the whole study
/// @param draw  from 1
/// @source Irwin (1927), Hall (1927) for normal noise: the sum of 12 uniform numbers, of variance 1 and
/// within
///         6 standard deviations, needs no logarithm, which machines round differently.
StudyData with_noise(const Study& study, const StudyData& data, std::size_t draw);

}  // namespace qca
