// The membership tables of the scenarios that a design draws in one slice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"
#include "host/sweep/remembered_memberships.hpp"
#include "kernels/backend/point_engine.hpp"

namespace qca {

/// Memberships of every case under the tabulated anchors of every set, conditions in study order. What problem() and fits() point
/// to lies in this object, which can be moved but not copied.
class PointTables {
  public:
    /// @param anchors  [set of the slice's study][choice]; a set without a choice gets its own
    /// @throws InputError for a raw value that cannot be calibrated
    PointTables(const Study& study, const StudyData& data, const std::vector<std::vector<Anchors>>& anchors, RememberedMemberships& memberships);
    PointTables(PointTables&&) noexcept = default;
    PointTables& operator=(PointTables&&) noexcept = default;
    PointTables(const PointTables&) = delete;
    PointTables& operator=(const PointTables&) = delete;

    const PointProblem& problem() const { return problem_; }
    /// The same sets, for a FitEngine.
    SweepProblem fits() const;

    std::size_t words() const { return words_; }
    /// The cases, in summation order, whose membership in a condition (or its negation) is above 0.5: [word].
    const std::uint64_t* members(std::size_t condition, std::size_t choice, bool present) const {
        return members_[condition].data() + (2 * choice + (present ? 1 : 0)) * words_;
    }

  private:
    std::size_t words_;
    std::vector<std::vector<double>> memberships_;        // [set]
    std::vector<std::vector<std::uint64_t>> members_;     // [condition]
    std::vector<SetChoices> conditions_;
    PointProblem problem_;
};

}  // namespace qca
