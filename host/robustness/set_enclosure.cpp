#include "host/robustness/set_enclosure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
/// More than rounding can add to a distance from the crossover, relative to 1 + the distance.
constexpr double distance_slack = 1e-11;

Band hull(const Band& a, const Band& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

double times(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
}

/// Of a band of numbers from 0 on with any other. 0 times infinity is 0: a membership that does not change.
Band product(const Band& positive, const Band& other) {
    return {std::min(times(positive.low, other.low), times(positive.high, other.low)),
            std::max(times(positive.low, other.high), times(positive.high, other.high))};
}

/// The anchors of a set, mirrored where they fall, so that they rise.
struct RisingAnchors {
    Band exclusion, crossover, inclusion;
};


/// z and its derivatives in exclusion, crossover, inclusion.
struct Distance {
    Band z{infinite, -infinite};
    std::array<Band, 3> slopes{Band{infinite, -infinite}, Band{infinite, -infinite}, Band{infinite, -infinite}};
};

/// A numerator by the square of a unit.
Band by_square(const Band& numerator, const Band& unit) {
    const double smallest = std::max(unit.low, 0.0), largest = unit.high;
    const double often = smallest > 0 ? 1 / (smallest * smallest) : infinite, seldom = 1 / (largest * largest);
    return {std::min(times(numerator.low, often), times(numerator.low, seldom)),
            std::max(times(numerator.high, often), times(numerator.high, seldom))};
}

void widen(Distance& distance, const Band& z, const std::array<Band, 3>& slopes) {
    distance.z = hull(distance.z, z);
    for (std::size_t a = 0; a < slopes.size(); ++a) distance.slopes[a] = hull(distance.slopes[a], slopes[a]);
}

void add_inclusion_side(Distance& distance, double value, const RisingAnchors& anchors) {
    const double first = anchors.crossover.low, last = std::min(anchors.crossover.high, value);
    const Band& inclusion = anchors.inclusion;
    const auto z = [&](double crossover, double anchor) {
        return anchor > crossover ? (value - crossover) / (anchor - crossover) : value > crossover ? infinite : 0.0;
    };
    Band band{std::min(z(first, inclusion.high), z(last, inclusion.high)),
              std::max(z(first, inclusion.low), z(last, inclusion.low))};
    if (inclusion.low <= last && first < value) band.high = infinite;
    const Band unit{inclusion.low - last, inclusion.high - first};
    widen(distance, band,
          {Band{}, by_square({value - inclusion.high, value - inclusion.low}, unit), by_square({first - value, last - value}, unit)});
}

void add_exclusion_side(Distance& distance, double value, const RisingAnchors& anchors) {
    const double first = std::max(anchors.crossover.low, value), last = anchors.crossover.high;
    const Band& exclusion = anchors.exclusion;
    const auto z = [&](double crossover, double anchor) {
        return crossover > anchor ? (value - crossover) / (crossover - anchor) : crossover > value ? -infinite : 0.0;
    };
    Band band{std::min(z(first, exclusion.high), z(last, exclusion.high)),
              std::max(z(first, exclusion.low), z(last, exclusion.low))};
    if (exclusion.high >= first && last > value) band.low = -infinite;
    const Band unit{first - exclusion.high, last - exclusion.low};
    widen(distance, band,
          {by_square({value - last, value - first}, unit), by_square({exclusion.low - value, exclusion.high - value}, unit), Band{}});
}

Band membership_slope(const SetDefinition& definition, const Band& m) {
    if (m.low == m.high && (m.low == 0 || m.low == 1)) return {};
    if (definition.method == CalibrationMethod::linear) return {m.low > 0 && m.high < 1 ? 0.5 : 0, 0.5};
    const double steepness = std::log(definition.idm / (1 - definition.idm));
    const double a = m.low * (1 - m.low), b = m.high * (1 - m.high);
    return {steepness * std::min(a, b), steepness * (m.low <= 0.5 && 0.5 <= m.high ? 0.25 : std::max(a, b))};
}

MembershipEnclosure enclose(double value, const SetDefinition& definition, const RisingAnchors& anchors) {
    Distance distance;
    if (anchors.crossover.low <= value) add_inclusion_side(distance, value, anchors);
    if (anchors.crossover.high >= value) add_exclusion_side(distance, value, anchors);
    const auto beside = [](double z, double direction) {
        return std::isinf(z) ? z : z + direction * distance_slack * (1 + std::abs(z));
    };
    MembershipEnclosure found;
    Band& m = found.membership;
    m = {membership_at(beside(distance.z.low, -1), definition), membership_at(beside(distance.z.high, 1), definition)};
    // A calibration has exactly 0.5 at the crossover and is on the right side of it beside.
    if (anchors.crossover.low >= value) m.high = std::min(m.high, 0.5);
    if (anchors.crossover.high <= value) m.low = std::max(m.low, 0.5);
    if (definition.method == CalibrationMethod::logistic && definition.clamp)
        found.may_jump = (m.low == 0) != (m.high == 0) || (m.low == 1) != (m.high == 1);
    const Band steepness = membership_slope(definition, m);
    for (std::size_t a = 0; a < found.slopes.size(); ++a) found.slopes[a] = product(steepness, distance.slopes[a]);
    return found;
}

/// The values of an anchor, all doubles of the band among them.
Band values(const AnchorShifts& shifts, std::size_t anchor, const Band& shift) {
    return {std::nextafter(shifts.value(anchor, shift.low), -infinite), std::nextafter(shifts.value(anchor, shift.high), infinite)};
}

Band mirrored(const Band& band, bool mirror) {
    return mirror ? Band{-band.high, -band.low} : band;
}

std::vector<MembershipEnclosure> enclose_anchored(const AnchorShifts& shifts, std::size_t set, const ShiftBox& box) {
    const SetDefinition& definition = shifts.study().set(set);
    const std::vector<std::size_t>& at = shifts.anchors_of(set);
    const bool falling = definition.anchors.inclusion < definition.anchors.exclusion;
    const auto band = [&](std::size_t a) { return mirrored(values(shifts, at[a], box[at[a]]), falling); };
    const RisingAnchors anchors{band(0), band(1), band(2)};
    std::vector<MembershipEnclosure> found;
    for (const double raw : shifts.data().raw[set]) {
        MembershipEnclosure of_case = enclose(falling ? -raw : raw, definition, anchors);
        for (std::size_t a = 0; a < of_case.slopes.size(); ++a) {
            Band& slope = of_case.slopes[a];
            slope = mirrored(slope, falling);
            slope = {times(slope.low, shifts.unit(at[a])), times(slope.high, shifts.unit(at[a]))};
        }
        found.push_back(of_case);
    }
    return found;
}

std::vector<MembershipEnclosure> enclose_crisp(const AnchorShifts& shifts, std::size_t set, const ShiftBox& box) {
    const std::size_t threshold = shifts.anchors_of(set)[0];
    const Band band = values(shifts, threshold, box[threshold]);
    std::vector<MembershipEnclosure> found;
    for (const double raw : shifts.data().raw[set]) {
        MembershipEnclosure of_case{{raw >= band.high ? 1.0 : 0.0, raw >= band.low ? 1.0 : 0.0}, false, {}};
        if (of_case.membership.low != of_case.membership.high) of_case.slopes[0] = {-infinite, 0};
        found.push_back(of_case);
    }
    return found;
}

}  // namespace

std::vector<MembershipEnclosure> enclose_set(const AnchorShifts& shifts, std::size_t set, const ShiftBox& box) {
    const std::size_t anchors = shifts.anchors_of(set).size();
    std::vector<MembershipEnclosure> found;
    if (anchors == 3) {
        found = enclose_anchored(shifts, set, box);
    } else if (anchors == 1) {
        found = enclose_crisp(shifts, set, box);
    } else {
        const SetDefinition& definition = shifts.study().set(set);
        for (const double m : calibrate(shifts.data().raw[set], definition, definition.anchors, shifts.data().cases))
            found.push_back({{m, m}, false, {}});
    }
    if (set + 1 == shifts.study().sets() && shifts.study().outcome.negate)
        for (MembershipEnclosure& of_case : found) {
            of_case.membership = {1 - of_case.membership.high, 1 - of_case.membership.low};
            for (Band& slope : of_case.slopes) slope = mirrored(slope, true);
        }
    return found;
}

}  // namespace qca
