// Anchors recovered from printed tables: for people and for programs.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/recover/recover.hpp"
#include "host/study/study.hpp"

namespace qca {

/// For reading: what was searched, the best candidates, what the figures identify, misprints, the study's own calibration. Ended by
/// a newline.
std::string recover_text(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery);

/// The same and every printed figure as one JSON object, in full double precision, null where undefined or without an end. The schema is
/// in README.md. Ended by a newline.
std::string recover_json(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery);

/// The same as tidy CSV (comma, quotes where needed, LF), one line a number or text, with the columns part,rank,set,item,measure,value.
std::string recover_csv(const Study& study, const StudyData& data, const Published& published, const Recovery& recovery);

}  // namespace qca
