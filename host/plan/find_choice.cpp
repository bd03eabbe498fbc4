#include "host/plan/find_choice.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "host/plan/choice_text.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

/// How far a number may be from a value of an axis and still mean it, as a share of the value.
constexpr double same_value = 1e-9;

/// All of the text as a number; nothing when it is none.
std::optional<double> number_in(const std::string& text) {
    double number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

std::string value_text(const Axis& axis, std::size_t value) {
    return axis.labels.empty() ? fmt::format("{}", axis.values[value]) : axis.labels[value];
}

[[noreturn]] void reject_value(const Axis& axis, const std::string& value, const std::string& where, const std::string& suggestion) {
    std::vector<std::string> values;
    for (std::size_t v = 0; v < axis.size(); ++v) values.push_back(value_text(axis, v));
    reject(where, fmt::format("'{}' is not on the axis {}", value, axis.name), fmt::format("its values are {}", listed(values)),
           suggestion);
}

std::size_t find_number(const Axis& axis, const std::string& text, const std::string& where) {
    const std::optional<double> wanted = number_in(text);
    if (!wanted) reject_value(axis, text, where, "write a number with a decimal point");
    const auto nearest = std::min_element(axis.values.begin(), axis.values.end(),
                                          [&](double a, double b) { return std::abs(a - *wanted) < std::abs(b - *wanted); });
    if (std::abs(*nearest - *wanted) > same_value * std::abs(*nearest))
        reject_value(axis, text, where, fmt::format("take the nearest, {}, or leave it out", *nearest));
    return static_cast<std::size_t>(nearest - axis.values.begin());
}

std::size_t find_label(const Axis& axis, const std::string& text, const std::string& where) {
    const auto at = std::find(axis.labels.begin(), axis.labels.end(), text);
    if (at == axis.labels.end()) reject_value(axis, text, where, did_you_mean(text, axis.labels));
    return static_cast<std::size_t>(at - axis.labels.begin());
}

}  // namespace

std::size_t find_axis(const std::vector<Axis>& axes, const std::string& name, const std::string& where,
                      const std::string& purpose) {
    std::vector<std::string> names;
    for (const Axis& axis : axes) names.push_back(axis.name);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end())
        reject(where, fmt::format("there is no axis '{}'{}", name, purpose), "the axes are " + listed(names), did_you_mean(name, names));
    return static_cast<std::size_t>(at - names.begin());
}

std::size_t find_value(const Axis& axis, const std::string& value, const std::string& where) {
    return axis.labels.empty() ? find_number(axis, value, where) : find_label(axis, value, where);
}

AxisValue find_choice(const std::vector<Axis>& axes, const std::string& text, const std::string& where) {
    const std::size_t sign = text.find('=');
    if (sign == std::string::npos)
        reject(where, fmt::format("'{}' is no choice", text), "it is not of the form AXIS=VALUE", "write for example incl_cut=0.8");
    const std::size_t axis = find_axis(axes, trimmed(text.substr(0, sign)), where);
    return {axis, find_value(axes[axis], trimmed(text.substr(sign + 1)), where)};
}

}  // namespace qca
