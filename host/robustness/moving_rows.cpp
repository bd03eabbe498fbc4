#include "host/robustness/moving_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/implicant.hpp"

namespace qca {
namespace {

using Statistic = RowQuantity::Statistic;

/// The row of each case by the other conditions, with the moving one (if any) in either form.
std::vector<std::uint32_t> reachable_rows(const Memberships& memberships, std::size_t moving) {
    const std::size_t conditions = memberships.set.size() - 1;
    std::set<std::uint32_t> rows;
    for (const std::size_t i : memberships.order) {
        std::uint32_t row = 0;
        bool in_a_row = true;
        for (std::size_t c = 0; c < conditions; ++c) {
            if (c == moving) continue;
            const double x = memberships.set[c][i];
            if (x > 0.5) row |= condition_bit(static_cast<int>(c), static_cast<int>(conditions));
            in_a_row = in_a_row && (x > 0.5 || 1.0 - x > 0.5);
        }
        if (!in_a_row) continue;
        rows.insert(row);
        if (moving < conditions)
            rows.insert(row | condition_bit(static_cast<int>(moving), static_cast<int>(conditions)));
    }
    return {rows.begin(), rows.end()};
}

std::vector<double> memberships_without(const Memberships& memberships, std::uint32_t row, std::size_t moving) {
    const std::size_t conditions = memberships.set.size() - 1;
    std::vector<double> rest(memberships.set.back().size(), 1.0);
    for (std::size_t c = 0; c < conditions; ++c) {
        if (c == moving) continue;
        const bool present = (row & condition_bit(static_cast<int>(c), static_cast<int>(conditions))) != 0;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            const double x = memberships.set[c][i];
            rest[i] = smaller(rest[i], present ? x : 1.0 - x);
        }
    }
    return rest;
}

/// A whole stretch within 1e-14 of a kink counts as touching it.
constexpr double kink_slack = 1e-14;

}  // namespace

bool meets(const RowQuantity& quantity, const RelationSums<double>& sums) {
    return quantity.statistic == Statistic::inclusion ? meets_inclusion(sums.x, sums.both, quantity.bound)
                                                      : meets_pri(sums.x, sums.both, sums.ambiguous, quantity.bound);
}

/// What one case adds to the sums of a row, as a function of its membership in the moving set.
struct MovingRows::Term {
    double fixed;  ///< the rest of the row; where the outcome moves, the whole row
    double outcome;
    bool outcome_moves;
    bool present;

    double literal(double moving) const { return present ? moving : 1.0 - moving; }
    double in_row(double moving) const { return outcome_moves ? fixed : smaller(literal(moving), fixed); }
    double in_outcome(double moving) const { return outcome_moves ? moving : outcome; }

    double surplus(Statistic statistic, double bound, double moving) const {
        const double m = in_row(moving), y = in_outcome(moving), both = smaller(m, y);
        if (statistic == Statistic::inclusion) return both - bound * m;
        const double ambiguous = smaller(both, 1.0 - y);
        return (both - ambiguous) - bound * (m - ambiguous);
    }

    /// Where the surplus may have kinks.
    std::array<double, 3> kinks() const {
        if (outcome_moves) return {fixed, 1.0 - fixed, 0.5};
        // Where the literal is one of these, so is 1 minus what it negates.
        return {literal(fixed), literal(outcome), literal(1.0 - outcome)};
    }

    /// The slope of the surplus off the kinks.
    double slope(Statistic statistic, double bound, double moving) const {
        const double m = in_row(moving), y = in_outcome(moving);
        const double smallest = smaller(smaller(m, y), 1.0 - y);
        double row = 0, both = 0, ambiguous = 0;  // derivatives of m, min(m, y), min(m, y, 1 - y)
        if (outcome_moves) {
            both = y < m ? 1 : 0;
            ambiguous = smallest == m ? 0 : smallest == y ? 1 : -1;
        } else {
            row = literal(moving) < fixed ? (present ? 1 : -1) : 0;
            both = m < y ? row : 0;
            ambiguous = smallest == m ? row : 0;
        }
        if (statistic == Statistic::inclusion) return both - bound * row;
        return (both - ambiguous) - bound * (row - ambiguous);
    }
};

/// One point in each piece of a stretch of memberships between kinks.
struct MovingRows::Pieces {
    std::array<double, 4> middles{};

