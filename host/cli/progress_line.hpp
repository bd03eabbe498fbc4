// Says how far a sweep is.
#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "host/step_progress.hpp"
#include "host/sweep/run_sweep.hpp"

namespace qca {

/// @param mode  "auto" (tty on a terminal, else plain), "tty" (one line, redrawn), "plain" (a line every 30 s),
///              "json" (an object a line, at most ten a second) or "none". Written to stderr.
std::function<void(const SweepProgress&)> progress_reporter(const std::string& mode);

/// The same for commands that take several steps: nothing in the first second of "tty", no line that stays there, and no last line.
StepReport step_reporter(const std::string& mode);

/// Adds --progress. @param mode  its default, then what is chosen
void add_progress_option(CLI::App& command, std::string& mode);

}  // namespace qca
