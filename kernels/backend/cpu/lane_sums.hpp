// Sums over the lanes of packs: of as many packs at once as a pack has lanes.
#pragma once

#include <cstdint>
#include <utility>

#include "kernels/math/pack.hpp"
#include "kernels/math/set_relation.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Lane l is a[l] + a[l + Step] where l & Step is 0, else b[l - Step] + b[l].
template <int Step, class Pack, int... Lane>
QCA_HD Pack add_across(const Pack& a, const Pack& b, std::integer_sequence<int, Lane...>) {
    constexpr int lanes = sizeof...(Lane);
    constexpr std::uint32_t of_b = (0u | ... | ((Lane & Step) == 0 ? 0u : 1u << Lane));
    const Pack stays = Lanes<Pack>::template choose<of_b>(a, b);
    const Pack moves = __builtin_shufflevector(a, b, ((Lane & Step) == 0 ? Lane + Step : lanes + Lane - Step)...);
    return stays + moves;
}
template <int Step, class Pack>
QCA_HD RelationSums<Pack> add_across(const RelationSums<Pack>& a, const RelationSums<Pack>& b) {
    constexpr std::make_integer_sequence<int, Lanes<Pack>::count> lanes;
    return {add_across<Step>(a.x, b.x, lanes), add_across<Step>(a.both, b.both, lanes), add_across<Step>(a.ambiguous, b.ambiguous, lanes)};
}

/// In lane l the sums over all lanes of sums_of(l), which is called once for every lane, by halves: sums that are added
/// across lanes make room in the registers for the next.
template <class Pack, int Added = Lanes<Pack>::count, class Source>
QCA_HD RelationSums<Pack> sums_over_lanes(const Source& sums_of, int first = 0) {
    if constexpr (Added == 1) {
        return sums_of(first);
    } else {
        constexpr int step = Lanes<Pack>::count / Added;
        return add_across<step>(sums_over_lanes<Pack, Added / 2>(sums_of, first), sums_over_lanes<Pack, Added / 2>(sums_of, first + step));
    }
}

}  // namespace qca
