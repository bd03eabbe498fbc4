// The [sweep] table: which choices vary, and over what.
#pragma once

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// @param table  the [sweep] table, or null when the file has none
/// @param study  with its sets already read
/// @throws InputError for whatever is wrong with it, also for anchors of which no combination is in order
SweepDefinition read_sweep(const TomlNode* table, const Study& study);

}  // namespace qca
