#include "host/cli/progress_line.hpp"

#include <cstdio>
#include <memory>

#include <unistd.h>

#include <fmt/format.h>

#include "host/cli/run_log.hpp"

namespace qca {

namespace {

bool complete(const SweepProgress& p) { return p.calibrations_done == p.calibrations; }

void draw_line(const SweepProgress& p) {
    constexpr std::size_t width = 24;
    const auto filled = static_cast<std::size_t>(static_cast<double>(width) * static_cast<double>(p.calibrations_done) /
                                                 static_cast<double>(p.calibrations));
    fmt::print(stderr, "\r[{}{}] {}\x1b[K{}", std::string(filled, '='), std::string(width - filled, ' '), progress_words(p),
               complete(p) ? "\n" : "");
    std::fflush(stderr);
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
        else if (mode == "json") fmt::print(stderr, "{}\n", progress_json(p));
        else fmt::print(stderr, "{}\n", progress_words(p));
    };
}

}  // namespace qca
