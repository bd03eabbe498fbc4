// Whether what a file says that a shard found can be added to a sweep.
#pragma once

#include <cstddef>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"
#include "host/sweep/shard_result.hpp"

namespace qca {

/// @param what  the thing of another shape
[[noreturn]] void throw_misfit(const char* what);

/// @throws InputError when maps, counts or the census have other shapes than the plan's, or name what is not there
void require_fit(const ShardResult& found, const SweepPlan& plan, const Study& study, std::size_t cases);

/// @throws InputError when columns are not those stored, not so long, or name solutions beyond the census
void require_columns(const ScenarioColumns& found, const ColumnPlan& columns, std::size_t paths, std::size_t scenarios, std::size_t census);

}  // namespace qca
