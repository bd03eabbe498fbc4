// How much of the variance of a path's survival is due to which choices, exactly, in all scenarios of a grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/plan/choices.hpp"
#include "host/robustness/ranked_number.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Scenarios that were evaluated, and the sum of a number Y over them; of survival, how many survive.
struct PartSum {
    std::uint64_t all = 0;
    double sum = 0;
};

/// Var(E[Y | cell]), every scenario equally likely. Cells without one do not count.
double explained_variance(const std::vector<PartSum>& cells);

/// Of a choice, as shares of the variance of Y.
struct VarianceShare {
    double first = 0;  ///< Var(E[Y | choice]) / Var(Y); NaN where it cannot be told
    double total = 0;  ///< 1 - Var(E[Y | all other axes]) / Var(Y): what is left once all others are known. NaN likewise
};

/// Of two axes beyond what each does alone.
struct PairVarianceShare {
    std::size_t a = 0, b = 0;         ///< numbers of the axes, a < b
    double closed = 0;                ///< Var(E[Y | a, b]) / Var(Y)
    std::optional<double> interaction;  ///< closed, less both first orders; nothing where a and b depend on one another
};

struct VarianceShares {
    double mean = 0, variance = 0;
    std::vector<VarianceShare> of;         ///< [choice]
    std::vector<PairVarianceShare> pairs;  ///< of all varied axes, largest interaction (else closed share) first
    bool independent = true;               ///< every combination was evaluated; else shares of different choices can overlap
};

/// From the maps of a path: first orders of axes, and of sets with two varied axes; where the column of all scenarios is there, those of all
/// choices, and totals.
/// @param axes  all of them, of a grid
/// @source Sobol' (1993), Sensitivity estimates for nonlinear mathematical models; Saltelli et al. (2008), Global Sensitivity Analysis: The
///         Primer, for closed shares, and that total shares need not be sampled where all combinations are known
VarianceShares variance_shares(const PathResult& path, const std::vector<Axis>& axes, const std::vector<Choice>& choices);

/// The same of any number, from the column of all scenarios.
/// @param threads  as for threads_to_use(); the result is the same for every number of threads
VarianceShares variance_shares(const RankedNumber& number, const std::vector<Axis>& axes, const std::vector<Choice>& choices, int threads);

}  // namespace qca
