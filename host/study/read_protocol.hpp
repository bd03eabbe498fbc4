// [protocol]: the initial solution and the analyses to test it against.
#pragma once

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// Reads `[protocol]` into study.protocol. @pre conditions, outcome, cutoffs and solution were read
/// @throws InputError for whatever is wrong with it
void read_protocol(const TomlNode& table, Study& study);

}  // namespace qca
