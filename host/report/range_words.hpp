// How sensitivity ranges are put in words. Private to the report.
#pragma once

#include <string>

#include "host/data/study_data.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/study/study.hpp"

namespace qca {

/// What ends an interval: changed, search_edge, infeasible.
std::string range_end_name(const ParameterRange& range, std::size_t interval, bool low);

/// `S2`, or with a path its survival.
std::string state_name(const FlipRanges& ranges, std::size_t state);

/// A boundary as a number of the user's: of the two neighbouring doubles the one that is written with fewer digits.
double boundary_value(double below, double above);

/// With nine decimals; whole numbers of cases without.
std::string range_number(const RangeParameter& parameter, double value);

/// `inclusion of row 1011 falls below 0.85`.
std::string cause_text(const Study& study, const StudyData& data, const RangeParameter& parameter, const RowFlip& flip,
                       const FlipCause& cause);

/// `row 1011: 1 -> 0 (inclusion of row 1011 falls below 0.85)`.
std::string flip_text(const Study& study, const StudyData& data, const RangeParameter& parameter, const RowFlip& flip);

/// `Anhui's membership in GDP falls to 0.5`.
std::string path_case_text(const Study& study, const StudyData& data, const RangeParameter& parameter, const Implicant& path,
                           const PathCaseChange& change);

/// incl, pri, n, ...
const char* cause_name(FlipCause::Kind kind);

}  // namespace qca
