// How far one anchor can move alone before a printed figure is lost.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "host/recover/reproduction.hpp"
#include "host/recover/search_space.hpp"

namespace qca {

/// An interval around an anchor, open at infinity.
struct AnchorReach {
    double low = 0, high = 0;
};

inline constexpr std::array<double Anchors::*, 3> anchor_members{&Anchors::exclusion, &Anchors::crossover, &Anchors::inclusion};
inline constexpr std::array<const char*, 3> anchor_names{"exclusion", "crossover", "inclusion"};

/// The interval around each anchor of a set in which no more figures are lost, the other anchors of all sets staying as they are.
/// It is proved in pieces: over each piece, bounds of all memberships show that every figure stays reproduced. Pieces get shorter towards
/// an end, down to 1e-9 of the distance of the anchors, so that the ends are the true ones up to about that.
/// @param sets  memberships of the conditions, then the outcome, under the candidate
/// @param most_lost  figures that may be lost
std::array<AnchorReach, 3> anchor_reaches(const Published& published, const SetDefinition& definition, const Variant& variant, const Anchors& anchors,
                                          std::size_t set, const std::vector<const double*>& sets, const std::vector<std::string>& cases,
                                          std::size_t most_lost);

}  // namespace qca
