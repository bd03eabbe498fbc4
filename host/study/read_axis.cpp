#include "host/study/read_axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string>
#include <string_view>

#include "host/study/round_number.hpp"
#include "host/study/toml_values.hpp"

namespace qca {
namespace {

constexpr const char* axis_example =
    "[3, 6], { from = 3, to = 6, step = 0.5 } or { around = 4.5, by = 0.5, steps = 2 }";
constexpr const char* range_example = "{ from = 3, to = 6 } or { around = 4.5, by = 1.5 }";
/// How far from a multiple of the step, in steps, a value may be and still be meant to be one.
constexpr double step_tolerance = 1e-9;

[[noreturn]] void reject_size(const TomlNode& node, double size) {
    reject(node.where, fmt::format("{} has {:.0f} values", node.label, size),
           fmt::format("an axis has at most {}", longest_axis), "choose a larger step");
}

/// start + i * step for i = first .. last, each rounded; values that ought to be 0 are.
std::vector<double> arithmetic_series(const TomlNode& node, double start, double step, int first, int last) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(last - first) + 1);
    for (int i = first; i <= last; ++i) {
        const double exact = start + i * step;
        const double value = std::abs(exact) < step_tolerance * step ? 0.0 : rounded_to_12_digits(exact);
        if (!std::isfinite(value)) {
            reject(node.where, fmt::format("{} leaves the range of numbers", node.label),
                   "its values must be finite", "choose smaller numbers");
        }
        if (!values.empty() && value <= values.back()) {
            reject(node.where,
                   fmt::format("the step {} of {} is too small beside its values", step, node.label),
                   "values are rounded to 12 significant digits", "choose a larger step");
        }
        values.push_back(value);
    }
    return values;
}

double positive(const TomlNode& node) {
    const double value = number_of(node);
    if (value <= 0) {
        reject(node.where, fmt::format("{} is {}", node.label, value), "it must be above 0",
               "write its size without a sign");
    }
    return value;
}

/// The step that a text such as "5 %" means.
double step_in_percent(const TomlNode& by, double distance) {
    constexpr const char* example = "write a number, or a text such as \"5 %\"";
    const std::string& text = text_of(by);
    const std::size_t end = text.find_last_not_of(" \t");
    const std::size_t start = text.find_first_not_of(" \t");
    if (text[end] != '%')
        reject(by.where, fmt::format("{} is a text without a percent sign", by.label),
               "a share of the anchor distance is in percent", example);
    if (distance == 0)
        reject(by.where, fmt::format("{} is in percent", by.label),
               "only [sweep.anchors.NAME] has a distance of anchors; the values of [sweep.linked] are "
               "percent already",
               "write a number");
    const std::string_view number =
        end == start ? std::string_view(text).substr(0, 0) : std::string_view(text).substr(start, text.find_last_not_of(" \t", end - 1) + 1 - start);
    double percent = 0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), percent);
    if (error != std::errc() || stop != number.data() + number.size() || !std::isfinite(percent))
        reject(by.where, fmt::format("{} has no number before its percent sign", by.label),
               "it is a share of the anchor distance", example);
    if (percent <= 0)
        reject(by.where, fmt::format("{} is {} percent", by.label, percent), "it must be above 0",
               "write its size without a sign");
    return std::abs(distance) * percent / 100;
}

std::vector<double> read_from_to(const TomlNode& node) {
    require_table(node, {"from", "to", "step"}, axis_example);
    const double from = number_of(require(node, "from", "from = …"));
    const double to = number_of(require(node, "to", "to = …"));
    const double step = positive(require(node, "step", "step = …"));
    if (from > to) {
        reject(node.where, fmt::format("{} runs from {} down to {}", node.label, from, to),
               "values are tried in increasing order", "swap from and to");
    }
    const double steps = std::floor((to - from) / step + step_tolerance);
    if (!(steps < static_cast<double>(longest_axis))) reject_size(node, steps + 1);
    return arithmetic_series(node, from, step, 0, static_cast<int>(steps));
}

