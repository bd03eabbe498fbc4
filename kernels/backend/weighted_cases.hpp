// Which cases are in the paths under each weighting of the cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/pair_maps.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Scenarios in which a path is exact and a case is in it, by weighting; and what the weightings that leave a case out take
/// from the counts of all weightings together. Most weightings of a combination of half A give most lanes the counts that the
/// first one gives: only what differs is gone through case by case. Differences are modulo 2^64, their sums are counts.
/// Tag names the SIMD variant that the class is compiled for.
template <class Tag>
class WeightedCases {
  public:
    explicit WeightedCases(const SweepProblem& problem)
        : problem_(problem), paths_(problem.weightings > 0 ? size(problem.paths) : 0), cases_(size(problem.cases)),
          counts_(paths_ * size(problem.weightings) * cases_), reference_(paths_ * BlockGrid::lanes),
          reference_cases_(paths_ * cases_), left_out_(paths_ * cases_), has_reference_(paths_) {}

    /// @param exact       [lane][path] scenarios in which the path is exact
    /// @param in_path, leading  as for MapFold::add_cases()
    /// @param lane_cases  [lane][path][case] loses the cases that the weighting leaves out
    void add(int weighting, const std::uint64_t* exact, int lanes, const std::uint8_t* in_path, const std::uint8_t* leading,
             std::uint64_t* lane_cases) {
        const std::uint16_t* const weight = problem_.weight + size(weighting) * cases_;
        for (std::size_t path = 0; path < paths_; ++path) {
            const Members members{in_path + path * BlockGrid::lanes * cases_, leading + path * cases_};
            std::uint64_t* const counts = counts_.data() + (path * size(problem_.weightings) + size(weighting)) * cases_;
            std::uint64_t* const reference = reference_.data() + path * BlockGrid::lanes;
            std::uint64_t* const reference_cases = reference_cases_.data() + path * cases_;
            const auto add_lane = [&](std::size_t lane, std::uint64_t scenarios, std::uint64_t* to) {
                const std::uint8_t* const in_lane = members.in_path + lane * cases_;
                for (std::size_t c = 0; c < cases_; ++c) to[c] += (members.leading[c] & in_lane[c]) != 0 ? scenarios : 0;
            };
            if (has_reference_[path] == 0) {
                has_reference_[path] = 1;
                for (std::size_t lane = 0; lane < size(lanes); ++lane) {
                    reference[lane] = exact[lane * paths_ + path];
                    if (reference[lane] != 0) add_lane(lane, reference[lane], reference_cases);
                }
            }
            for (std::size_t c = 0; c < cases_; ++c) counts[c] += reference_cases[c];
            for (std::size_t lane = 0; lane < size(lanes); ++lane) {
                const std::uint64_t difference = exact[lane * paths_ + path] - reference[lane];
                if (difference != 0) add_lane(lane, difference, counts);
            }
            for (std::size_t c = 0; c < cases_; ++c) {
                if (weight[c] != 0 || members.leading[c] == 0) continue;
                for (std::size_t lane = 0; lane < size(lanes); ++lane) {
                    const std::uint64_t scenarios = exact[lane * paths_ + path];
                    if (scenarios == 0 || members.in_path[lane * cases_ + c] == 0) continue;
                    lane_cases[(lane * paths_ + path) * cases_ + c] -= scenarios;
                    left_out_[path * cases_ + c] += scenarios;
                }
            }
        }
    }

    /// Takes from a combination's cases, of all weightings together, what weightings leave out.
    void remove_left_out(std::size_t path, std::uint64_t* part_cases) const {
        if (paths_ == 0) return;
        for (std::size_t c = 0; c < cases_; ++c) part_cases[c] -= left_out_[path * cases_ + c];
    }
    /// Ends the current combination of half A.
    void end_part() {
        if (paths_ == 0) return;
        left_out_.clear();
        has_reference_.clear();
        reference_cases_.clear();
    }

    /// Adds the counts to those of CaseCounts and starts anew.
    void take(std::uint64_t* case_counts) {
        const std::size_t per_path = CaseCounts::per_path(problem_);
        const std::size_t of_weightings = size(problem_.weightings) * cases_;
        for (std::size_t path = 0; path < paths_; ++path) {
            std::uint64_t* const out = case_counts + (path + 1) * per_path - of_weightings;
            for (std::size_t i = 0; i < of_weightings; ++i)
                if (problem_.weight[i] != 0) out[i] += counts_[path * of_weightings + i];
        }
        counts_.clear();
    }

  private:
    struct Members {
        const std::uint8_t* in_path;  // [lane][case]
        const std::uint8_t* leading;  // [case]
    };

    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    const SweepProblem problem_;
    const std::size_t paths_, cases_;         // no paths where there are no weightings
    Buffer<std::uint64_t> counts_;            // [path][weighting][case]
    Buffer<std::uint64_t> reference_;         // [path][lane] exact scenarios of the first weighting of the combination
    Buffer<std::uint64_t> reference_cases_;   // [path][case] its counts
    Buffer<std::uint64_t> left_out_;          // [path][case] of the combination
    Buffer<std::uint8_t> has_reference_;      // [path]
};

}  // namespace qca
