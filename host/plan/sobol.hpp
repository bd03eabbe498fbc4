// A sequence whose every stretch fills a cube evenly, in any one and any two of its dimensions well beyond chance.
#pragma once

#include <cstddef>
#include <cstdint>

namespace qca {

/// Dimensions for which there are direction numbers.
inline constexpr int sobol_dimensions = 64;

/// Coordinate of a point of the Sobol sequence, as a fraction of 2^32; points in the order of their numbers, the first one 0.
/// @param dimension  0 .. sobol_dimensions - 1
/// @source Sobol (1967), On the distribution of points in a cube; direction numbers of Joe & Kuo (2008), Constructing Sobol
///         sequences with better two-dimensional projections (their list new-joe-kuo-6).
std::uint32_t sobol_number(int dimension, std::uint32_t point);

/// Nested uniform scrambling by a hash: whether a binary digit is flipped depends on the seed and the digits before it alone,
/// so that what fills all intervals of a binary partition evenly still does.
/// @source Owen (1995), Randomly permuted (t,m,s)-nets and (t,s)-sequences; the hash: Laine & Karras (2011), Stratified sampling
///         for stochastic transparency, with the constants of Burley (2020), Practical hash-based Owen scrambling.
std::uint32_t owen_scrambled(std::uint32_t number, std::uint32_t seed);

/// Of the points [first, first + count) the coordinates, each scrambled with the same seed. @param out  [count]
void scrambled_sobol(int dimension, std::uint32_t first, std::size_t count, std::uint32_t seed, std::uint32_t* out);

}  // namespace qca
