// What `bench` prints.
#pragma once

#include <string>
#include <vector>

#include "kernels/measure/rates.hpp"

namespace qca {

/// Ceilings and rates as tables; "-" where there is nothing to compare with, or a size does not matter.
std::string rates_text(const std::vector<Ceiling>& ceilings, const std::vector<Rate>& rates);

}  // namespace qca
