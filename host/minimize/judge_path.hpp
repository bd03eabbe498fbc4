// Does a path survive in a set of minimal models?
#pragma once

#include "host/minimize/minimize.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/math/survival.hpp"

namespace qca {

/// What became of `path` in the models: the first state of Survival, in its order, that holds. `skipped` is
/// never returned. Where models.capped, the states speak of the listed models.
/// @param conditions  of the truth table, 1 .. max_conditions
/// @param path        at least one literal
Survival judge_path(int conditions, const Implicant& path, const ModelSet& models);

}  // namespace qca
