// The values that a sweep tries for one choice.
#pragma once

#include <cstddef>
#include <vector>

#include "host/study/toml_node.hpp"

namespace qca {

/// Most values of one axis.
inline constexpr std::size_t longest_axis = 100000;

/// What the values of an axis are.
enum class AxisValues {
    raw_values,  ///< any finite number
    shares,      ///< in [0, 1]
    counts       ///< whole numbers of at least 1
};

/// Reads `[3, 6]`, `{ from, to, step }` or `{ around, by, steps }`. Computed values are rounded to 12
/// significant digits, so that { from = 0.75, to = 0.95, step = 0.01 } gives the decimals that it says; `to`
/// is included when it is within 1e-9 steps.
/// @param distance  of the anchors of a set, inclusion - exclusion: then `by` may be a share of its size, as the
///                  text "5 %"; 0: there is none
/// @return strictly increasing, not empty
/// @throws InputError for anything else, empty lists, steps that are not positive and axes of more than
///         longest_axis values
std::vector<double> read_axis(const TomlNode& node, AxisValues values, double distance = 0);

}  // namespace qca
