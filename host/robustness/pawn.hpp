// How much a number's whole distribution changes once a choice is known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace qca {

/// Distances between distributions, in [0, 1].
struct PawnIndex {
    double median = 0, maximum = 0;              ///< over the conditioning intervals; NaN where there is no sample
    double noise_median = 0, noise_maximum = 0;  ///< of dummies: 19 of 20 have less
    std::size_t intervals = 0;                   ///< with samples

    friend bool operator==(const PawnIndex&, const PawnIndex&) = default;
};

/// Numbers of the distinct values, increasing from 0: what a distribution function needs of them.
std::vector<std::uint32_t> levels_of(const std::vector<double>& values);

/// The Kolmogorov-Smirnov distances between the distribution of a number over all samples and that over the samples whose choice lies in one
/// interval. Noise: the same of dummies, choices that nothing depends on, with as many intervals. A choice below it cannot be told from them.
/// @param level      [sample] of the number, see levels_of()
/// @param intervals  [choice][sample] in which the choice lies
/// @param dummies    how many; 0: noise is 0. Choices with equally many intervals have the same dummies
/// @param threads    as for threads_to_use(); the result is the same for every number of threads
/// @return [choice]
/// @source Pianosi & Wagener (2015), A simple and efficient method for global sensitivity analysis based on cumulative distribution functions;
///         (2018), Distribution-based sensitivity analysis from a generic input-output sample, for intervals; Khorashadi Zadeh et al. (2017),
///         Comparison of variance-based and moment-independent global sensitivity analysis approaches, for dummies.
std::vector<PawnIndex> pawn_indices(const std::vector<std::uint32_t>& level, const std::vector<std::vector<std::uint32_t>>& intervals,
                                    std::size_t dummies, std::uint64_t seed, int threads = 1);

/// Of one choice.
PawnIndex pawn_index(const std::vector<std::uint32_t>& level, const std::vector<std::uint32_t>& interval, std::size_t dummies, std::uint64_t seed);

}  // namespace qca
