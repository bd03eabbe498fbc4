// The text of a run's manifest.
#pragma once

#include <string>

#include "host/store/run_directory.hpp"

namespace qca {

std::string manifest_text(const RunManifest& manifest);

/// @throws InputError without a file's name, for anything but such a text
RunManifest parse_manifest(const std::string& text);

/// @throws InputError when there is no such file, or it is no manifest of this version; MachineError when it cannot be read
RunManifest read_manifest(const std::string& file);

}  // namespace qca
