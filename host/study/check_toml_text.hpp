// What is refused before the TOML parser sees it.
#pragma once

#include <string>
#include <string_view>

namespace qca {

/// @param text  the document without byte-order mark
/// @throws InputError for bytes that are not UTF-8, control characters, lone carriage returns, letters beyond
/// ASCII
///         outside of strings and comments, and keys of more than 32 parts
void check_toml_text(std::string_view text, const std::string& file);

}  // namespace qca
