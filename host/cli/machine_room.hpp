// What this machine has left, beside what a run will take.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/sweep/forecast.hpp"

namespace qca {

/// In bytes; nothing where the system does not say.
struct MachineRoom {
    std::optional<double> disk;    ///< free for this user in a folder
    std::optional<double> memory;  ///< available: of the machine, of the control group, or under the limit of the process; the least of these
};

/// @param output  a result file, whose folder counts
MachineRoom machine_room(const std::string& output);

/// What of a run does not fit this machine or a night, in a sentence each; nothing where all does.
/// @param beside  bytes of the forecast's that are there already
std::vector<std::string> misfits(const RunForecast& forecast, const MachineRoom& room, const std::string& output, double beside = 0);

}  // namespace qca
