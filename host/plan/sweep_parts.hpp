// A sweep in parts that are full grids.
#pragma once

#include "host/plan/sweep_plan.hpp"

namespace qca {

struct SweepParts {
    std::vector<Box> boxes;
    std::vector<SweepPart> parts;  ///< slice after slice; empty where nothing is left
    std::uint64_t left = 0;        ///< scenarios that are not excluded, anchors in order or not
};

/// Every slice, less what is excluded. Only anchors in order make a part.
/// @param plan  with everything but its parts and what follows from them
/// @throws InputError when more parts would be needed than the limit, 100,000
SweepParts sweep_parts(const Study& study, const SweepPlan& plan);

}  // namespace qca
