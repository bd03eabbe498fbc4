#include "host/robustness/surplus_enclosure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qca {
namespace {

using Statistic = RowQuantity::Statistic;

constexpr double infinite = std::numeric_limits<double>::infinity();
/// What the clamp takes from a membership, or adds to it.
constexpr double jump = 1.001e-4;
/// More than rounding can change a slope, relative to the sizes of what is added.
constexpr double slope_slack = 1e-11;

/// What a case with membership m in the row and y in the outcome adds to the surplus.
double part(const RowQuantity& quantity, double m, double y) {
    const double both = std::min(m, y);
    if (quantity.statistic == Statistic::inclusion) return both - quantity.bound * m;
    const double ambiguous = std::min(both, 1.0 - y);
    return (both - ambiguous) - quantity.bound * (m - ambiguous);
}

Band literal(const SetEnclosures& sets, std::uint32_t row, std::size_t condition, std::size_t i) {
    const Band& m = sets[condition][i].membership;
    const auto conditions = static_cast<int>(sets.size()) - 1;
    if ((row & condition_bit(static_cast<int>(condition), conditions)) != 0) return m;
    return {1.0 - m.high, 1.0 - m.low};
}

void add(Band& hull, double slope) {
    hull.low = std::min(hull.low, slope);
    hull.high = std::max(hull.high, slope);
}

/// The slopes of a case's part in m and in y, over memberships in these bands.
struct PartSlopes {
    Band in_row{infinite, -infinite}, in_outcome{infinite, -infinite};
};

PartSlopes part_slopes(const RowQuantity& quantity, const Band& m, const Band& y) {
    const double b = quantity.bound;
    PartSlopes slopes;
    if (quantity.statistic == Statistic::inclusion) {
        if (m.low <= y.high) {  // m <= y
            add(slopes.in_row, 1 - b);
            add(slopes.in_outcome, 0);
        }
        if (m.high >= y.low) {
            add(slopes.in_row, -b);
            add(slopes.in_outcome, 1);
        }
        return slopes;
    }
    const double nearest = std::clamp(0.5, y.low, y.high);
    if (m.low <= std::min(nearest, 1.0 - nearest)) {  // m <= y and m <= 1 - y
        add(slopes.in_row, 0);
        add(slopes.in_outcome, 0);
    }
    if (y.high >= 0.5 && m.low <= y.high && m.high >= 1.0 - y.high) {  // 1 - y <= m <= y
        add(slopes.in_row, 1 - b);
        add(slopes.in_outcome, 1 - b);
    }
    if (m.high >= y.low) {  // m >= y
        add(slopes.in_row, -b);
        if (y.low <= 0.5) add(slopes.in_outcome, b);
        if (y.high >= 0.5) add(slopes.in_outcome, 2 - b);
    }
    return slopes;
}

double times(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
}

Band product(const Band& a, const Band& b) {
    const double all[] = {times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)};
    const auto [low, high] = std::minmax_element(std::begin(all), std::end(all));
    return {*low, *high};
}

/// Adds up slopes by anchor.
class SlopeSum {
  public:
    explicit SlopeSum(const AnchorShifts& shifts) : shifts_(shifts), sums_(shifts.size()), sizes_(shifts.size()) {}

    void add(std::size_t set, const MembershipEnclosure& of_case, const Band& factor) {
        if (factor.low == 0 && factor.high == 0) return;
        const std::vector<std::size_t>& anchors = shifts_.anchors_of(set);
        for (std::size_t a = 0; a < anchors.size(); ++a) {
            const Band slope = product(factor, of_case.slopes[a]);
            sums_[anchors[a]].low += slope.low;
            sums_[anchors[a]].high += slope.high;
            for (const double end : {slope.low, slope.high})
                if (std::isfinite(end)) sizes_[anchors[a]] += std::abs(end);
        }
    }

    std::vector<Band> sums() const {
        std::vector<Band> widened = sums_;
        for (std::size_t a = 0; a < widened.size(); ++a) {
            const double slack = slope_slack * sizes_[a];
            widened[a].low -= slack;
            widened[a].high += slack;
        }
        return widened;
    }

  private:
    const AnchorShifts& shifts_;
    std::vector<Band> sums_;
    std::vector<double> sizes_;  ///< of all that is finite
};

}  // namespace

SetEnclosures enclose_sets(const AnchorShifts& shifts, const ShiftBox& box) {
    SetEnclosures sets;
    for (std::size_t set = 0; set < shifts.study().sets(); ++set) sets.push_back(enclose_set(shifts, set, box));
    return sets;
}

Band enclose_row_membership(const SetEnclosures& sets, std::uint32_t row, std::size_t case_number) {
    Band smallest{1, 1};
    for (std::size_t c = 0; c + 1 < sets.size(); ++c) {
        const Band m = literal(sets, row, c, case_number);
        smallest = {std::min(smallest.low, m.low), std::min(smallest.high, m.high)};
    }
    return smallest;
}

Band enclose_surplus(const SetEnclosures& sets, const RowQuantity& quantity) {
    const std::size_t cases = sets.back().size();
    const auto size = static_cast<double>(cases);
    // As MovingRows: memberships carry errors of a few units in the last place, sums of N terms at most 1 of N more each.
    const double slack = size * (4e-14 + size * 4 * std::numeric_limits<double>::epsilon());
    Band sum{-slack, slack};
    for (std::size_t i = 0; i < cases; ++i) {
        const Band m = enclose_row_membership(sets, static_cast<std::uint32_t>(quantity.row), i), &y = sets.back()[i].membership;
        sum.low += std::min(part(quantity, m.low, y.low), part(quantity, m.high, y.low));
        sum.high += part(quantity, std::clamp(y.high, m.low, m.high), y.high);
    }
    return sum;
}

SurplusSlopes surplus_slopes(const AnchorShifts& shifts, const SetEnclosures& sets, const RowQuantity& quantity) {
    const auto row = static_cast<std::uint32_t>(quantity.row);
    const std::size_t conditions = sets.size() - 1;
    SurplusSlopes found;
    SlopeSum sum(shifts);
    for (std::size_t i = 0; i < sets.back().size(); ++i) {
        const Band m = enclose_row_membership(sets, row, i), &y = sets.back()[i].membership;
        const PartSlopes slopes = part_slopes(quantity, m, y);
        for (std::size_t c = 0; c < conditions; ++c) {
            const Band own = literal(sets, row, c, i);
            if (own.low > m.high) continue;  // never the smallest
            double others = infinite;
            for (std::size_t other = 0; other < conditions; ++other)
                if (other != c) others = std::min(others, literal(sets, row, other, i).low);
            Band factor = slopes.in_row;
            if (own.high >= others) factor = {std::min(factor.low, 0.0), std::max(factor.high, 0.0)};  // not always the smallest
            if ((row & condition_bit(static_cast<int>(c), static_cast<int>(conditions))) == 0) factor = {-factor.high, -factor.low};
            sum.add(c, sets[c][i], factor);
            if (sets[c][i].may_jump) found.jumps += jump;
        }
        sum.add(conditions, sets.back()[i], slopes.in_outcome);
        if (sets.back()[i].may_jump) found.jumps += 2 * jump;
    }
    found.by_anchor = sum.sums();
    return found;
}

}  // namespace qca
