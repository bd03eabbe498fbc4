#include "host/cli/machine_room.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace qca {

namespace fs = std::filesystem;

namespace {

constexpr double mebibyte = 1024 * 1024;
constexpr double night = 12 * 3600;

/// The number after a name in a file of lines, or the first of a file when there is no name.
std::optional<double> number_in(const fs::path& file, const std::string& name = "") {
    std::ifstream stream(file);
    for (std::string word; stream >> word;) {
        if (!name.empty() && word != name) continue;
        if (!name.empty() && !(stream >> word)) break;
        char* end = nullptr;
        const double number = std::strtod(word.c_str(), &end);
        return end == word.c_str() + word.size() && std::isfinite(number) ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

void keep_least(std::optional<double>& least, std::optional<double> other) {
    if (other) least = std::min(least.value_or(*other), std::max(0.0, *other));
}

/// What the control groups of this process, of either version, leave it.
std::optional<double> left_in_groups() {
    std::optional<double> least;
    std::ifstream groups("/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        const std::size_t first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const bool is_unified = controllers.empty();
        if (!is_unified && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
        const fs::path root = is_unified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";
        const char* limit = is_unified ? "memory.max" : "memory.limit_in_bytes";
        const char* used = is_unified ? "memory.current" : "memory.usage_in_bytes";
        // A limit of a group holds for all groups in it.
        for (fs::path group = line.substr(second + 1);; group = group.parent_path()) {
            const fs::path folder = root / group.relative_path();
            const auto most = number_in(folder / limit), now = number_in(folder / used);
            // What is cached of files is given back when it is needed.
            const double cached = number_in(folder / "memory.stat", is_unified ? "inactive_file" : "total_inactive_file").value_or(0);
            if (most && now) keep_least(least, *most - *now + cached);
            if (!group.has_relative_path()) break;
        }
    }
    return least;
}

std::optional<double> left_of_address_space() {
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    const double used = number_in("/proc/self/statm").value_or(0) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    return static_cast<double>(limit.rlim_cur) - used;
}

std::string size_text(double bytes) {
    return bytes < 10 * 1024 * mebibyte ? fmt::format("{:.0f} MiB", std::ceil(bytes / mebibyte)) : fmt::format("{:.0f} GiB", bytes / mebibyte / 1024);
}

}  // namespace

MachineRoom machine_room(const std::string& output) {
    MachineRoom room;
    struct statvfs disk {};
    const fs::path folder = fs::path(output).parent_path();
    if (::statvfs(folder.empty() ? "." : folder.c_str(), &disk) == 0)
        room.disk = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize);
    if (const auto available = number_in("/proc/meminfo", "MemAvailable:")) room.memory = 1024 * *available;
    keep_least(room.memory, left_in_groups());
    keep_least(room.memory, left_of_address_space());
    return room;
}

std::vector<std::string> misfits(const RunForecast& forecast, const MachineRoom& room, const std::string& output, double beside) {
    std::vector<std::string> found;
    const double bytes = forecast.result_bytes + forecast.shard_bytes - beside;
    if (room.disk && bytes > *room.disk)
        found.push_back(fmt::format("{}: the run may need {} of disk (shards {}, result file {}) and {} are free: make room, name a file on "
                                    "another disk by -o, or set [sweep.columns] to \"never\"",
                                    output, size_text(bytes), size_text(forecast.shard_bytes), size_text(forecast.result_bytes),
                                    size_text(*room.disk)));
    if (room.memory && forecast.memory_bytes > *room.memory)
        found.push_back(fmt::format("the run may need {} of memory and {} are available: use fewer --threads, shorten the axes, or set "
                                    "[sweep.columns] to \"never\"",
                                    size_text(forecast.memory_bytes), size_text(*room.memory)));
    if (forecast.seconds > night) {
        const double nights = std::ceil(forecast.seconds / night);
        found.push_back(fmt::format("the run takes about {:.0f} h, which is no night (12 h): {:.0f} machines like this one take {:.1f} h with "
                                    "--shard 1/{:.0f} and so on (`qcasweep plan --slurm {:.0f}` for a cluster), and a sample of the space takes as "
                                    "little as wished (design = \"sobol\" and samples = … in [sweep])",
                                    forecast.seconds / 3600, nights, forecast.seconds / nights / 3600, nights, nights));
    }
    return found;
}

}  // namespace qca
