// One set of a study: a condition or the outcome.
#pragma once

#include <string>

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// Reads `[conditions.NAME]`; the name is that of the table.
/// @throws InputError for whatever is wrong with it
SetDefinition read_condition(const TomlNode& table);

/// Reads `[outcome]`.
SetDefinition read_outcome(const TomlNode& table);

/// A table [outcomes.NAME]: another outcome, named by its key.
SetDefinition read_other_outcome(const TomlNode& table);

}  // namespace qca
