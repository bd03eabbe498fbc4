// Row sums of a sweep, block by block, for questions of their own to the calibrations.
#pragma once

#include <cstdint>
#include <memory>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/engine.hpp"

namespace qca {

/// The problem with some of its outcome's choices alone, and without paths.
SweepProblem with_outcomes(SweepProblem problem, Range outcomes);

/// Sums in double of one block at a time, by one thread.
struct BlockSums {
    std::unique_ptr<Engine> engine;
    Buffer<double> x, both, ambiguous;  ///< as RowSumsOut has them
    Buffer<std::int32_t> n;

    explicit BlockSums(const SweepProblem& problem);
    void sum(std::size_t block) { engine->row_sums(block, {x.data(), both.data(), ambiguous.data(), n.data()}); }
};

}  // namespace qca
