// A whole file as bytes.
#pragma once

#include <cstddef>
#include <string>

namespace qca {

/// @param what  for messages: "study file", "data file"
/// @param most  largest size in bytes that makes sense
/// @throws InputError when the file is missing, a folder, not permitted or larger than `most`; MachineError
/// when
///         reading fails half-way
std::string read_file(const std::string& file, const std::string& what, std::size_t most);

}  // namespace qca
