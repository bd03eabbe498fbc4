// Where a result comes from and what is in it.
#pragma once

#include <string>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// Provenance, counts, axes, paths, stored columns, the most frequent solutions and the cases. Ended by a
/// newline.
std::string info_text(const SweepResult& result);

}  // namespace qca
