#include "host/report/quantities.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kernels/math/row_set.hpp"

namespace qca {

namespace {


std::string rounded_percent(double in_percent, bool none, bool all) {
    if (none) return "0.0 %";
    if (all) return "100.0 %";
    const std::string text = fmt::format("{:.1f}", in_percent);
    if (text == "0.0") return "<0.1 %";
    if (text == "100.0") return ">99.9 %";
    return text + " %";
}

bool evenly_spaced(const std::vector<double>& values) {
    const double step = (values.back() - values.front()) / static_cast<double>(values.size() - 1);
    for (std::size_t v = 1; v < values.size(); ++v)
        if (std::abs(values[v] - values[v - 1] - step) > 1e-6 * step) return false;
    return true;
}

}  // namespace

std::string grouped(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

std::string counted(std::uint64_t count, const std::string& noun) {
    return grouped(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string skipped_scenarios(std::uint64_t skipped, std::uint64_t excluded) {
    if (excluded == 0) return grouped(skipped) + " skipped (anchors out of order)";
    return fmt::format("{} skipped ({} excluded by the study, {} with anchors out of order)", grouped(skipped), grouped(excluded),
                       grouped(skipped - excluded));
}

std::string no_own_solution(std::size_t conditions) {
    if (conditions <= max_conditions) return "its own choices give no solution";
    return fmt::format("its own {} conditions are too many for one truth table (at most {})", conditions, max_conditions);
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return "-";
    return rounded_percent(100 * static_cast<double>(part) / static_cast<double>(whole), part == 0,
                           part == whole);
}

std::string percent(double share) {
    return std::isnan(share) ? "-" : rounded_percent(100 * share, share == 0, share == 1);
}

std::string bar(std::uint64_t part, std::uint64_t whole, std::size_t width) {
    std::size_t length = 0;
    if (part > 0 && part == whole)
        length = width;
    else if (part > 0)
        length = std::clamp(
            static_cast<std::size_t>(std::lround(static_cast<double>(width) * static_cast<double>(part) /
                                                 static_cast<double>(whole))),
            std::size_t{1}, width - 1);
    return std::string(length, '#') + std::string(width - length, '.');
}

std::string duration(double seconds) {
    if (seconds < 0.01) return "less than 0.01 s";
    if (seconds < 10) return fmt::format("{:.2g} s", seconds);
    if (seconds < 120) return fmt::format("{:.0f} s", seconds);
    if (seconds < 7200) {
        const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
        return fmt::format("{} min {} s", whole / 60, whole % 60);
    }
    if (seconds < 48 * 3600) return fmt::format("{:.1f} h", seconds / 3600);
    const double days = seconds / 86400;
    return days < 1e9 ? grouped(static_cast<std::uint64_t>(std::llround(days))) + " days"
                      : fmt::format("{:.1e} days", days);
}

std::string rate(double per_second) {
    const auto three_digits = [](double value) {
        return fmt::format("{:.{}f}", value, value < 10 ? 2 : value < 100 ? 1 : 0);
    };
    if (per_second >= 1e9) return three_digits(per_second / 1e9) + " G";
    if (per_second >= 1e6) return three_digits(per_second / 1e6) + " M";
    if (per_second >= 1e3) return three_digits(per_second / 1e3) + " k";
    return fmt::format("{:.0f}", per_second);
}

std::string mebibytes(double bytes) {
    const double mib = bytes / 1024 / 1024;
    if (bytes > 0 && mib < 0.1) return "<0.1 MiB";
    if (mib < 100) return fmt::format("{:.1f} MiB", mib);
    return mib < 1e15 ? grouped(static_cast<std::uint64_t>(std::llround(mib))) + " MiB"
                      : fmt::format("{:.1e} MiB", mib);
}

std::string axis_value(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? fmt::format("{}", axis.values[value]) : axis.labels[value];
}

std::string question_name(const Axis& axis) { return axis.name == solution_type_axis ? "solution type" : axis.name; }

std::vector<std::string> aligned_values(const Axis& axis) {
    std::vector<std::string> texts;
    std::size_t decimals = 0;
    bool plain = axis.labels.empty();
    for (std::size_t v = 0; v < axis.size(); ++v) {
        texts.push_back(axis_value(axis, v));
        plain = plain && texts.back().find('e') == std::string::npos;
        const std::size_t point = texts.back().find('.');
        if (point != std::string::npos) decimals = std::max(decimals, texts.back().size() - point - 1);
    }
    if (plain)
        for (std::size_t v = 0; v < axis.size(); ++v)
            texts[v] = fmt::format("{:.{}f}", axis.values[v], decimals);
    return texts;
}

std::string axis_and_value(const Axis& axis, std::size_t value) {
    return axis.name + " " + axis_value(axis, value);
}

std::string axis_values(const Axis& axis) {
    const std::vector<double>& values = axis.values;
    if (values.size() > most_listed_values) {
        const std::string range = fmt::format("{} to {}", values.front(), values.back());
        return evenly_spaced(values) ? fmt::format("{}, step {:.6g}", range, values[1] - values[0]) : range;
    }
    // Names are read one by one: some of many stand for them all.
    if (axis.labels.size() > most_listed_values)
        return fmt::format("{}; {}; … {}", axis.labels[0], axis.labels[1], axis.labels.back());
    std::string text;
    for (std::size_t v = 0; v < axis.size(); ++v) text += (v == 0 ? "" : ", ") + axis_value(axis, v);
    return text;
}

}  // namespace qca
