// Files that a process makes beside the one that it is to write.
#pragma once

#include <string>
#include <string_view>

namespace qca {

/// FILE.KIND-HOST-PROCESS, of this process. @param kind  "tmp" or "probe"
std::string file_beside(const std::string& file, std::string_view kind);

/// Removes such files beside this one whose process died on this very host; those of other hosts may be in use.
void remove_leftovers(const std::string& file);

}  // namespace qca
