// Memberships of the cases in paths and rows. Private to the analysis.
#pragma once

#include <vector>

#include "host/analysis/analysis.hpp"
#include "kernels/math/pack.hpp"
#include "kernels/math/set_relation.hpp"

namespace qca {

inline std::size_t number_of_conditions(const Memberships& memberships) {
    return memberships.set.size() - 1;
}
inline const std::vector<double>& outcome_of(const Memberships& memberships) {
    return memberships.set.back();
}

/// 1 - x, case by case.
std::vector<double> negated(const std::vector<double>& memberships);

/// Membership of every case in a conjunction: the smallest over its literals of x or 1 - x; 1 without
/// literals.
std::vector<double> path_memberships(const Memberships& memberships, const Implicant& path);

/// Membership of every case in a sum: the largest over its paths.
std::vector<double> expression_memberships(const Memberships& memberships, const std::vector<Implicant>& paths);

/// The cases with a membership above 0.5, in file order.
std::vector<std::size_t> members(const std::vector<double>& memberships);

/// Sums for "x is a subset of y", in Memberships::order.
RelationSums<double> relation_sums(const std::vector<double>& x, const std::vector<double>& y,
                                   const std::vector<std::size_t>& order);

/// The sum of x, in Memberships::order.
double sum_of(const std::vector<double>& x, const std::vector<std::size_t>& order);

}  // namespace qca
