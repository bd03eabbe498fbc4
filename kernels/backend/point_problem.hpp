// What the backends make of a PointProblem.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/point_engine.hpp"
#include "kernels/stage/evaluate_whole.hpp"

namespace qca {

/// The sets and cases as a sweep's, without cutoffs, axes and paths; the halves are as equal as can be.
QCA_HOST SweepProblem sets_of(const PointProblem& points) {
    SweepProblem problem;
    problem.cases = points.cases;
    problem.conditions = points.conditions;
    problem.sets_a = points.conditions / 2;
    problem.condition = points.condition;
    problem.outcome = points.outcome;
    return problem;
}

/// How often cases count at most.
struct MostWeight {
    std::uint32_t of_case = 1;   ///< one case
    std::int64_t of_cases = 0;   ///< all cases of a weighting
};
MostWeight most_weight(const PointProblem& problem);

/// What can be had: a weight must fit a part of a sum in 32 bits, and places in the table of a set 31 bits.
Precision possible_precision(const PointProblem& problem, Precision asked);

/// @throws std::invalid_argument
void check_problem(const PointProblem& problem);
/// @throws std::invalid_argument for what is out of the problem's ranges
void check_points(const PointProblem& problem, const PointList& points);

}  // namespace qca
