// How much there is to evaluate in a box of a sweep.
#pragma once

#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"

namespace qca {

struct BoxSize {
    std::vector<std::uint64_t> choices;  ///< [set] of its anchors, in order
    std::uint64_t cutoffs = 1;           ///< combinations of cutoffs and type
    std::uint64_t evaluated = 1;         ///< scenarios with every set in order

    BoxSize(const SweepPlan& plan, const Box& box);

    /// Of the sets that take part in a slice.
    std::uint64_t calibrations(const Slice& slice) const;
};

/// Whether anchors of the study's outcome are varied in a slice; those of another outcome are not.
inline bool has_own_outcome(const SweepPlan& plan, const Slice& slice) { return slice.outcome + 1 == plan.sets.size(); }

}  // namespace qca
