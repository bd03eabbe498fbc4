// The step that a sweep repeats.
#pragma once

#include <memory>

#include "host/sweep/run_sweep.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

/// @param threads  CPU threads; 0: all
std::unique_ptr<Engine> make_engine(const Backend& backend, const SweepProblem& problem, int threads);

/// Evaluates and counts some blocks; tables that are new to the engine are decided by the book.
void evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Range blocks);

}  // namespace qca
