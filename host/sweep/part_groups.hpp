// Parts of a sweep that differ in their cases alone and share everything else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// How often the cases of some data count, under some values of the axis of cases.
struct CaseWeights {
    Axis axis;                            ///< these values
    std::vector<std::size_t> values;      ///< their positions on the whole's axis of cases, increasing
    std::vector<std::uint16_t> weight;    ///< [value][case]
};

/// Numbers of parts to sweep at once: one, or several in the same boxes whose slices differ in their cases alone, by increasing
/// position on the axis of cases. Where no set is ranked, a case has its memberships whoever else takes part, so that these
/// parts are one sweep under several weightings of the cases.
using PartGroup = std::vector<std::size_t>;

/// Number of the axis of cases; of no axis of slices where cases are not varied.
std::size_t cases_axis_of(const SweepPlan& plan);

/// Whether memberships of a slice depend on who takes part.
bool has_ranks(const Study& study, const Slice& slice);

/// Whether a sweep can be made under several weightings at once: fits are made of the cases that take part.
bool can_weight(const ColumnPlan& columns, const SweepOptions& options);

/// @param together  false: every part alone, in the same order
std::vector<PartGroup> group_parts(const Study& study, const SweepPlan& plan, bool together);

/// Of a group with several parts.
/// @param cases  of the data that the weights are for, increasing: numbers in the study's data
/// @param data   of the whole study
CaseWeights weights_of(const PartGroup& group, const Study& study, const SweepPlan& plan, const StudyData& data,
                       const CaseSelection& cases);

/// The plan of a part with the axis of cases before all others.
SweepPlan with_cases(SweepPlan plan, const Axis& cases);

}  // namespace qca
