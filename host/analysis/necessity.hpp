// Necessity of single conditions and of their negations. Private to the analysis.
#pragma once

#include <string>
#include <vector>

#include "host/analysis/analysis.hpp"

namespace qca {

/// Fit of every condition, then of every negated condition, as necessary for the outcome.
std::vector<Necessity> necessity(const Memberships& memberships, const std::vector<std::string>& conditions);

}  // namespace qca
