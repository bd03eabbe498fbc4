// A design from which first-order and total Sobol indices are estimated.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/plan/choices.hpp"
#include "host/plan/sweep_plan.hpp"

namespace qca {

/// A set whose anchors, drawn one by one from their ranges, could get out of order.
struct OverlappingRanges {
    std::string set;
    std::uint64_t in_order = 0, combinations = 0;  ///< of its anchors, as they are tabulated
};

/// A is a point for every pair of points of a design, B the other one; then one matrix for every choice: A, but for the choice's axes,
/// which are B's.
struct SaltelliPlan {
    SweepPlan plan;                            ///< of points * matrices() samples, matrix by matrix within a pair of points
    std::uint64_t points = 0;                  ///< pairs of points
    std::vector<Choice> choices;
    std::vector<OverlappingRanges> overlapping;  ///< their anchors are drawn together: all that are in order, equally likely

    std::size_t matrices() const { return choices.size() + 2; }
};

/// The choices of a study's sweep, drawn independently of one another. A set whose ranges overlap is one choice, since its anchors depend
/// on one another; so nothing that is drawn is out of order, and the other choices' distribution is what the study says.
/// @param study   its [sweep] may be a grid, of which values are drawn
/// @param points  a power of two suits
/// @source Saltelli (2002), Making best use of model evaluations to compute sensitivity indices, for the matrices; Sobol sequences in
///         them: Saltelli et al. (2010), Variance based sensitivity analysis of model output.
/// @throws InputError for a study without a sweep, with exclusions, with more than 32 varied choices, with a set that has no anchors in
///         order, and as plan_sweep()
SaltelliPlan saltelli_plan(const Study& study, const std::vector<std::string>& cases, std::uint64_t points, std::uint64_t seed);

}  // namespace qca
