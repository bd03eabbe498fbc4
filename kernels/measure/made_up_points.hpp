// Lists of random points over the sets of a made-up sweep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "kernels/backend/point_engine.hpp"
#include "kernels/measure/made_up_sweep.hpp"

namespace qca::bench {

/// Every choice and cutoff drawn for itself. Owns what problem() and list() point to.
class MadeUpPoints {
  public:
    MadeUpPoints(const Size& size, std::size_t points) : sweep_(size), random_(2) {
        const SweepProblem& p = sweep_.problem();
        problem_.cases = p.cases;
        problem_.conditions = p.conditions;
        problem_.condition = p.condition;
        problem_.outcome = p.outcome;
        for (int s = 0; s <= p.conditions; ++s) {
            const auto choices = static_cast<std::uint64_t>((s < p.conditions ? p.condition[s] : p.outcome).choices);
            for (std::size_t i = 0; i < points; ++i) choice_.push_back(static_cast<std::int32_t>(random_() % choices));
        }
        std::uniform_real_distribution<double> incl(0.7, 0.95), pri(0.3, 0.7);
        for (std::size_t i = 0; i < points; ++i) {
            incl_.push_back(cutoff_bound(incl(random_)));
            pri_.push_back(cutoff_bound(pri(random_)));
        }
        n_cut_.assign(points, 1);
    }
    MadeUpPoints(const MadeUpPoints&) = delete;
    MadeUpPoints& operator=(const MadeUpPoints&) = delete;

    const PointProblem& problem() const { return problem_; }
    PointList list() const {
        return {choice_.data(), weighting_.empty() ? nullptr : weighting_.data(), incl_.data(), pri_.data(), n_cut_.data(),
                incl_.size(),   0};
    }
    /// min + add pairs that a point costs when all rows are summed: no sum is shared with another point.
    double pairs_per_point() const {
        const SweepProblem& p = sweep_.problem();
        return pairs_per_calibration(p) + static_cast<double>(p.cases) * p.rows() * (p.outcome.choices - 1) / p.outcome.choices;
    }
    /// Each point draws one of so many samples of the cases, with replacement.
    void resample(int weightings) {
        const auto cases = static_cast<std::uint64_t>(problem_.cases);
        weight_.assign(static_cast<std::size_t>(weightings) * cases, 0);
        for (std::size_t w = 0; w < static_cast<std::size_t>(weightings); ++w)
            for (std::size_t c = 0; c < cases; ++c) ++weight_[w * cases + random_() % cases];
        problem_.weight = weight_.data();
        problem_.weightings = weightings;
        for (std::size_t i = 0; i < incl_.size(); ++i)
            weighting_.push_back(static_cast<std::int32_t>(random_() % static_cast<std::uint64_t>(weightings)));
    }

  private:
    MadeUpSweep sweep_;
    std::mt19937_64 random_;
    PointProblem problem_;
    std::vector<std::uint16_t> weight_;
    std::vector<std::int32_t> choice_, weighting_, n_cut_;
    std::vector<double> incl_, pri_;
};

}  // namespace qca::bench
