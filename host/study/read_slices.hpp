// [sweep.linked], [sweep.outcome], [sweep.conditions] and [sweep.cases]: the choices that change a study as a whole.
#pragma once

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// Fills linked, negate, conditions and cases from the table [sweep]. @pre the axes of single anchors were read
/// @throws InputError with the place of what is wrong
void read_slices(const TomlNode& sweep, const Study& study, SweepDefinition& definition);

}  // namespace qca
