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

/// Of the surplus times direction at one point, a lower bound.
double least_at(const AnchorShifts& shifts, const Shift& shift, const RowQuantity& quantity, double direction) {
    ShiftBox point;
    for (const double x : shift) point.push_back({x, x});
    const Band there = enclose_surplus(enclose_sets(shifts, point), quantity);
    return direction > 0 ? there.low : -there.high;
}

/// One point of a box and how far a surplus can fall (direction 1) or rise (-1) from it in the box, by the mean value theorem.
struct MeanValue {
    Shift from;
    std::vector<double> lengths;  ///< the farthest that each anchor gets
    std::vector<double> falls;    ///< per length, 0 or more; may be infinite

    MeanValue(const ShiftBox& box, const SurplusSlopes& slopes, const Shift& point, double direction) : from(point) {
        for (std::size_t a = 0; a < box.size(); ++a) {
            const double down = from[a] - box[a].low, up = box[a].high - from[a];
            const Band slope = direction > 0 ? slopes.by_anchor[a] : Band{-slopes.by_anchor[a].high, -slopes.by_anchor[a].low};
            lengths.push_back(std::max(down, up));
            falls.push_back(std::max({0.0, up > 0 ? -slope.low : 0.0, down > 0 ? slope.high : 0.0}));
        }
    }

    /// Anchors that get no farther than `narrow` are taken one by one, the others together: the sum of falls times lengths is at
    /// most the product of the Euclidean lengths of the two.
    /// @param radius  of all lengths together
    double fall(double narrow, double radius) const {
        double alone = 0, squares = 0;
        for (std::size_t a = 0; a < falls.size(); ++a) {
            if (falls[a] == 0) continue;
            if (lengths[a] <= narrow)
                alone += falls[a] * lengths[a];
            else
                squares += falls[a] * falls[a];
        }
        return squares > 0 ? alone + radius * std::sqrt(squares) : alone;
    }
};

/// @return of the surplus times direction, a lower bound
double by_mean_value(const AnchorShifts& shifts, const ShiftBox& box, const SurplusSlopes& slopes, std::optional<double> ball,
                     const RowQuantity& quantity, double direction) {
    // In a ball: from the point nearest to no shift at all. Seen from there, all of the ball's part of the box lies within what
    // Pythagoras leaves, as every single shift is as long as there or longer.
    Shift point;
    double rest = ball ? *ball * *ball : 0;
    for (const Band& band : box) {
        point.push_back(ball ? std::clamp(0.0, band.low, band.high) : middle_of(band));
        rest -= point.back() * point.back();
    }
    const MeanValue mean_value(box, slopes, point, direction);
    double fall = mean_value.fall(infinite, 0);
    if (ball)
        for (const double narrow : {0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8})
            fall = std::min(fall, mean_value.fall(narrow * *ball, std::sqrt(std::max(rest, 0.0)) * (1 + 1e-9)));
    if (std::isinf(fall)) return -infinite;
    return least_at(shifts, point, quantity, direction) - fall - 1e-12 * (1 + fall) - 2 * slopes.jumps;
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
