// The counts of a finished slice -> what it says of the paths, the census and the columns.
#pragma once

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_columns.hpp"
#include "host/sweep/sweep_result.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

/// Axes, paths (but for the study's own choices), census, columns and counts of what was evaluated; the rest of the result is
/// left empty. Takes the engine's maps.
/// @param study  with its paths of interest filled in
/// @pre all counts were moved from the engine into the book
SweepResult assemble_result(const Study& study, const StudyData& data, const SweepPlan& plan,
                            const SweepTables& tables, Engine& engine, const SolutionBook& book,
                            SweepColumns columns, Crew& crew);

}  // namespace qca
