// Proof that no shift of all anchors up to some length loses a path (or changes a solution).
#pragma once

#include <cstddef>

#include "host/robustness/shift_fate.hpp"
#include "host/step_progress.hpp"

namespace qca {

struct ShiftCertificate {
    enum class Outcome {
        alive,  ///< proved: no feasible shift of at most this length is lost
        lost,   ///< one is
        open    ///< not decided with so many boxes
    };
    Outcome outcome = Outcome::open;
    Shift witness;          ///< the one that is lost, at most so long
    std::size_t boxes = 0;  ///< looked at
};

/// Branch and bound: boxes of anchors are halved until all tables that their rows may be coded to are alive, or an analysis in one
/// of them is lost. The same for all machines.
/// @param length      0 or more
/// @param most_boxes  at least 1
/// @param progress    counts boxes
ShiftCertificate certify_shifts(const AnchorShifts& shifts, ShiftFate& fate, ShiftNorm norm, double length, std::size_t most_boxes,
                                StepCount& progress);

}  // namespace qca
