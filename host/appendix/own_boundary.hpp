// Where a path enters or leaves the solution of the study's own calibration as the two cutoffs move.
#pragma once

#include <vector>

#include "host/analysis/analysis.hpp"
#include "host/study/study.hpp"

namespace qca::appendix {

/// A piece of the boundary; one of the two coordinates stays the same.
struct BoundaryLine {
    double incl_from = 0, pri_from = 0, incl_to = 0, pri_to = 0;
};

/// Rows of the truth table change their codes only where a cutoff passes the inclusion or PRI of some row, so that the plane falls
/// into rectangles; each is solved once, for the study's own solution type, and the boundary runs between those with the path in a
/// model and those without. Exact up to the tolerance of all cutoffs.
/// @param analysis  of the study
/// @param path      number of the path of the study
/// @param incl, pri values that are shown, increasing; the boundary is drawn as far as they reach, with half a step beyond
std::vector<BoundaryLine> own_boundary(const Study& study, const Analysis& analysis, std::size_t path, const std::vector<double>& incl, const std::vector<double>& pri);

}  // namespace qca::appendix
