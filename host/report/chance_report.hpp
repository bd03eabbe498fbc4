// What chance has to do with a solution: for people and for programs.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/chance.hpp"
#include "host/study/study.hpp"

namespace qca {

/// For reading: permutation test, random data, retention. Ended by a newline.
std::string chance_text(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance);

/// The same as one JSON object, in full double precision, null where undefined; exact numbers of ways as texts. The schema is in README.md.
/// Ended by a newline.
std::string chance_json(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance);

/// The same as tidy CSV (comma, quotes where needed, LF), one line a number, with the columns part,setting,what,expression,measure,value.
std::string chance_csv(const Study& study, const StudyData& data, const ChanceOptions& options, const Chance& chance);

}  // namespace qca
