// What the counts of a sweep say about one path: where it survives, what kills it, which of its cases stay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Whether the path survives: it is a path of at least one minimal model (exact_all or exact_some).
inline bool survives(Survival state) {
    return state == Survival::exact_all || state == Survival::exact_some;
}

/// Scenarios of all states but skipped.
std::uint64_t evaluated(const StateCounts& counts);

/// Scenarios in which the path survives.
std::uint64_t surviving(const StateCounts& counts);

/// part / whole, in [0, 1]; NaN when whole is 0.
double share(std::uint64_t part, std::uint64_t whole);

/// Share of the evaluated scenarios in which the path survives, in [0, 1]; NaN when none was evaluated.
double survival_share(const StateCounts& counts);

/// A share of independent draws, and between which shares of all scenarios it is compatible with, at 95 %.
/// @source Wilson (1927), Probable inference, the law of succession, and statistical inference.
struct ShareInterval {
    double low = 0, high = 1;
};
/// @return [0, 1] when whole is 0
ShareInterval wilson_interval(std::uint64_t part, std::uint64_t whole);

/// The most frequent state of the evaluated scenarios in which the path does not survive (the first of
/// equals); nothing when there is none.
std::optional<Survival> main_other_fate(const StateCounts& counts);

/// Values of axes with several values at which the survival share is below that of the whole sweep, lowest
/// first (equals in the order of the axes).
/// @param most  at most so many
std::vector<AxisValue> lowest_survival(const PathResult& path, std::size_t most);

/// How much one choice matters for a path.
struct AxisInfluence {
    std::size_t axis = 0;
    std::size_t worst = 0;  ///< value with the lowest survival share
    std::size_t best = 0;   ///< value with the highest
    double spread = 0;      ///< difference of the two shares, in [0, 1]
};

/// Axes with at least two values at which something was evaluated; largest spread first (equals in axis
/// order).
std::vector<AxisInfluence> axis_influence(const PathResult& path);

/// What became of a path when only one choice was changed from the study's own.
struct SingleChange {
    AxisValue to;
    Survival state = Survival::absent;
    bool kills = false;    ///< the path survives under the study's own choices, but not after the change
    bool revives = false;  ///< the reverse; neither where the study's own choices were not evaluated
};

/// Every single change that could be evaluated, in axis order.
std::vector<SingleChange> list_single_changes(const SweepResult& result, const PathResult& path);

/// Whether another value of this axis is another question rather than another calibration, cutoff or set of cases.
inline bool is_question(const Axis& axis) {
    return axis.name == solution_type_axis || axis.name == outcome_axis || axis.name == conditions_axis;
}

/// The killing change to the axis value with the lowest survival share in the whole sweep (the first of
/// equals); nothing when no single change kills the path. Another question (see is_question()) counts only when
/// nothing else kills the path: it is nearly always the lowest.
std::optional<SingleChange> most_harmful_change(const SweepResult& result, const PathResult& path);

/// How firmly a case belongs to a path.
struct CaseRetention {
    std::size_t case_number = 0;
    std::uint64_t scenarios = 0;  ///< in which the path survives with this case in it (membership above 0.5)
    double share = 0;             ///< of the scenarios in which the path survives, in [0, 1]
    std::optional<AxisValue> lowest;  ///< where that share is lowest, when it is lower somewhere
    double lowest_share = 0;          ///< at *lowest
};

/// Share of the surviving scenarios at one axis value that keep the case; NaN when the path survives in none
/// of them or the cases were not counted for this axis.
double case_share(const SweepResult& result, const PathResult& path, std::size_t case_number, AxisValue at);

/// The cases that are in the path in some scenario; largest share first (equals in the order of the file).
std::vector<CaseRetention> case_retention(const SweepResult& result, const PathResult& path);

}  // namespace qca
