// What all threads look up for points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_masks.hpp"
#include "kernels/backend/cpu/whole_memberships.hpp"
#include "kernels/backend/point_problem.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Number names the SIMD variant that the class is compiled for.
template <class Number>
class PointTables {
  public:
    PointTables(const PointProblem& points, Precision precision)
        : problem(sets_of(points)), masks(points),
          whole(precision == Precision::certified ? new WholeMemberships<Number>(problem) : nullptr),
          low_cases_(static_cast<std::size_t>(problem.outcome.choices)) {
        const auto cases = static_cast<std::size_t>(problem.cases);
        for (std::size_t y = 0; y < low_cases_.size(); ++y) {
            const double* const membership = problem.outcome.membership + y * cases;
            while (low_cases_[y] < problem.cases && membership[low_cases_[y]] <= 0.5) ++low_cases_[y];
        }
        band = whole_band(static_cast<int>(most_weight(points).of_cases));
        if (points.weight == nullptr) return;
        const std::size_t weights = static_cast<std::size_t>(points.weightings) * cases;
        weight_ = Buffer<std::uint32_t>(weights + WholeMemberships<Number>::readable_behind);
        for (std::size_t i = 0; i < weights; ++i) weight_[i] = points.weight[i];
    }

    const SweepProblem problem;
    const PointMasks<Number> masks;
    const std::unique_ptr<const WholeMemberships<Number>> whole;  ///< null: sums in double alone
    double band = 0;  ///< whole_band(); a case that counts w times is rounded w times

    /// The first so many cases have y <= 0.5. @param outcome  a choice
    int low_cases(std::size_t outcome) const { return low_cases_[outcome]; }
    /// [case]
    const double* membership(int set, std::size_t choice) const {
        return (set < problem.conditions ? problem.condition[set] : problem.outcome).membership +
               choice * static_cast<std::size_t>(problem.cases);
    }
    /// [case] How often each counts.
    const std::uint32_t* weight(std::size_t weighting) const {
        return weight_.data() + weighting * static_cast<std::size_t>(problem.cases);
    }

  private:
    Buffer<int> low_cases_;         // [choice of the outcome]
    Buffer<std::uint32_t> weight_;  // [weighting][case]
};

}  // namespace qca
