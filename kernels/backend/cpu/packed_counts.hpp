// Eight counts in one word, so that a SIMD pack counts the states of all its lanes with one addition.
#pragma once

#include <cstdint>

#include "kernels/backend/map_fold.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"

namespace qca {

static_assert(survival_states == 8, "a packed word has a byte for each state");

/// A packed word counts state s in byte s, up to 255. Words are added and subtracted as integers: a sum of gains and
/// losses may borrow between bytes on the way, and is right where all its counts are in range.
inline constexpr int most_packed = 255;

/// The quarters of a packed word hold its counts in 32 bits: quarter q counts state q in the low half and state q + 4 in
/// the high one.
inline constexpr int quarters = 4;
inline constexpr std::uint64_t quarter_fields = 0x000000FF000000FFu;

/// Quarter q of one word, or of the word of every lane.
template <class Words>
QCA_HD Words quarter_of(const Words& packed, int q) {
    return packed >> (8 * q) & quarter_fields;
}

/// Adds to counts by state. @param words  four quarters, at distance `step`
QCA_HD void add_quarters(StateCounts& counts, const std::uint64_t* words, std::ptrdiff_t step) {
    for (int q = 0; q < quarters; ++q) {
        counts[q] += words[q * step] & 0xFFFFFFFFu;
        counts[q + quarters] += words[q * step] >> 32;
    }
}

/// Counts of up to 65535 a state in 16 bits: the even states in one word, the odd ones in the other.
template <class Lane>
struct SplitCounts {
    using Bits = typename Lane::Bits;
    static constexpr std::uint64_t fields = 0x00FF00FF00FF00FFu;
    Bits even{}, odd{};

    /// Adds `weight` to the state that is 1 in each lane's packed word.
    QCA_HD void add(const Bits& one_state, std::uint16_t weight) {
        even += Lane::scale_fields(one_state & fields, weight);
        odd += Lane::scale_fields(one_state >> 8 & fields, weight);
    }
    QCA_HD Bits quarter(int q) const {
        const Bits& half = q % 2 == 0 ? even : odd;
        return half >> (q < 2 ? 0 : 16) & 0x0000FFFF0000FFFFu;
    }
};

}  // namespace qca
