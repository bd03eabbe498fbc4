// Fits of every scenario's first model, on request.
#pragma once

#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_result.hpp"
#include "host/sweep/sweep_tables.hpp"

namespace qca {

/// Fills fit_inclS, fit_PRI and fit_covS from result.solution: every model is fitted once per calibration.
void add_fit_columns(SweepResult& result, const SolutionBook& book,
                     const std::vector<std::uint32_t>& position_of_solution, const SweepPlan& plan,
                     const SweepTables& tables, Crew& crew);

}  // namespace qca
