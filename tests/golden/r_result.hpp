// A data set together with what the R package QCA made of it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/study/study.hpp"

namespace qca::test {

using Json = nlohmann::json;

/// The names of all results in tests/golden/data/FOLDER, without `.json`, sorted.
std::vector<std::string> r_results(const std::string& folder);

/// FOLDER/NAME.json
Json read_r_result(const std::string& folder, const std::string& name);

/// Whether the result has an intermediate solution.
bool has_expectations(const Json& result);

/// The study that makes the same analysis from FOLDER/NAME.csv, written as TOML and read by the study reader.
Study study_of(const Json& result, const std::string& folder, const std::string& name);

}  // namespace qca::test
