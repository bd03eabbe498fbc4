// Says how far a sweep is.
#pragma once

#include <functional>
#include <string>

#include "host/sweep/run_sweep.hpp"

namespace qca {

/// @param mode  "auto" (tty on a terminal, else plain), "tty" (one line, redrawn), "plain" (a line every 30 s),
///              "json" (an object a line, at most ten a second) or "none". Written to stderr.
std::function<void(const SweepProgress&)> progress_reporter(const std::string& mode);

}  // namespace qca
