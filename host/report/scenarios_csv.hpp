// One line a scenario. Private to the report.
#pragma once

#include <functional>
#include <string_view>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// A grid with at least one column that has a value per scenario.
bool has_scenarios(const SweepResult& result);

/// The table scenarios.csv of export_tables(), one line after another: no more memory than a line.
void write_scenarios(const SweepResult& result, const std::function<void(std::string_view)>& sink);

}  // namespace qca
