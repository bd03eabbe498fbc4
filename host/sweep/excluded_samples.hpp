// Which samples of a design a study excludes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/drawn_anchors.hpp"
#include "host/sweep/sample_piece.hpp"

namespace qca {

/// The same as excluded_by(), for many samples.
class ExcludedSamples {
  public:
    /// @param plan     with a design; outlives this
    /// @param anchors  [set of the plan]
    ExcludedSamples(const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors);

    bool none() const { return exclusions_.empty(); }

    /// @param i  in the piece
    bool contains(const SamplePiece& piece, std::size_t i) const;

  private:
    /// What an exclusion names, as far as it names less than everything: [number] whether it holds there.
    struct Named {
        std::size_t of = 0;  ///< axis, or set
        std::vector<std::uint8_t> holds;
    };
    struct Exclusion {
        std::vector<Named> axes;               ///< positions on axes that are no set's
        std::vector<Named> sets;               ///< combinations of a set's anchors
        std::vector<DrawnLimit> cutoffs;       ///< drawn from a range
    };

    const SweepPlan& plan_;
    std::vector<Exclusion> exclusions_;
};

}  // namespace qca
