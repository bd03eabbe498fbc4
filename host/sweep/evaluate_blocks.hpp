// The step that a sweep repeats.
#pragma once

#include <memory>

#include "host/sweep/run_sweep.hpp"
#include "host/sweep/solution_book.hpp"
#include "host/sweep/sweep_tables.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

/// @param threads  CPU threads; 0: all
std::unique_ptr<Engine> make_engine(const Backend& backend, const SweepProblem& problem, int threads, Precision precision);

/// Evaluates and counts some blocks; tables that are new to the engine are decided by the book.
/// @return number of new tables
std::size_t evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Range blocks);

/// How many blocks to evaluate at once. What shares a chunk with a table's first appearance is evaluated twice, so
/// chunks are small while many new tables come and large when few do.
class ChunkSize {
  public:
    /// @param threads  0: all
    ChunkSize(const Backend& backend, int threads);
    std::size_t blocks() const { return blocks_; }
    /// The last chunk had so many new tables.
    void learn(std::size_t new_tables);

  private:
    static constexpr std::size_t most_blocks = 64;

    std::size_t blocks_, fewest_;
};

}  // namespace qca
