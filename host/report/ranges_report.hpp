// Sensitivity ranges: for people and for programs.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/study/study.hpp"

namespace qca {

/// For reading: the range of every number, then what changes the solution (or the path's survival) beyond it, out to where the
/// search ends, with the rows and the reasons. Ended by a newline.
std::string ranges_text(const Study& study, const StudyData& data, const FlipRanges& ranges);

/// The same as one JSON object, in full double precision; the schema is in README.md. Ended by a newline.
std::string ranges_json(const Study& study, const StudyData& data, const FlipRanges& ranges);

/// The same as tidy CSV (comma, quotes where needed, LF), one line an interval, with the columns
/// parameter,own,first,last,low_end,high_end,state,solution,because_low,because_high: `own` is the study's value in the interval
/// that has it, else empty; `because_*` what changes a row at that end, seen from the study's value.
std::string ranges_csv(const Study& study, const StudyData& data, const FlipRanges& ranges);

}  // namespace qca
