// The joint worst case: for people and for programs.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/worst_shift.hpp"
#include "host/study/study.hpp"

namespace qca {

/// For reading: the bounds in both norms, then each scenario that was found, what it flips, and its anchors as a fragment of
/// the study file. Ended by a newline.
std::string worst_text(const Study& study, const StudyData& data, const WorstShift& worst);

/// The same as one JSON object, in full double precision; the schema is in README.md. Ended by a newline.
std::string worst_json(const Study& study, const StudyData& data, const WorstShift& worst);

/// The same as tidy CSV (comma, quotes where needed, LF), one line an anchor and norm, with the columns
/// norm,certified,found,gap,boxes,anchor,own,shifted,shift: empty where no shift was found.
std::string worst_csv(const Study& study, const StudyData& data, const WorstShift& worst);

}  // namespace qca
