// Fuzzy data small enough to check by hand.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

#include "host/analysis/analysis.hpp"

namespace qca::test {

/// @param sets  [set][case], the outcome last
inline Memberships memberships_of(std::vector<std::vector<double>> sets) {
    Memberships memberships;
    memberships.set = std::move(sets);
    memberships.order.resize(memberships.set.front().size());
    std::iota(memberships.order.begin(), memberships.order.end(), std::size_t{0});
    return memberships;
}

/// Two conditions, five cases; rows 11: cases 0, 1; 10: case 2; 00: case 3; 01: none. Case 4 belongs to no
/// row.
inline Memberships small_memberships() {
    return memberships_of({{0.9, 0.8, 0.7, 0.1, 0.5},    // A
                           {0.8, 0.6, 0.2, 0.3, 0.9},    // B
                           {1.0, 0.7, 0.4, 0.2, 0.6}});  // Y
}

}  // namespace qca::test
