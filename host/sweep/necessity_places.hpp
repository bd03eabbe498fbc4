// Where an extreme of necessity lies: on the axes that matter to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"

namespace qca {

class NecessityPlaces {
  public:
    /// @param plan  outlives this
    NecessityPlaces(const Study& study, const SweepPlan& plan);

    /// Positions of a scenario of the grid, or of a sample of the design, on the axes of slices, of the conditions of a set and of
    /// the outcome that is explained there; no_position on the others.
    /// @param set  number among the sets of the result
    std::vector<std::uint32_t> of_set(std::size_t set, std::uint64_t scenario) const { return at(scenario, sets_[set], true); }

    /// The same for the skew of a set. @param set  number among the sets whose skew is told
    std::vector<std::uint32_t> of_skew(std::size_t set, std::uint64_t scenario) const;

  private:
    std::vector<std::uint32_t> at(std::uint64_t scenario, const std::vector<std::size_t>& sets, bool with_outcome) const;

    const SweepPlan& plan_;
    std::vector<std::vector<std::size_t>> sets_;  // [set of the result] conditions in it
    std::size_t conditions_;
    std::function<std::size_t(std::size_t, std::uint64_t)> position_;  // on an axis, of a scenario
};

}  // namespace qca
