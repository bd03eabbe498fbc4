// Programs of others that this one calls.
#pragma once

#include <string>
#include <vector>

namespace qca {

/// Whether a program of that name is on the path.
bool tool_exists(const std::string& name);

/// Runs a program (found on the path) to its end, without input and output. @return whether it ended well
bool run_tool(const std::vector<std::string>& arguments);

}  // namespace qca
