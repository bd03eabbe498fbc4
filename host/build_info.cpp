#include "host/build_info.hpp"

namespace qca {

BuildInfo build_info() { return {QCA_VERSION, QCA_COMMIT, QCA_COMPILER, QCA_BACKENDS}; }

}  // namespace qca
