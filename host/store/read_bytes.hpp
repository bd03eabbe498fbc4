// The bytes of a file.
#pragma once

#include <string>

namespace qca {

/// @throws InputError when there is no such file, MachineError when it cannot be read
std::string read_bytes(const std::string& file);

}  // namespace qca
