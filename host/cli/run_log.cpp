#include "host/cli/run_log.hpp"

#include <algorithm>

#include <fcntl.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/cli/clock.hpp"

namespace qca {

namespace {

std::string rate_text(double per_second) {
    if (per_second >= 1e9) return fmt::format("{:.2f} G", per_second / 1e9);
    if (per_second >= 1e6) return fmt::format("{:.1f} M", per_second / 1e6);
    if (per_second >= 1e3) return fmt::format("{:.0f} k", per_second / 1e3);
    return fmt::format("{:.0f} ", per_second);
}

std::string time_text(double seconds) {
    if (seconds < 120) return fmt::format("{:.0f} s", seconds);
    if (seconds < 7200) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}

/// Of this run, not of an earlier one that it goes on with.
double rate(std::uint64_t done, std::uint64_t before, double seconds) {
    return seconds > 0 ? static_cast<double>(done - before) / seconds : 0;
}

}  // namespace

std::string progress_words(const SweepProgress& p) {
    const double share = p.calibrations > 0 ? static_cast<double>(p.calibrations_done) / static_cast<double>(p.calibrations) : 1;
    const double calibrations = rate(p.calibrations_done, p.calibrations_before, p.seconds);
    const double left = calibrations > 0 ? static_cast<double>(p.calibrations - p.calibrations_done) / calibrations : 0;
    std::string text = fmt::format("{:5.1f} %  {}cal/s  {}scen/s  {} solutions", 100 * share, rate_text(calibrations),
                                   rate_text(rate(p.scenarios_done, p.scenarios_before, p.seconds)), p.distinct_solutions);
    if (p.flagged_share) text += fmt::format("  {:.2g} % flagged", 100 * *p.flagged_share);
    constexpr std::size_t most_paths = 3;
    for (std::size_t path = 0; path < std::min(most_paths, p.survival.size()); ++path)
        text += fmt::format("  {} {:.1f} %", p.survival[path].first, 100 * p.survival[path].second);
    if (p.calibrations_done == p.calibrations) return text + fmt::format("  {:.1f} s", p.seconds);
    return text + (calibrations > 0 ? "  " + time_text(left) + " left" : "");
}

std::string progress_json(const SweepProgress& p, const std::string& event) {
    nlohmann::ordered_json json;
    if (!event.empty()) json = {{"time", utc_now()}, {"event", event}};
    json["calibrations_done"] = p.calibrations_done;
    json["calibrations"] = p.calibrations;
    json["scenarios_done"] = p.scenarios_done;
    json["scenarios"] = p.scenarios;
    json["solutions"] = p.distinct_solutions;
    json["seconds"] = p.seconds;
    json["calibrations_per_second"] = rate(p.calibrations_done, p.calibrations_before, p.seconds);
    json["scenarios_per_second"] = rate(p.scenarios_done, p.scenarios_before, p.seconds);
    if (p.flagged_share) json["flagged_share"] = *p.flagged_share;
    for (const auto& [path, share] : p.survival) json["survival"][path] = share;
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

RunLog::RunLog(const std::string& file) : descriptor_(file, O_WRONLY | O_CREAT | O_APPEND, file) {}

void RunLog::add(const std::string& event, const SweepProgress& progress) const {
    const std::string line = progress_json(progress, event) + "\n";
    descriptor_.write(line.data(), line.size());
}

}  // namespace qca
