// A row that is coded otherwise, as JSON. Private to the report.
#pragma once

#include <nlohmann/json.hpp>

#include "host/data/study_data.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/study/study.hpp"

namespace qca {

/// {row, from, to, n_from, n_to, incl_to, pri_to, causes: [{kind, rises, case, membership}, ...]}; null where undefined.
nlohmann::ordered_json flip_json(const Study& study, const StudyData& data, const RowFlip& flip);

}  // namespace qca
