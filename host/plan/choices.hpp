// What a ranking compares: single axes, and sets with all their anchors.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"

namespace qca {

/// One choice of a sweep, or several that belong together.
struct Choice {
    std::string name;               ///< of the axis, or of the set
    std::vector<std::size_t> axes;  ///< numbers, increasing; several for a set

    bool is_set() const { return axes.size() > 1; }
    friend bool operator==(const Choice&, const Choice&) = default;
};

/// Every axis with several values by itself, in order, then every set with several such axes.
/// @param sets  names of conditions and outcomes
std::vector<Choice> choices_of(const std::vector<Axis>& axes, const std::vector<std::string>& sets);

/// Numbers of those that, together, have every varied axis once: sets, and axes that are in none.
std::vector<std::size_t> disjoint_choices(const std::vector<Choice>& choices);

}  // namespace qca
