// Rearrangements of values over cases: drawn at random, or all there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/math/seeded_random.hpp"

namespace qca {

/// The generator of permutation number `number` of a stream: it depends on nothing else, so that any thread can draw any permutation.
/// @param stream  0 for the outcome, 1 + c for condition c
inline SeededRandom permutation_random(std::uint64_t seed, std::uint64_t stream, std::uint64_t number) {
    const std::uint64_t of_stream = SeededRandom(SeededRandom(seed).next() + stream).next();
    return SeededRandom(SeededRandom(of_stream + number).next());
}

/// Shuffles values that lie `stride` apart. Every arrangement is equally likely, up to one part in 2^64 / size.
/// @source Durstenfeld (1964), Algorithm 235: Random permutation; Lemire (2019), Fast random integer generation in an interval.
template <class Value>
inline void shuffle(Value* values, std::size_t size, std::size_t stride, SeededRandom random) {
    __extension__ using Wide = unsigned __int128;
    for (std::size_t i = size; i > 1; --i) {
        const auto j = static_cast<std::size_t>(static_cast<Wide>(random.next()) * i >> 64);
        const Value last = values[(i - 1) * stride];
        values[(i - 1) * stride] = values[j * stride];
        values[j * stride] = last;
    }
}

/// How many different arrangements values have: size! / product of the factorials of how often each occurs.
/// @return nothing when there are more than `most`
std::optional<std::uint64_t> arrangements(const std::vector<double>& values, std::uint64_t most);

/// Arrangement number `number` of values, in lexicographic order. @pre number < arrangements(values, most), most < 2^63
std::vector<double> arrangement(std::vector<double> values, std::uint64_t number);

}  // namespace qca
