#include "host/plan/excluded_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "host/plan/find_choice.hpp"
#include "host/study/nearest_name.hpp"
#include "host/study/reject.hpp"

namespace qca {

namespace {

using Positions = std::vector<std::size_t>;

/// How far a number may be from a value of an axis and still mean it, as a share of the value.
constexpr double same_value = 1e-9;

bool same(double a, double b) { return std::abs(a - b) <= same_value * std::abs(b); }

/// An order. @param at  what is compared with the limit
bool is_met(Comparison comparison, double limit, double at) {
    if (same(limit, at)) return comparison == Comparison::at_most || comparison == Comparison::at_least;
    const bool below = comparison == Comparison::below || comparison == Comparison::at_most;
    return below == (at < limit);
}

/// `A, B` and `A,B` are one name.
std::string without_blanks(const std::string& name) {
    std::string text;
    for (const char c : name)
        if (c != ' ' || text.empty() || text.back() != ',') text += c;
    return text;
}

class ComparisonReader {
  public:
    ComparisonReader(const Exclusion& exclusion, const AxisComparison& comparison, const Axis& axis)
        : exclusion_(exclusion), comparison_(comparison), axis_(axis) {}

    /// The axis has a range.
    DrawnLimit read_limit(std::size_t axis) const {
        if (!comparison_.names.empty()) refuse_kind();
        if (comparison_.comparison >= Comparison::equal)
            reject(exclusion_.where, fmt::format("{} is compared by ==, != or in, in '{}'", axis_.name, exclusion_.text),
                   fmt::format("its numbers are drawn from {} to {}", axis_.edges.front(), axis_.edges.back()), "compare by <, <=, > or >=");
        return {axis, comparison_.comparison, comparison_.numbers.front()};
    }

    /// Positions of the values for which the comparison holds.
    Positions read() const {
        if (axis_.labels.empty() != comparison_.names.empty()) refuse_kind();
        Positions all(axis_.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        Positions named;
        for (const double number : comparison_.numbers)
            if (comparison_.comparison >= Comparison::equal) named.push_back(find(number));
        for (const std::string& name : comparison_.names) named.push_back(find(name));
        std::erase_if(all, [&](std::size_t value) { return !holds(value, named); });
        return all;
    }

  private:
    bool holds(std::size_t value, const Positions& named) const {
        const bool is_named = std::find(named.begin(), named.end(), value) != named.end();
        if (comparison_.comparison == Comparison::unequal) return !is_named;
        if (comparison_.comparison >= Comparison::equal) return is_named;
        return is_met(comparison_.comparison, comparison_.numbers.front(), axis_.values[value]);
    }

    std::vector<std::string> values() const {
        std::vector<std::string> texts = axis_.labels;
        for (const double value : axis_.values) texts.push_back(fmt::format("{}", value));
        return texts;
    }

    [[noreturn]] void refuse_value(const std::string& value, const std::string& suggestion) const {
        reject(exclusion_.where, fmt::format("{} is not on the axis {}, which '{}' excludes", value, axis_.name, exclusion_.text),
               fmt::format("its values are {}", listed(values())), suggestion);
    }

    [[noreturn]] void refuse_kind() const {
        const bool names = !axis_.labels.empty();
        reject(exclusion_.where, fmt::format("{} for the axis {}, in '{}'", names ? "a number" : "a name", axis_.name, exclusion_.text),
               fmt::format("its values are {}", listed(values())),
               names ? "write a name in quotes, compared by ==, != or in [ … ]" : "write a number, without quotes");
    }

    std::size_t find(double number) const {
        for (std::size_t value = 0; value < axis_.size(); ++value)
            if (same(number, axis_.values[value])) return value;
        const double nearest = *std::min_element(axis_.values.begin(), axis_.values.end(), [&](double a, double b) {
            return std::abs(a - number) < std::abs(b - number);
        });
        refuse_value(fmt::format("{}", number), fmt::format("take the nearest, {}, or compare by < or >", nearest));
    }

    std::size_t find(const std::string& name) const {
        for (std::size_t value = 0; value < axis_.size(); ++value)
            if (without_blanks(axis_.labels[value]) == without_blanks(name)) return value;
        refuse_value(fmt::format("'{}'", name), did_you_mean(name, axis_.labels));
    }

    const Exclusion& exclusion_;
    const AxisComparison& comparison_;
    const Axis& axis_;
};

std::size_t axis_of(const std::vector<Axis>& axes, const AxisComparison& comparison, const Exclusion& exclusion) {
    return find_axis(axes, comparison.axis, exclusion.where, fmt::format(" to exclude values of, in '{}'", exclusion.text));
}

}  // namespace

bool DrawnLimit::holds(double drawn) const { return is_met(comparison, number, drawn); }

std::vector<std::vector<DrawnLimit>> excluded_draws(const Study& study, const std::vector<Axis>& axes) {
    std::vector<std::vector<DrawnLimit>> limits;
    for (const Exclusion& exclusion : study.sweep.exclude) {
        std::vector<DrawnLimit>& of = limits.emplace_back();
        for (const AxisComparison& comparison : exclusion.comparisons) {
            const std::size_t axis = axis_of(axes, comparison, exclusion);
            if (!axes[axis].edges.empty()) of.push_back(ComparisonReader(exclusion, comparison, axes[axis]).read_limit(axis));
        }
    }
    return limits;
}

std::vector<Box> excluded_boxes(const Study& study, const std::vector<Axis>& axes) {
    std::vector<Box> boxes;
    for (const Exclusion& exclusion : study.sweep.exclude) {
        Box& box = boxes.emplace_back(axes.size());
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            box[axis].resize(axes[axis].size());
            std::iota(box[axis].begin(), box[axis].end(), std::size_t{0});
        }
        for (const AxisComparison& comparison : exclusion.comparisons) {
            const std::size_t axis = axis_of(axes, comparison, exclusion);
            if (!axes[axis].edges.empty()) continue;
            const Positions holds = ComparisonReader(exclusion, comparison, axes[axis]).read();
            Positions both;
            std::set_intersection(box[axis].begin(), box[axis].end(), holds.begin(), holds.end(), std::back_inserter(both));
            box[axis] = std::move(both);
        }
    }
    return boxes;
}

}  // namespace qca
