// The labelled HDF5 file of a sweep; its schema is results/README.md.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Writes a result file. The file appears under its name only when it is complete (written beside it, read
/// back and compared, then renamed), so an interrupted write leaves nothing behind that looks like a result,
/// and a file that was there before stays as it was until the new one is whole. HDF5 is not safe for threads:
/// one call at a time.
/// @throws InputError when the study cannot be stored as it stands (a path name that cannot name a data set,
/// columns
///         per scenario of more than 31 axes)
/// @throws MachineError when it cannot be written (with the reason)
/// @throws std::invalid_argument when the parts of the result do not fit one another
void write_result(const SweepResult& result, const std::string& file);

/// Whether write_result() could put a file here, so that a long sweep is not in vain; leaves nothing behind, and removes what processes
/// that died on this machine left beside it.
/// @throws InputError when the folder does not exist, or the name is that of a folder or no regular file
/// @throws MachineError when the operating system does not let a file be made there
void check_writable(const std::string& file);

/// Reads a result file back, equal to what was written.
/// @throws InputError when there is no such file, or it is not a (whole) result of qcasweep
/// @throws MachineError when it cannot be read
SweepResult read_result(const std::string& file);

/// Reads a result file back and compares its parts with one another.
/// @throws as read_result(); InputError where the parts do not fit
void verify_result(const std::string& file);

/// SHA-256 of bytes in lower-case hexadecimal.
/// @source NIST (2015), FIPS 180-4, Secure Hash Standard.
std::string sha256(const std::string& bytes);

}  // namespace qca
