// Study file (TOML) -> Study.
#pragma once

#include <string>
#include <string_view>

#include "host/study/study.hpp"

namespace qca {

/// Reads and validates a study file.
/// @param file  path of a TOML file in UTF-8; [data].file is taken relative to its folder
/// @return the study; anchors may descend, axis values are sorted increasing and free of repeats
/// @throws InputError `file:line:column: problem (why) suggestion` for anything that is not a valid study; an
///         unknown key names the nearest known one
Study read_study(const std::string& file);

/// The same from text; `file` is used for messages and for the folder of the data file.
Study parse_study(std::string_view text, const std::string& file);

/// The study with every default written out, as TOML that parse_study() reads back to an equal study.
std::string resolved_study(const Study& study);

/// A commented study file to start from; parse_study() accepts it.
std::string study_template();

}  // namespace qca
