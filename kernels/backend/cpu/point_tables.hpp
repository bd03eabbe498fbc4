// What all threads look up for points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/backend/cpu/case_rows.hpp"
#include "kernels/backend/cpu/pack.hpp"
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
        : problem(sets_of(points)), masks(problem), rows(problem),
          whole(precision == Precision::certified ? new WholeMemberships<Number>(problem) : nullptr),
          low_cases_(static_cast<std::size_t>(problem.outcome.choices)) {
        const auto cases = static_cast<std::size_t>(problem.cases);
        for (std::size_t y = 0; y < low_cases_.size(); ++y) {
            const double* const membership = problem.outcome.membership + y * cases;
            while (low_cases_[y] < problem.cases && membership[low_cases_[y]] <= 0.5) ++low_cases_[y];
        }
        const MostWeight most = most_weight(points);
        band = whole_band_of(most);
        if (points.weight == nullptr) return;
        const std::size_t weights = static_cast<std::size_t>(points.weightings) * cases;
        weight_ = Buffer<std::uint32_t>(weights + WholeMemberships<Number>::readable_behind);
        for (std::size_t i = 0; i < weights; ++i) weight_[i] = points.weight[i];
        if (!masks.can_hold(problem)) return;
        while (planes < 16 && most.of_case >> planes != 0) ++planes;
        plane_ = Buffer<std::uint64_t>(static_cast<std::size_t>(points.weightings * planes));
        for (std::size_t i = 0; i < weights; ++i)
            for (int b = 0; b < planes; ++b)
                plane_[i / cases * static_cast<std::size_t>(planes) + static_cast<std::size_t>(b)] |=
                    std::uint64_t{weight_[i] >> b & 1} << i % cases;
    }

    const SweepProblem problem;
    const CaseMasks<Number> masks;
    const CaseRows<Number> rows;
    const std::unique_ptr<const WholeMemberships<Number>> whole;  ///< null: sums in double alone
    double band = 0;                                              ///< whole_band() of all weightings
    int planes = 0;  ///< binary digits of a weight, where CaseMasks hold the cases

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
    /// [binary digit] The cases whose weight has it.
    const std::uint64_t* plane(std::size_t weighting) const {
        return plane_.data() + weighting * static_cast<std::size_t>(planes);
    }

  private:
    /// A case that counts w times is rounded w times.
    static double whole_band_of(const MostWeight& most) { return whole_band(static_cast<int>(most.of_cases)); }

    Buffer<int> low_cases_;         // [choice of the outcome]
    Buffer<std::uint32_t> weight_;  // [weighting][case]
    Buffer<std::uint64_t> plane_;   // [weighting][binary digit]
};

}  // namespace qca
