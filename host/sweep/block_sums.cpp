#include "host/sweep/block_sums.hpp"

#include <algorithm>

namespace qca {

SweepProblem with_outcomes(SweepProblem problem, Range outcomes) {
    problem.outcome.membership += outcomes.begin * static_cast<std::size_t>(problem.cases);
    if (problem.outcome.axes > 0) problem.outcome.coordinate += outcomes.begin * static_cast<std::size_t>(problem.outcome.axes);
    problem.outcome.choices = static_cast<int>(outcomes.size());
    problem.paths = 0;
    return problem;
}

BlockSums::BlockSums(const SweepProblem& problem) : engine(make_cpu_engine(problem, 1, best_simd(), Precision::exact)) {
    const BlockGrid& grid = engine->grid();
    const std::size_t a = std::min(grid.a_per_block, grid.combinations_a), outcomes = std::min(grid.outcomes_per_block, grid.outcomes);
    const std::size_t per_calibration = static_cast<std::size_t>(problem.rows()) * BlockGrid::lanes;
    x = Buffer<double>(a * per_calibration);
    n = Buffer<std::int32_t>(a * per_calibration);
    both = Buffer<double>(a * outcomes * per_calibration);
    ambiguous = Buffer<double>(a * outcomes * per_calibration);
}

}  // namespace qca
