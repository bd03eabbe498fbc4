// Necessity of one set under every combination of the choices that it depends on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/study/study.hpp"
#include "host/sweep/necessity_result.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Memberships under every choice of a set's anchors: [choice][case].
struct ChoiceTable {
    const double* membership = nullptr;
    std::size_t choices = 0;
};

/// A set X and an outcome Y. Combinations are mixed-radix numbers over the choices of X's conditions, in order, and of Y,
/// the last fastest.
struct NecessityProblem {
    std::vector<Implicant> paths;         ///< of X, over all conditions
    std::vector<ChoiceTable> conditions;  ///< all, in order; cases in the order of the file
    ChoiceTable outcome;                  ///< cases in the order of the sums
    std::vector<std::size_t> order;       ///< of the sums
    double bound = 0;                     ///< of the cutoff for inclN, from cutoff_bound()

    std::size_t cases() const { return order.size(); }
    /// Numbers of the conditions of X, increasing.
    std::vector<std::size_t> involved() const;
};

/// A statistic over combinations.
struct CombinationSpread {
    double minimum = 0, maximum = 0, sum = 0;
    std::uint64_t minimum_at = 0, maximum_at = 0;  ///< first combination with that value
    std::uint64_t defined = 0;

    /// @param times  so many combinations have the value; the first of them is `at`
    void add(double value, std::uint64_t at, std::uint64_t times = 1);
    void add(const CombinationSpread& other);
};

struct CombinationNecessity {
    CombinationSpread inclN, RoN, covN;
    NecessityCounts total{};
    /// [involved condition, then the outcome][choice] combinations in each state
    std::vector<std::vector<NecessityCounts>> by_choice;
};

/// The same for any number of threads: sums are added in one order. @param crew  null: the calling thread alone
CombinationNecessity combination_necessity(const NecessityProblem& problem, Crew* crew);

}  // namespace qca
