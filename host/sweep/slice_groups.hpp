// Slices that differ in their cases alone and share everything else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"

namespace qca {

/// How often the cases of some data count, under some values of the axis of cases.
struct CaseWeights {
    Axis axis;                          ///< these values
    std::vector<std::uint16_t> weight;  ///< [value][case]
};

/// Numbers of slices to sweep at once: one, or consecutive values of the axis of cases. Where no set is ranked, a case has its
/// memberships whoever else takes part, so that these slices are one sweep under several weightings of the cases.
using SliceGroup = std::vector<std::size_t>;

/// @param together  false: every slice alone
std::vector<SliceGroup> group_slices(const Study& study, const SweepPlan& plan, bool together);

/// @param cases  of the data that the weights are for, increasing: numbers in the study's data
/// @param data   of the whole study
CaseWeights weights_of(const SliceGroup& group, const Study& study, const SweepPlan& plan, const StudyData& data,
                       const CaseSelection& cases);

/// The plan of a slice with the axis of cases before all others.
SweepPlan with_cases(SweepPlan plan, const Axis& cases);

}  // namespace qca
