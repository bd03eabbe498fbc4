// How much of the variance of a number is due to what it is computed from.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// Estimates from the values f(A), f(B) and f(A_B^i), where A_B^i is A with input i from B:
///
///     first order   mean of (f(B) - m) (f(A_B^i) - f(A)) / variance
///     total         mean of (f(A) - f(A_B^i))^2 / 2 / variance
///
/// m and variance are those of f(A) and f(B) together. (Without m the estimate has the same mean and more noise.) Estimates of shares near 0
/// can be negative. Intervals: the base points are drawn with replacement, each with all its values; 2.5 % and 97.5 % quantiles (percentile
/// bootstrap). It takes the points as independent, so that for a Sobol sequence, which does better, the intervals are rather too wide.
///
/// @param values  [point * (inputs + 2) + matrix] of A, B, A_B^0, A_B^1, ...
/// @source Saltelli, Annoni, Azzini, Campolongo, Ratto & Tarantola (2010), Variance based sensitivity analysis of model output, for the first
///         order, after Sobol' (1993); Jansen (1999), Analysis of variance designs for model output, for the total; Archer, Saltelli & Sobol'
///         (1997), Sensitivity measures, ANOVA-like techniques and the use of bootstrap.
SobolIndices sobol_indices(const std::vector<double>& values, std::size_t inputs, const BootstrapOptions& options = {});

}  // namespace qca
