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

/// Cuts the blocks of a sweep into chunks to evaluate at once. What shares a chunk with a table's first appearance is
/// evaluated twice, so chunks are small while many new tables come and large when few do.
class Chunks {
  public:
    /// @param threads  0: all
    Chunks(const Backend& backend, int threads, std::size_t blocks);

    bool done() const { return current_.begin == blocks_; }
    Range current() const { return current_; }
    /// On to the next chunk; the current one had so many new tables.
    void advance(std::size_t new_tables);

  private:
    static constexpr std::size_t most_at_once = 64;

    std::size_t blocks_, fewest_, at_once_;
    Range current_;
};

/// Evaluates and counts the current chunk and advances; tables that are new to the engine are decided by the book.
/// @return the blocks of the chunk
Range evaluate_blocks(Engine& engine, const SweepTables& tables, SolutionBook& book, Chunks& chunks);

}  // namespace qca
