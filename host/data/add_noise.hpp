// Errors of measurement.
#pragma once

#include <cstddef>

#include "host/data/study_data.hpp"

namespace qca {

/// The data with noise on their values (not yet on the ranks in `raw`, which follow from them): the same numbers on every
/// machine, and for a set and a case whatever else takes part. Missing values stay missing.
/// @param draw  from 1
/// @source Irwin (1927), Hall (1927) for normal noise: the sum of 12 uniform numbers, of variance 1 and within 6 standard
///         deviations, needs no logarithm, which machines round differently.
StudyData with_noise(const StudyData& data, const Noise& noise, std::size_t draw);

}  // namespace qca
