// Sensitivity ranges: how far each number of a study can be moved, alone, until the solution changes. Exact, not stepped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/robustness/range_parameter.hpp"
#include "host/study/study.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

/// Why a row of the truth table is coded otherwise.
struct FlipCause {
    enum class Kind {
        membership,  ///< a case comes to belong to the row (rises) or ceases to
        jump,        ///< the clamp sets a case's membership to 0 or 1, or no longer does
        n,           ///< the row has enough cases (rises), or not
        incl,        ///< its inclusion meets the inclusion cutoff (rises), or not
        pri,         ///< its PRI meets the PRI cutoff (rises), or not
        incl0        ///< its inclusion meets the second cutoff (rises), or not
    };
    Kind kind = Kind::n;
    bool rises = false;
    std::size_t case_number = 0;  ///< of a membership or jump
    double membership = 0;        ///< in the set that moves, beyond the boundary

    friend bool operator==(const FlipCause&, const FlipCause&) = default;
};

/// A row on the two sides of a boundary, seen from the study's value.
struct RowFlip {
    std::uint32_t row = 0;
    char from = '?', to = '?';  ///< codes as TableRow::out
    int n_from = 0, n_to = 0;
    double incl = 0, pri = 0;  ///< beyond the boundary; NaN for a row that no case belongs to
    std::vector<FlipCause> causes;
};

/// What holds in a stretch of values: the models, or with a path its survival.
struct RangeState {
    std::vector<std::vector<Implicant>> models;  ///< empty where there is a path
    bool capped = false;                         ///< of the models, only the first were compared
    std::optional<Survival> survival;            ///< of the path

    friend bool operator==(const RangeState&, const RangeState&) = default;
};

/// All doubles (of the frequency: whole numbers) from `first` to `last`.
struct RangeInterval {
    double first = 0, last = 0;
    std::size_t state = 0;  ///< position in FlipRanges::states
};

/// Between two neighbouring intervals.
struct RangeBoundary {
    double below = 0, above = 0;  ///< the last value of the lower interval and the first of the upper one: neighbours
    std::vector<RowFlip> flips;   ///< rows coded otherwise on the side that is farther from the study's value
};

/// A case comes to belong to the path, or ceases to, as the anchor moves away from the study's value.
struct PathCaseChange {
    double before = 0, after = 0;  ///< neighbours; `after` is farther from the study's value
    std::size_t case_number = 0;
    bool enters = false;
    double membership = 0;  ///< of the case in the set that moves, at `after`
};

/// A row's statistic that meets its cutoff or misses it by less than can be told, within 1e-10 of the anchor's unit around a value.
struct RangeTouch {
    double value = 0;
    std::uint32_t row = 0;
    FlipCause::Kind statistic = FlipCause::Kind::incl;
};

struct ParameterRange {
    RangeParameter parameter;
    double own = 0;  ///< the study's value
    SearchRange searched;
    std::vector<RangeInterval> intervals;   ///< cover what was searched, increasing; neighbours differ in their state
    std::size_t own_interval = 0;           ///< the one with the study's value
    std::vector<RangeBoundary> boundaries;  ///< number i lies between intervals i and i + 1
    std::vector<RangeTouch> touches;
    std::vector<PathCaseChange> path_cases;  ///< by `before`, increasing
};

struct FlipRanges {
    std::vector<RangeState> states;  ///< number 0 is the study's own
    std::vector<ParameterRange> parameters;
    std::vector<std::string> immovable;            ///< sets without anchors: by codes, or taken as they are
    std::optional<Implicant> path;
    std::vector<std::size_t> path_cases;  ///< the study's own cases of the path
    double reach = 1;
};

struct RangeOptions {
    std::optional<Implicant> path;  ///< ranges of its survival rather than of the solution
    double reach = 1;               ///< how far anchors are searched, see search_range()
    int threads = 0;                ///< as for threads_to_use(); changes nothing but the time
};

/// The ranges of every parameter (see range_parameters()), all else as the study says, for the study's own solution type.
/// @throws InputError for more than max_conditions conditions
/// @source Oana & Schneider (2021) for sensitivity ranges
FlipRanges flip_ranges(const Study& study, const StudyData& data, const RangeOptions& options);

}  // namespace qca
