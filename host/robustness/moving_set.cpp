#include "host/robustness/moving_set.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/robustness/first_value.hpp"

namespace qca {
namespace {

using Kind = RangeParameter::Kind;

/// More than rounding can add to a slope or to a membership.
constexpr double slope_slack = 1e-9;
constexpr double membership_slack = 1e-14;
constexpr double infinite = std::numeric_limits<double>::infinity();

Anchors with_anchor(Anchors anchors, Kind kind, double value) {
    if (kind == Kind::exclusion) anchors.exclusion = value;
    if (kind == Kind::crossover) anchors.crossover = value;
    if (kind == Kind::inclusion) anchors.inclusion = value;
    return anchors;
}

bool on_inclusion_side(double raw, const Anchors& anchors) {
    return anchors.inclusion > anchors.crossover ? raw >= anchors.crossover : raw <= anchors.crossover;
}

/// The derivative of z, the distance from the crossover in units of the anchors, in one of the anchors.
double distance_slope(double raw, const Anchors& anchors, Kind kind, bool inclusion_side) {
    const double unit = inclusion_side ? anchors.inclusion - anchors.crossover : anchors.crossover - anchors.exclusion;
    if (kind == Kind::crossover)
        return (inclusion_side ? raw - anchors.inclusion : anchors.exclusion - raw) / (unit * unit);
    if (inclusion_side != (kind == Kind::inclusion)) return 0;
    return (inclusion_side ? anchors.crossover - raw : raw - anchors.crossover) / (unit * unit);
}

Band hull(double a, double b) {
    return {std::min(a, b), std::max(a, b)};
}

/// The derivative of the membership in z, over memberships from `low` to `high`.
Band membership_slope(const SetDefinition& definition, double low, double high) {
    if (low == high && (low == 0 || low == 1)) return {};
    if (definition.method == CalibrationMethod::linear)
        return {low > 0 && high < 1 ? 0.5 : 0, 0.5};  // a kink where it reaches 0 or 1
    const double steepness = std::log(definition.idm / (1 - definition.idm));
    const double x = low - membership_slack, y = high + membership_slack;
    const Band ends = hull(x * (1 - x), y * (1 - y));
    return {steepness * ends.low, steepness * (x <= 0.5 && 0.5 <= y ? 0.25 : ends.high)};
}

Band product(const Band& a, const Band& b) {
    const double all[] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    // An anchor within a denormal of another one.
    if (!std::all_of(std::begin(all), std::end(all), [](double x) { return std::isfinite(x); })) return {-infinite, infinite};
    const auto [low, high] = std::minmax_element(std::begin(all), std::end(all));
    return {*low - slope_slack * std::abs(*low), *high + slope_slack * std::abs(*high)};
}

}  // namespace

MovingSet::MovingSet(const RangeParameter& parameter, const Study& study, const StudyData& data)
    : parameter_(parameter),
      definition_(study.set(parameter.set)),
      raw_(data.raw[parameter.set]),
      cases_(data.cases),
      negated_(parameter.set == study.conditions.size() && study.outcome.negate) {}

std::vector<double> MovingSet::calibrated(const std::vector<double>& raw, double anchor) const {
    if (parameter_.kind != Kind::threshold)
        return calibrate(raw, definition_, with_anchor(definition_.anchors, parameter_.kind, anchor), cases_);
    SetDefinition definition = definition_;
    definition.threshold = anchor;
    return calibrate(raw, definition, {}, cases_);
}

std::vector<double> MovingSet::memberships(double anchor) const {
    std::vector<double> memberships = calibrated(raw_, anchor);
    if (negated_)
        for (double& membership : memberships) membership = 1.0 - membership;
    return memberships;
}

std::vector<double> MovingSet::breakpoints(const SearchRange& range) const {
    std::vector<double> values = raw_;
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    std::vector<double> starts;
    for (const double raw : values) {
        // A monotone function leaves each of these sets of values once.
        const auto add_flip = [&](const auto& holds) {
            const auto holds_at = [&](double anchor) { return holds(calibrated({raw}, anchor).front()); };
            const bool before = holds_at(range.first);
            if (before != holds_at(range.last))
                starts.push_back(first_value(range.first, range.last, [&](double anchor) { return holds_at(anchor) != before; }));
        };
        add_flip([](double m) { return m > 0.5; });
        add_flip([](double m) { return 1.0 - m > 0.5; });  // as a row asks: not the same as m < 0.5, which 1 - m may round away
        if (definition_.method != CalibrationMethod::logistic || !definition_.clamp) continue;
        add_flip([](double m) { return m == 0; });
        add_flip([](double m) { return m == 1; });
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

Band MovingSet::slope(double raw, double from, double to, double at_from, double at_to) const {
    if (parameter_.kind == Kind::threshold) return {};
    const Band memberships = hull(at_from, at_to);
    // No case changes sides within the stretch; the derivative of z is monotone there.
    const Anchors within = with_anchor(definition_.anchors, parameter_.kind, from + (to - from) / 2);
    const bool inclusion_side = on_inclusion_side(raw, within);
    const auto slope_at = [&](double anchor) {
        return distance_slope(raw, with_anchor(definition_.anchors, parameter_.kind, anchor), parameter_.kind,
                              inclusion_side);
    };
    return product(membership_slope(definition_, memberships.low, memberships.high), hull(slope_at(from), slope_at(to)));
}

std::vector<Band> MovingSet::slopes(double from, double to, const std::vector<double>& at_from,
                                    const std::vector<double>& at_to) const {
    std::vector<Band> slopes;
    slopes.reserve(raw_.size());
    for (std::size_t i = 0; i < raw_.size(); ++i) {
        // The derivative in z is the same for m and for 1 - m but for the sign.
        const Band band = slope(raw_[i], from, to, at_from[i], at_to[i]);
        slopes.push_back(negated_ ? Band{-band.high, -band.low} : band);
    }
    return slopes;
}

}  // namespace qca
