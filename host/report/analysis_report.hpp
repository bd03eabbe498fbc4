// One analysis, for people and for programs.
#pragma once

#include <string>

#include "host/analysis/analysis.hpp"
#include "host/data/study_data.hpp"
#include "host/study/study.hpp"

namespace qca {

/// The tables of a paper as plain text: study and cases, warnings, calibrated memberships, skewness,
/// necessity, truth table (observed rows by OUT, then by inclusion), every solution with every model and what it
/// assumes, and what is claimed for the outcome and its negation. Numbers have three decimals; "-" is undefined (0/0).
/// Of a study with more than max_conditions conditions what precedes the truth table, and that there is none.
std::string analysis_text(const Study& study, const StudyData& data, const Analysis& analysis);

/// The whole analysis as one JSON object, ended by a newline: numbers in full double precision, null where
/// undefined, all 2^k rows of the truth table in row order. The README describes the keys. For more than max_conditions
/// conditions `truth_table` and `solutions` are null, and what depends on them is not there.
std::string analysis_json(const Study& study, const StudyData& data, const Analysis& analysis);

}  // namespace qca
