// The robustness test protocol: for people and for programs.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/protocol.hpp"
#include "host/study/study.hpp"

namespace qca {

/// For reading: initial and test solutions, the measures, the cases by type. Ended by a newline.
std::string protocol_text(const Study& study, const StudyData& data, const Protocol& protocol);

/// The same as one JSON object, in full double precision, null where undefined; the schema is in README.md. Ended by a newline.
std::string protocol_json(const Study& study, const StudyData& data, const Protocol& protocol);

/// The cases as tidy CSV (comma, quotes where needed, LF), one line a case, with the columns
/// case,outcome,initial,min_test,max_test,core,kind,type,min_from,max_from.
std::string protocol_csv(const Study& study, const StudyData& data, const Protocol& protocol);

}  // namespace qca