    Pieces(const Term& term, double a, double b) {
        const double low = std::min(a, b) - kink_slack, high = std::max(a, b) + kink_slack;
        auto [x, y, z] = term.kinks();
        if (x > y) std::swap(x, y);
        if (y > z) std::swap(y, z);
        if (x > y) std::swap(x, y);
        // Kinks outside move to the ends, where they part nothing.
        const double points[] = {low, std::clamp(x, low, high), std::clamp(y, low, high), std::clamp(z, low, high), high};
        for (std::size_t p = 0; p < middles.size(); ++p) middles[p] = (points[p] + points[p + 1]) / 2;
    }
};

MovingRows::MovingRows(const Memberships& memberships, std::size_t set)
    : rows_(reachable_rows(memberships, set)),
      outcome_(memberships.set.back()),
      order_(memberships.order),
      outcome_moves_(set + 1 == memberships.set.size()) {
    const auto conditions = static_cast<int>(memberships.set.size()) - 1;
    for (const std::uint32_t row : rows_) {
        rest_.push_back(memberships_without(memberships, row, set));
        present_.push_back(outcome_moves_ || (row & condition_bit(static_cast<int>(set), conditions)) != 0);
    }
    // Memberships carry errors of a few units in the last place, sums of N terms at most 1 of N more each (Higham 2002).
    const auto cases = static_cast<double>(order_.size());
    slack_ = cases * (4e-14 + cases * 4 * std::numeric_limits<double>::epsilon());
}

MovingRows::Term MovingRows::term(std::size_t row, std::size_t i) const {
    return {rest_[row][i], outcome_[i], outcome_moves_, present_[row]};
}

bool MovingRows::belongs(std::size_t row, std::size_t i, double moving) const {
    return rest_[row][i] > 0.5 && (outcome_moves_ || (present_[row] ? moving : 1.0 - moving) > 0.5);
}

RowSums MovingRows::sums(std::size_t row, const std::vector<double>& moving) const {
    RowSums result;
    for (const std::size_t i : order_) {
        const Term at = term(row, i);
        result.sums.add(at.in_row(moving[i]), at.in_outcome(moving[i]));
        if (belongs(row, i, moving[i])) ++result.n;
    }
    return result;
}

int MovingRows::most_cases(std::size_t row, const std::vector<double>& at_from, const std::vector<double>& at_to) const {
    int n = 0;
    for (const std::size_t i : order_)
        if (belongs(row, i, at_from[i]) || belongs(row, i, at_to[i])) ++n;
    return n;
}

Band MovingRows::surplus(const RowQuantity& quantity, const std::vector<double>& at_from,
                         const std::vector<double>& at_to) const {
    Band sum{-slack_, slack_};
    for (const std::size_t i : order_) {
        const Term at = term(quantity.row, i);
        const auto value = [&](double moving) { return at.surplus(quantity.statistic, quantity.bound, moving); };
        const double first = value(at_from[i]), last = value(at_to[i]);
        double low = std::min(first, last), high = std::max(first, last);
        const auto [from, to] = std::minmax(at_from[i], at_to[i]);
        for (const double kink : at.kinks())
            if (from < kink && kink < to) {
                const double there = value(kink);
                low = std::min(low, there);
                high = std::max(high, there);
            }
        sum.low += low;
        sum.high += high;
    }
    return sum;
}

Band MovingRows::derivative(const RowQuantity& quantity, const std::vector<double>& at_from,
                            const std::vector<double>& at_to, const std::vector<Band>& slopes) const {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    Band sum;
    for (const std::size_t i : order_) {
        if (std::isinf(slopes[i].low)) return {-infinite, infinite};
        if (slopes[i].low == 0 && slopes[i].high == 0) continue;
        const Term at = term(quantity.row, i);
        Band of_term{infinite, -infinite};
        for (const double middle : Pieces(at, at_from[i], at_to[i]).middles) {
            const double slope = at.slope(quantity.statistic, quantity.bound, middle);
            of_term.low = std::min(of_term.low, slope);
            of_term.high = std::max(of_term.high, slope);
        }
        const double all[] = {of_term.low * slopes[i].low, of_term.low * slopes[i].high, of_term.high * slopes[i].low,
                              of_term.high * slopes[i].high};
        const auto [low, high] = std::minmax_element(std::begin(all), std::end(all));
        sum.low += *low;
        sum.high += *high;
    }
    return sum;
}

}  // namespace qca
