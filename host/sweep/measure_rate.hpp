// How fast this machine is at a study, tried rather than guessed.
#pragma once

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"

namespace qca {

/// Runs the first blocks of the study's own sweep, with the backend that `auto` takes and all threads, for
/// about half a second; where the sweep has many small parts, some from all over it. The very first blocks, in which every truth table
/// is new, do not count when there are others.
/// @return calibrations (with all their cutoffs) per second; 0 when there is none to evaluate
/// @throws InputError for data that cannot be calibrated; MachineError when the tables do not fit in memory
double measure_rate(const Study& study, const StudyData& data);

}  // namespace qca