std::vector<double> read_around(const TomlNode& node, double distance) {
    require_table(node, {"around", "by", "steps"}, axis_example);
    const double around = number_of(require(node, "around", "around = …"));
    const TomlNode& step = require(node, "by", "by = …");
    const double by = step.kind == TomlKind::text ? step_in_percent(step, distance) : positive(step);
    const int steps = count_of(require(node, "steps", "steps = 1"));
    if (2 * static_cast<std::size_t>(steps) + 1 > longest_axis) reject_size(node, 2.0 * steps + 1);
    return arithmetic_series(node, around, by, -steps, steps);
}

std::vector<double> read_list(const TomlNode& node, AxisValues values) {
    require_list(node, axis_example);
    if (node.children.size() > longest_axis) reject_size(node, static_cast<double>(node.children.size()));
    std::vector<double> numbers;
    std::transform(node.children.begin(), node.children.end(), std::back_inserter(numbers),
                   [&](const TomlNode& child) {
                       if (values == AxisValues::shares) return share_of(child);
                       if (values == AxisValues::counts) return static_cast<double>(count_of(child));
                       return number_of(child);
                   });
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

/// A computed value that is no share or count cannot be blamed on one number: the whole axis is.
void check_computed(const TomlNode& node, const std::vector<double>& numbers, AxisValues values) {
    for (const double number : numbers) {
        if (values == AxisValues::shares && !(number >= 0 && number <= 1)) {
            reject(node.where, fmt::format("{} contains {}", node.label, number),
                   "its values must lie between 0 and 1", "shorten the axis");
        }
        if (values == AxisValues::counts &&
            (number != std::floor(number) || number < 1 || number > largest_count)) {
            reject(node.where, fmt::format("{} contains {}", node.label, number),
                   fmt::format("its values must be whole numbers from 1 to {}", largest_count),
                   "start at 1 or more and use whole steps");
        }
    }
}

}  // namespace

std::vector<double> read_axis(const TomlNode& node, AxisValues values, double distance) {
    if (node.kind == TomlKind::list) return read_list(node, values);
    if (node.kind != TomlKind::table) {
        reject(
            node.where, fmt::format("{} is no axis", node.label), "an axis is a list or a table",
            node.is_number() ? fmt::format("write [{}]", node.value) : fmt::format("write {}", axis_example));
    }
    const bool around = find(node, "around") || find(node, "by") || find(node, "steps");
    const bool from_to = find(node, "from") || find(node, "to") || find(node, "step");
    if (around == from_to) {
        // Both or neither: an unknown key is the better complaint, where there is one.
        require_table(node, {"from", "to", "step", "around", "by", "steps"}, axis_example);
        reject(node.where, fmt::format("{} is no axis", node.label),
               around ? "it mixes from/to/step with around/by/steps" : "it says nothing",
               fmt::format("write {}", axis_example));
    }
    const std::vector<double> numbers = around ? read_around(node, distance) : read_from_to(node);
    check_computed(node, numbers, values);
    return numbers;
}

bool is_range(const TomlNode& node) {
    if (node.kind != TomlKind::table || find(node, "step") || find(node, "steps")) return false;
    return (find(node, "from") && find(node, "to")) || (find(node, "around") && find(node, "by"));
}

ValueRange read_range(const TomlNode& node, AxisValues values) {
    ValueRange range;
    if (find(node, "around")) {
        require_table(node, {"around", "by"}, range_example);
        const double around = number_of(require(node, "around", "around = …")), by = positive(require(node, "by", "by = …"));
        range = {rounded_to_12_digits(around - by), rounded_to_12_digits(around + by)};
    } else {
        require_table(node, {"from", "to"}, range_example);
        range = {number_of(require(node, "from", "from = …")), number_of(require(node, "to", "to = …"))};
    }
    if (!std::isfinite(range.from) || !std::isfinite(range.to) || !std::isfinite(range.to - range.from))
        reject(node.where, fmt::format("{} leaves the range of numbers", node.label), "its values must be finite",
               "choose smaller numbers");
    if (!(range.from < range.to))
        reject(node.where, fmt::format("{} runs from {} to {}", node.label, range.from, range.to), "a range must have a width",
               "let from be below to, or write a list of one value");
    check_computed(node, {range.from, range.to}, values);
    return range;
}

}  // namespace qca
