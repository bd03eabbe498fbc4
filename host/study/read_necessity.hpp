// [necessity] -> what is asked about necessity.
#pragma once

#include "host/study/study.hpp"
#include "host/study/toml_node.hpp"

namespace qca {

/// @pre the conditions of the study were read
/// @throws InputError at the node that is wrong
void read_necessity(const TomlNode& table, Study& study);

}  // namespace qca
