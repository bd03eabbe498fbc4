// The joint worst case: the smallest shift of all anchors at once that loses a path (or changes a solution).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/robustness/anchor_shifts.hpp"
#include "host/robustness/flip_ranges.hpp"
#include "host/step_progress.hpp"

namespace qca {

/// A shift at which the path is lost, by an analysis.
struct LostShift {
    Shift shift;
    double length = 0;           ///< in the norm that was asked for
    RangeState state;            ///< there
    std::vector<RowFlip> flips;  ///< rows coded otherwise than in the study; memberships of cases are those in the row
};

/// Bounds of the smallest shift in one norm.
struct ShiftBounds {
    double certified = 0;            ///< proved: no feasible shift shorter than this, or as long, is lost
    std::optional<LostShift> found;  ///< the shortest one found
    std::size_t boxes = 0;           ///< looked at for the proof
};

struct WorstShift {
    RangeState own;
    std::optional<Implicant> path;
    ShiftBounds largest, euclidean;
    std::optional<std::size_t> alone;    ///< the anchor that loses the path with the smallest shift when it moves alone
    double alone_shift = 0;              ///< by how much
    std::vector<std::string> immovable;  ///< sets without anchors and threshold
    double reach = 1;
};

struct WorstOptions {
    std::optional<Implicant> path;
    double reach = 1;             ///< longer shifts are not looked at
    std::size_t boxes = 20'000;   ///< most boxes of anchors looked at, in each norm
    std::uint64_t seed = 1;       ///< of the random changes in the search for short shifts
    int threads = 0;              ///< as RangeOptions::threads
    StepReport progress;
};

/// @throws InputError for more than max_conditions conditions, a path that does not survive in the study itself, a study without
///         anchors
WorstShift worst_shift(const Study& study, const StudyData& data, const WorstOptions& options);

}  // namespace qca
