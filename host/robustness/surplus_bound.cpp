#include "host/robustness/surplus_bound.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr int rounds = 3;

double middle_of(const Band& band) {
    return band.low + (band.high - band.low) / 2;
}

/// Sets every anchor whose slope keeps its sign to the end at which the surplus is lowest (direction 1) or highest (-1).
/// @return whether there is one
bool pin(ShiftBox& box, const SurplusSlopes& slopes, double direction) {
    bool pinned = false;
    for (std::size_t a = 0; a < box.size(); ++a) {
        if (box[a].low == box[a].high) continue;
        const Band slope = direction > 0 ? slopes.by_anchor[a] : Band{-slopes.by_anchor[a].high, -slopes.by_anchor[a].low};
        if (slope.low < 0 && slope.high > 0) continue;
        const double at = slope.low >= 0 ? box[a].low : box[a].high;
        box[a] = {at, at};
        pinned = true;
    }
    return pinned;
}

/// The most that a surplus can fall (direction 1) or rise (-1) from the middle of the box to any shift in box and ball. Anchors with
/// a band up to `narrow` times the ball's length count with half their band, the others together with the ball: the sum of
/// slope times shift is at most the product of their Euclidean lengths.
double farthest_in_ball(const ShiftBox& box, const SurplusSlopes& slopes, double ball, double narrow, double direction) {
    double change = 0, rest = ball * ball, mean_squares = 0, doubt_squares = 0, doubt_in_ball = 0, doubt_in_box = 0;
    for (std::size_t a = 0; a < box.size(); ++a) {
        const Band& slope = slopes.by_anchor[a];
        const double half = (box[a].high - box[a].low) / 2, steepest = std::max(std::abs(slope.low), std::abs(slope.high));
        if (half <= narrow * ball) {
            const double nearest = std::max({0.0, box[a].low, -box[a].high});
            change += half * steepest;
            rest -= nearest * nearest;
        } else {
            // From the middle to no shift at all, and from there on.
            const double middle = middle_of(box[a]), mean = middle_of(slope), doubt = (slope.high - slope.low) / 2;
            change += direction * mean * middle;
            mean_squares += mean * mean;
            doubt_in_ball += doubt * std::abs(middle);
            doubt_in_box += doubt * half;
            doubt_squares += doubt * doubt;
        }
    }
    const double length = std::sqrt(std::max(rest, 0.0));
    return change + length * std::sqrt(mean_squares) + std::min(doubt_in_box, doubt_in_ball + length * std::sqrt(doubt_squares));
}

/// @return of the surplus times direction, a lower bound
double by_mean_value(const AnchorShifts& shifts, const ShiftBox& box, const SurplusSlopes& slopes, std::optional<double> ball,
                     const RowQuantity& quantity, double direction) {
    ShiftBox middle;
    double change = 0;
    for (std::size_t a = 0; a < box.size(); ++a) {
        middle.push_back({middle_of(box[a]), middle_of(box[a])});
        const Band& slope = slopes.by_anchor[a];
        if (box[a].low == box[a].high) continue;
        if (std::isinf(slope.low) || std::isinf(slope.high)) return -infinite;
        change += (box[a].high - box[a].low) / 2 * std::max(std::abs(slope.low), std::abs(slope.high));
    }
    if (ball)
        for (const double narrow : {0.0, 0.05, 0.15, 0.3, 0.5, 0.8})
            change = std::min(change, farthest_in_ball(box, slopes, *ball, narrow, direction));
    const Band there = enclose_surplus(enclose_sets(shifts, middle), quantity);
    const double value = direction > 0 ? there.low : -there.high;
    return value - change - 1e-12 * (1 + std::abs(change)) - 2 * slopes.jumps;
}

}  // namespace

SurplusBound surplus_bound(const AnchorShifts& shifts, const ShiftBox& box, const SurplusSlopes& slopes, std::optional<double> ball,
                           const RowQuantity& quantity, SurplusEnd end) {
    const double direction = end == SurplusEnd::lowest ? 1 : -1;
    ShiftBox rest = box;
    SurplusSlopes current = slopes;
    double jumps = 0, value = by_mean_value(shifts, box, slopes, ball, quantity, direction);
    for (int round = 0; round < rounds && pin(rest, current, direction); ++round) {
        const SetEnclosures sets = enclose_sets(shifts, rest);
        const Band natural = enclose_surplus(sets, quantity);
        // Once from the surplus to the one without jumps, which has the slopes, and once back, every round.
        jumps += 2 * current.jumps;
        value = std::max(value, (direction > 0 ? natural.low : -natural.high) - jumps);
        if (value > 0) break;
        current = surplus_slopes(shifts, sets, quantity);
    }
    SurplusBound bound{direction * value, {}};
    for (const Band& band : rest) bound.corner.push_back(middle_of(band));
    return bound;
}

}  // namespace qca
