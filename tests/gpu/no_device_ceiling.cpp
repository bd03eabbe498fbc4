#include "tests/gpu/device_ceiling.hpp"

namespace qca {

std::vector<Ceiling> measure_device_ceilings(Patience) { return {}; }

}  // namespace qca
