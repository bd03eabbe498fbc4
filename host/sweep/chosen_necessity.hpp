// Necessity under one choice of every set.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/analysis/necessity.hpp"
#include "host/sweep/combination_necessity.hpp"
#include "host/sweep/necessity_result.hpp"
#include "host/sweep/slice_necessity.hpp"

namespace qca {

/// Of a set for an outcome: inclN, RoN, covN.
using NecessitySpreads = std::array<CombinationSpread, 3>;

/// Looks up memberships and sums them; for one thread.
class ChosenNecessity {
  public:
    explicit ChosenNecessity(const SliceProblem& problem) : problem_(problem), x_(problem.cases), in_path_(problem.cases) {}

    /// Takes the memberships in a candidate. @param choice  [condition]
    void take(std::size_t candidate, const std::int32_t* choice);

    /// @param outcome  choice of what is explained, `e`
    NecessityState state(std::size_t e, std::int32_t outcome) const { return state_of(sums(e, outcome)); }

    /// Adds its statistics, so many times. @param at  the sample
    NecessityState add(std::size_t e, std::int32_t outcome, std::uint64_t at, std::uint64_t times, NecessitySpreads& spreads) const;

  private:
    NecessitySums sums(std::size_t e, std::int32_t outcome) const;
    NecessityState state_of(const NecessitySums& sums) const;

    const SliceProblem& problem_;
    std::vector<double> x_, in_path_;  // [case]
};

}  // namespace qca
