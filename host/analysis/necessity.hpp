// Necessity of conditions, of their negations and of expressions.
#pragma once

#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"
#include "kernels/math/pack.hpp"

namespace qca {

/// Sums over the cases for "X is necessary for Y", added in the order of the program's sums.
struct NecessitySums {
    double x = 0;         ///< sum of x
    double y = 0;         ///< sum of y
    double both = 0;      ///< sum of min(x, y)
    double out = 0;       ///< sum of 1 - x
    double not_both = 0;  ///< sum of 1 - min(x, y)
};

/// inclN = both / y, RoN = out / not_both, covN = both / x; NaN for 0/0.
/// @source Ragin (2008); Schneider & Wagemann (2012) for RoN.
inline double necessity_inclusion(const NecessitySums& s) { return s.both / s.y; }
inline double necessity_relevance(const NecessitySums& s) { return s.out / s.not_both; }
inline double necessity_coverage(const NecessitySums& s) { return s.both / s.x; }

/// Every condition, then every negated condition, then the expressions: what necessity is asked of.
std::vector<NamedExpression> necessity_candidates(const std::vector<std::string>& conditions, const NecessityOptions& options);

/// Their fits as necessary for the outcome.
std::vector<Necessity> necessity(const Memberships& memberships, const std::vector<NamedExpression>& candidates);

}  // namespace qca
