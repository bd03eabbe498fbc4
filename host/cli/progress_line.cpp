#include "host/cli/progress_line.hpp"

#include <cstdio>
#include <memory>

#include <unistd.h>

#include <fmt/format.h>

namespace qca {

namespace {

bool complete(const SweepProgress& p) { return p.calibrations_done == p.calibrations; }

std::string rate_text(double per_second) {
    if (per_second >= 1e9) return fmt::format("{:.2f} G", per_second / 1e9);
    if (per_second >= 1e6) return fmt::format("{:.1f} M", per_second / 1e6);
    if (per_second >= 1e3) return fmt::format("{:.0f} k", per_second / 1e3);
    return fmt::format("{:.0f} ", per_second);
}

std::string status_text(const SweepProgress& p) {
    const double share = static_cast<double>(p.calibrations_done) / static_cast<double>(p.calibrations);
    const double left = share > 0 ? p.seconds * (1 - share) / share : 0;
    return fmt::format("{:5.1f} %  {} scenarios  {}/s  {} solutions  {}", 100 * share, p.scenarios_done,
                       rate_text(static_cast<double>(p.scenarios_done) / p.seconds), p.distinct_solutions,
                       complete(p) ? fmt::format("{:.1f} s", p.seconds) : fmt::format("{:.0f} s left", left));
}

void draw_line(const SweepProgress& p) {
    constexpr std::size_t width = 24;
    const auto filled = static_cast<std::size_t>(static_cast<double>(width) * static_cast<double>(p.calibrations_done) /
                                                 static_cast<double>(p.calibrations));
    fmt::print(stderr, "\r[{}{}] {}\x1b[K{}", std::string(filled, '='), std::string(width - filled, ' '), status_text(p),
               complete(p) ? "\n" : "");
    std::fflush(stderr);
}

void print_json(const SweepProgress& p) {
    fmt::print(stderr,
               "{{\"calibrations_done\":{},\"calibrations\":{},\"scenarios_done\":{},\"scenarios\":{},"
               "\"solutions\":{},\"seconds\":{:.3f}}}\n",
               p.calibrations_done, p.calibrations, p.scenarios_done, p.scenarios, p.distinct_solutions, p.seconds);
}

}  // namespace

std::function<void(const SweepProgress&)> progress_reporter(const std::string& mode) {
    if (mode == "none") return {};
    const bool tty = mode == "tty" || (mode == "auto" && isatty(STDERR_FILENO) != 0);
    const double interval = tty || mode == "json" ? 0.1 : 30;
    const auto next = std::make_shared<double>(tty || mode == "json" ? 0 : interval);
    return [=](const SweepProgress& p) {
        if (p.seconds < *next && !complete(p)) return;
        *next = p.seconds + interval;
        if (tty) draw_line(p);
        else if (mode == "json") print_json(p);
        else fmt::print(stderr, "{}\n", status_text(p));
    };
}

}  // namespace qca
