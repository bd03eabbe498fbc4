// What a report says of samples. Private to the report.
#pragma once

#include <string>
#include <vector>

#include "host/plan/axis.hpp"
#include "host/plan/sample_design.hpp"

namespace qca {

/// `100,000 samples, sobol, seed 1`.
std::string design_text(const SampleDesign& design);

/// What shares of such a sample are and how far to trust them; a paragraph. "" for a grid.
std::string sample_note(const SampleDesign& design);

/// Which axes of a design are drawn from ranges, and where they are snapped; "" for none.
std::string drawn_text(const std::vector<Axis>& axes, const SampleDesign& design);

/// `middles of 16 steps of 0.25`; "" for an axis that is not snapped.
std::string snapping_text(const SampleAxis& axis);

}  // namespace qca
