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
    Anchors shift;                        ///< of the linked sets' anchors, in percent of their distance
    std::optional<CalibrationMethod> method;  ///< of all sets with anchors; nothing: their own
    std::optional<Ties> ties;                 ///< of all ranked sets; nothing: their own
    std::size_t noise = 0;                    ///< number of the draw; 0: none
};

struct SlicePlan {
    std::vector<Axis> axes;  ///< outcome, conditions, cases, linked anchors, calibration, ties, noise: those
                             ///< that are varied
    std::vector<Slice> slices;   ///< mixed radix over the axes, the last axis fastest; one when there is no axis
};

/// Anchors moved by shares, in percent, of the distance from exclusion to inclusion.
Anchors shifted(const Anchors& anchors, const Anchors& percent);

/// The study as it stands, beside all axes. @param cases  how many take part
Slice own_slice(const Study& study, std::size_t cases);

/// @param cases  names of the cases that take part in the study as it stands
/// @throws InputError when an axis has more than 65,535 values, and for fewer than 2 cases left
SlicePlan plan_slices(const Study& study, const std::vector<std::string>& cases);

}  // namespace qca
