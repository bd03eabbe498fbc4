// How much of the variance of a number is due to what it is computed from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace qca {

/// 95 % of the values that resampling gives.
struct IndexInterval {
    double low = 0, high = 0;

    friend bool operator==(const IndexInterval&, const IndexInterval&) = default;
};

/// Of one input, or of several together: shares of the variance.
struct SobolIndex {
    double first = 0;  ///< Var(E[f | input]) / Var(f): what goes away, on average, once the input is known
    double total = 0;  ///< E[Var(f | all others)] / Var(f): what is left once all others are known
    IndexInterval first_interval, total_interval;

    friend bool operator==(const SobolIndex&, const SobolIndex&) = default;
};

struct SobolIndices {
    double mean = 0, variance = 0;
    std::vector<SobolIndex> of;  ///< [input] NaN where the variance is 0

    friend bool operator==(const SobolIndices&, const SobolIndices&) = default;
};

struct BootstrapOptions {
    std::size_t replicates = 1000;
    std::uint64_t seed = 1;
    int threads = 1;  ///< as for threads_to_use(); the result is the same for every number of threads
};

/// What the bootstrap draws from, at most: that many base points, or groups of them.
inline constexpr std::size_t most_resampled = std::size_t{1} << 14;

using BasePointValues = std::function<void(std::size_t point, double* values)>;

/// Estimates from the values f(A), f(B) and f(A_B^i), where A_B^i is A with input i from B:
///
///     first order   mean of (f(B) - m) (f(A_B^i) - f(A)) / variance
///     total         mean of (f(A) - f(A_B^i))^2 / 2 / variance
///
/// m and variance are those of f(A) and f(B) together. (Without m the estimate has the same mean and more noise.) Estimates of shares near 0
/// can be negative. Intervals: the base points are drawn with replacement, each with all its values; 2.5 % and 97.5 % quantiles (percentile
/// bootstrap). More than most_resampled points are drawn in so many groups of consecutive ones, as equal in size as can be (block bootstrap).
/// It takes what is drawn as independent, so that for a Sobol sequence, which does better, the intervals are rather too wide; groups narrow
/// them a little, since what is even within a group is no longer taken for chance.
///
/// @param values_of  writes f(A), f(B), f(A_B^0), f(A_B^1), ... of a base point; called by several threads, twice for each point
/// @source Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola (2010), Variance based sensitivity analysis of model output, for the first
///         order, after Sobol' (1993); Jansen (1999), Analysis of variance designs for model output, for the total; Archer, Saltelli & Sobol'
///         (1997), Sensitivity measures, ANOVA-like techniques and the use of bootstrap;
///         Kuensch (1989), The jackknife and the bootstrap for general stationary observations, for groups.
SobolIndices sobol_indices(std::size_t points, std::size_t inputs, const BasePointValues& values_of, const BootstrapOptions& options = {});

/// The same. @param values  [point * (inputs + 2) + matrix]
SobolIndices sobol_indices(const std::vector<double>& values, std::size_t inputs, const BootstrapOptions& options = {});

}  // namespace qca
