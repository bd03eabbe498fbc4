// The choices that change a study as a whole: its outcome, its conditions, its cases, how all sets are
// calibrated. A slice is one combination of them; within it all scenarios share conditions and data, so it is
// swept like a study of its own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/study/study.hpp"

namespace qca {

/// A case of the study so many times as it is listed, in increasing order of its number.
using CaseSelection = std::vector<std::size_t>;

struct Slice {
    std::vector<std::size_t> at;          ///< position on each slice axis
    std::vector<std::size_t> conditions;  ///< numbers of the conditions that stay, increasing
    CaseSelection cases;
    std::size_t outcome = 0;              ///< number of the set that is explained, see Study::set()
    bool negate = false;                  ///< it is negated
    std::size_t anchor_set = 0;           ///< 0: the sets' own anchors; else number of SweepDefinition::anchor_sets, from 1
    Anchors shift;                        ///< of the linked sets' anchors, in percent of their distance
    std::optional<CalibrationMethod> method;  ///< of all sets with anchors; nothing: their own
    std::optional<Ties> ties;                 ///< of all ranked sets; nothing: their own
    std::size_t noise = 0;                    ///< number of the draw; 0: none
    bool in_order = true;                     ///< else nothing is evaluated, see anchors_in_order()
};

struct SlicePlan {
    std::vector<Axis> axes;  ///< outcome, conditions, cases, anchors, linked anchors, calibration, ties, noise: those
                             ///< that are varied
    std::vector<Slice> slices;   ///< mixed radix over the axes, the last axis fastest; one when there is no axis
};

/// Anchors moved by shares, in percent, of the distance from exclusion to inclusion.
Anchors shifted(const Anchors& anchors, const Anchors& percent);

/// A set of the study as the slice has it: its anchors, its calibration, the rank of its ties.
SetDefinition set_of_slice(const Study& study, const Slice& slice, std::size_t set);

/// Whether the anchors of all sets of the study are in order, and those of the slice's outcome: of the sets that have no
/// axes of their own, [sweep.anchors.NAME], so that it is the same for all scenarios of the slice.
bool anchors_in_order(const Study& study, const Slice& slice);

/// The study as it stands, beside all axes. @param cases  how many take part
Slice own_slice(const Study& study, std::size_t cases);

/// @param cases  names of the cases that take part in the study as it stands
/// @throws InputError when an axis has more than 65,535 values, and for fewer than 2 cases left
SlicePlan plan_slices(const Study& study, const std::vector<std::string>& cases);

}  // namespace qca
