// The scenarios that a study excludes, as boxes over the axes of its sweep.
#pragma once

#include <vector>

#include "host/plan/axis.hpp"
#include "host/plan/boxes.hpp"
#include "host/study/study.hpp"

namespace qca {

/// What an exclusion says of the numbers that a design draws from a range.
struct DrawnLimit {
    std::size_t axis = 0;
    Comparison comparison = Comparison::below;  ///< not of equality
    double number = 0;

    bool holds(double drawn) const;
};

/// [exclusion of the study] what it says of the axes that have bins. Such an axis has its full size in the exclusion's box.
/// @throws InputError for comparisons of equality, and as excluded_boxes()
std::vector<std::vector<DrawnLimit>> excluded_draws(const Study& study, const std::vector<Axis>& axes);

/// One box for each exclusion of the study. A number means the value of an axis that it equals to about 9 digits; that
/// value is neither below nor above it. Blanks after the commas of a name are of no consequence.
/// @throws InputError for an unknown axis (with the nearest), a name or number compared by ==, != or in that is not on
///         its axis (with those that are), and numbers for names or the reverse
std::vector<Box> excluded_boxes(const Study& study, const std::vector<Axis>& axes);

}  // namespace qca
