// The last line of a result file: a checksum of everything before it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace qca {

/// Puts it behind the bytes of an HDF5 file; who reads the file with HDF5 does not see it.
void add_seal(std::vector<std::byte>& image);

/// HDF5 1.10 has no checksums of the heaps in which texts lie, and crashes or never returns where a byte of them has changed: this looks
/// first. A file without a seal passes, whoever wrote or changed it.
/// @throws InputError when the file is not what was sealed; MachineError when it cannot be read
void check_seal(const std::string& file);

}  // namespace qca
