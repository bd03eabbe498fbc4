// What became of a path in a scenario.
#pragma once

#include <array>
#include <cstdint>

namespace qca {

/// The first of these that holds, in this order; the values are those of the result file. M ranges over the
/// scenario's minimal models.
enum class Survival : std::uint8_t {
    exact_all = 0,    ///< the path is a path of every M
    exact_some = 1,   ///< of some M
    narrowed = 2,     ///< some M has a path with the same literals and more
    absorbed = 3,     ///< some M has a path with some of the literals and no others
    covered = 4,      ///< in some M, several paths together cover every truth-table row of the path
    absent = 5,       ///< none of these
    no_solution = 6,  ///< no row is positive, so there is no model
    skipped = 7       ///< not evaluated: the anchors of some set are out of order
};

inline constexpr int survival_states = 8;
inline constexpr std::array<const char*, survival_states> survival_names{
    "exact_all", "exact_some", "narrowed", "absorbed", "covered", "absent", "no_solution", "skipped"};

}  // namespace qca
