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
    static constexpr int narrow_lanes = Lanes<typename Lanes<Number>::Narrow>::count;

  public:
    using NarrowMemberships = WholeMemberships<Number, std::int16_t>;
    /// With more packs of cases, 16 bits leave too many points open.
    static constexpr int most_narrow_packs = 4;
    /// Packs of all cases in numbers of 16 bits.
    static int narrow_packs(const SweepProblem& problem) { return (problem.cases + narrow_lanes - 1) / narrow_lanes; }
    /// A membership of 1 in them: a lane adds one membership a pack.
    static std::uint32_t one_in_narrow(const SweepProblem& problem) { return static_cast<std::uint32_t>(narrow_one(narrow_packs(problem))); }

    PointTables(const PointProblem& points, Precision precision)
        : problem(sets_of(points)), masks(points),
          whole(precision == Precision::certified ? new WholeMemberships<Number>(problem, lanes) : nullptr),
          narrow(whole != nullptr && points.weight == nullptr && narrow_packs(problem) <= most_narrow_packs
                     ? new NarrowMemberships(problem, narrow_lanes, one_in_narrow(problem))
                     : nullptr),
          most_cases(static_cast<int>(most_weight(points).of_cases)), band(whole_band(most_cases)), narrow_band(qca::narrow_band(problem.cases)),
          weight_step_(WholeMemberships<Number>::step(problem.cases, lanes)),
          low_cases_(static_cast<std::size_t>(problem.outcome.choices)) {
        const auto cases = static_cast<std::size_t>(problem.cases);
        for (std::size_t y = 0; y < low_cases_.size(); ++y) {
            const double* const membership = problem.outcome.membership + y * cases;
            while (low_cases_[y] < problem.cases && membership[low_cases_[y]] <= 0.5) ++low_cases_[y];
        }
        if (points.weight == nullptr) return;
        const auto weightings = static_cast<std::size_t>(points.weightings);
        weight_ = Buffer<std::uint32_t>(weightings * weight_step_);
        for (std::size_t i = 0; i < weightings * cases; ++i) weight_[i / cases * weight_step_ + i % cases] = points.weight[i];
    }

    const SweepProblem problem;
    const PointMasks<Number> masks;
    const std::unique_ptr<const WholeMemberships<Number>> whole;  ///< null: sums in double alone
    const std::unique_ptr<const NarrowMemberships> narrow;  ///< in 16 bits; null: not for so many cases, or cases with weights
    const int most_cases;  ///< of a point, each as often as it counts
    const double band;     ///< whole_band(); a case that counts w times is rounded w times
    const double narrow_band;

    /// The first so many cases have y <= 0.5. @param outcome  a choice
    int low_cases(std::size_t outcome) const { return low_cases_[outcome]; }
    /// [case]
    const double* membership(int set, std::size_t choice) const {
        return (set < problem.conditions ? problem.condition[set] : problem.outcome).membership +
               choice * static_cast<std::size_t>(problem.cases);
    }
    /// [case] How often each counts; zeros follow up to a whole pack, as behind whole memberships.
    const std::uint32_t* weight(std::size_t weighting) const { return weight_.data() + weighting * weight_step_; }

  private:
    static constexpr int lanes = Lanes<typename Lanes<Number>::Whole>::count;

    std::size_t weight_step_;       // from weighting to weighting
    Buffer<int> low_cases_;         // [choice of the outcome]
    Buffer<std::uint32_t> weight_;  // [weighting][case]
};

}  // namespace qca
