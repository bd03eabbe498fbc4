// What this program was built from and with.
#pragma once

#include <string>

namespace qca {

struct BuildInfo {
    std::string version;   ///< "0.1.0"
    std::string commit;    ///< short hash, with "-dirty" for uncommitted changes; "unknown" outside a checkout
    std::string compiler;  ///< "GNU 12.2.0"
    std::string backends;  ///< "cpu" or "cpu cuda"
};

BuildInfo build_info();

}  // namespace qca
