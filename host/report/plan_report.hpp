// What a run would do, before it is run.
#pragma once

#include <string>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/forecast.hpp"
#include "host/sweep/measure_rate.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// The axes with their sizes and values, the numbers of calibrations and scenarios, what is stored per
/// scenario (or why it is not), the size of the result file and the time to expect. Ended by a newline.
/// @param study    with its paths of interest filled in
/// @param columns  plan_columns(study, plan)
/// @param calibrations_per_second  measured; 0 when there is nothing to evaluate
std::string plan_text(const Study& study, const SweepPlan& plan, const ColumnPlan& columns,
                      double calibrations_per_second);

/// Memory, shards and disk that a run takes at most, in a line.
std::string forecast_text(const RunForecast& forecast);

}  // namespace qca
