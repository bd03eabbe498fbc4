// Memberships that slices which differ in their cases alone have in common.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/slice_necessity.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// Of all cases, for slices in which no set is ranked.
class KeptMemberships {
  public:
    KeptMemberships(const Study& study, const StudyData& data, const SweepPlan& plan);

    /// Makes the memberships for a slice and those like it, if there are none. Those for other slices may be forgotten.
    void keep(const Slice& slice);

    /// Of a slice, from the memberships that are kept, or from its own where there are none. @param boxes, crew  as slice_necessity()
    SliceNecessity necessity(const Slice& slice, const SliceBoxes& boxes, Crew* crew) const;

  private:
    struct Kept {
        SliceMemberships memberships;
        CaseSelection cases;  ///< theirs, in the study
    };

    std::vector<std::size_t> key_of(const Slice& slice) const;

    const Study& study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    MembershipStore store_;
    std::size_t axis_, behind_ = 1;
    std::map<std::vector<std::size_t>, Kept> kept_;  // by the position on all axes of slices but that of cases
};

}  // namespace qca
