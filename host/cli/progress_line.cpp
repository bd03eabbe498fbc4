#include "host/cli/progress_line.hpp"

#include <chrono>
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

std::string step_text(const StepProgress& p) {
    if (p.all == 0) return fmt::format("{}: {}  {:.0f} s", p.step, p.done, p.seconds);
    const double share = static_cast<double>(p.done) / static_cast<double>(p.all);
    return fmt::format("{}: {:.1f} % of {}  {:.0f} s left", p.step, 100 * share, p.all, share > 0 ? p.seconds * (1 - share) / share : 0);
}

/// The line on a terminal: wiped when it is no longer needed.
class StepLine {
  public:
    explicit StepLine(const std::string& mode)
        : json_(mode == "json"), tty_(mode == "tty" || (mode == "auto" && isatty(STDERR_FILENO) != 0)), next_(json_ ? 0 : tty_ ? 1 : long_interval) {}
    StepLine(const StepLine&) = delete;
    StepLine& operator=(const StepLine&) = delete;
    ~StepLine() {
        if (!drawn_) return;
        std::fputs("\r\x1b[K", stderr);
        std::fflush(stderr);
    }

    void report(const StepProgress& p) {
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
        if (seconds < next_) return;
        next_ = seconds + (json_ || tty_ ? 0.1 : long_interval);
        if (json_) {
            fmt::print(stderr, "{{\"step\":\"{}\",\"done\":{},\"all\":{},\"seconds\":{:.3f}}}\n", p.step, p.done, p.all == 0 ? "null" : fmt::to_string(p.all),
                       p.seconds);
        } else if (tty_) {
            fmt::print(stderr, "\r{}\x1b[K", step_text(p));
            std::fflush(stderr);
            drawn_ = true;
        } else {
            fmt::print(stderr, "{}\n", step_text(p));
        }
    }

  private:
    static constexpr double long_interval = 30;

    const bool json_, tty_;
    const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    double next_;
    bool drawn_ = false;
};

}  // namespace

StepReport step_reporter(const std::string& mode) {
    if (mode == "none") return {};
    const auto line = std::make_shared<StepLine>(mode);
    return [line](const StepProgress& p) { line->report(p); };
}

void add_progress_option(CLI::App& command, std::string& mode) {
    command.add_option("--progress", mode, "on a terminal a line that is redrawn, else a line every 30 s")
        ->check(CLI::IsMember({"auto", "tty", "plain", "json", "none"}))
        ->capture_default_str();
}

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
