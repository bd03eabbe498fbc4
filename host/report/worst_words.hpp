// How a joint worst case is put in words. Private to the report.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/worst_shift.hpp"
#include "host/study/study.hpp"

namespace qca {

/// `row 1111: 0 -> 1 (inclusion of row 1111 reaches 0.85)`, `row 1011: 1 -> ? (Anhui leaves row 1011; n of row 1011 falls to 0)`.
std::string joint_flip_text(const Study& study, const StudyData& data, const RowFlip& flip);

/// The survival of the path, or the models.
std::string joint_state_text(const Study& study, const RangeState& state);

/// The shifted sets as the study file states them: lines `anchors = {...}` or `threshold = ...` under the sets' tables, in
/// full precision. Put in place of the file's own lines, it gives the shifted analysis.
std::string anchors_toml(const AnchorShifts& shifts, const Shift& shift);

}  // namespace qca
