#include "host/robustness/flip_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "host/robustness/first_value.hpp"
#include "kernels/math/cutoffs.hpp"

namespace qca {
namespace {

using Statistic = RowQuantity::Statistic;

/// A stretch of values of the anchor with the memberships at its ends.
struct Stretch {
    double from, to;
    std::vector<double> at_from, at_to;
};

class Search {
  public:
    Search(const MovingSet& set, const MovingRows& rows, const SearchRange& range, const Cutoffs& cutoffs)
        : set_(set), rows_(rows), shortest_(resolution * range.unit), least_cases_(std::max(cutoffs.n, 1)) {
        const std::vector<double> breakpoints = set.breakpoints(range);
        found_.starts = breakpoints;
        starts_.push_back(range.first);
        starts_.insert(starts_.end(), breakpoints.begin(), breakpoints.end());
        last_ = range.last;
        look_into(0, starts_.size(), stretch(range.first, range.last), all_quantities(cutoffs));
        std::sort(found_.starts.begin(), found_.starts.end());
        found_.starts.erase(std::unique(found_.starts.begin(), found_.starts.end()), found_.starts.end());
        // Where two neighbouring stretches meet, both tell of the same touch.
        std::sort(found_.touches.begin(), found_.touches.end(), [](const Touch& a, const Touch& b) {
            return std::tie(a.quantity, a.value) < std::tie(b.quantity, b.value);
        });
        const auto same = [&](const Touch& a, const Touch& b) {
            return a.quantity == b.quantity && b.value - a.value <= 2 * shortest_;
        };
        found_.touches.erase(std::unique(found_.touches.begin(), found_.touches.end(), same), found_.touches.end());
    }

    FlipCandidates found() && { return std::move(found_); }

  private:
    /// A row with enough cases has positive sums S and S - U, and so meets a cutoff of 0 (its bound lies below 0).
    std::vector<RowQuantity> all_quantities(const Cutoffs& cutoffs) const {
        std::vector<RowQuantity> quantities;
        const auto add = [&](Statistic statistic, double cutoff) {
            if (cutoff_bound(cutoff) < 0) return;
            for (std::size_t row = 0; row < rows_.rows().size(); ++row)
                quantities.push_back({row, statistic, cutoff_bound(cutoff)});
        };
        add(Statistic::inclusion, cutoffs.incl);
        add(Statistic::pri, cutoffs.pri);
        if (cutoffs.incl0) add(Statistic::inclusion, *cutoffs.incl0);
        return quantities;
    }

    Stretch stretch(double from, double to) const { return {from, to, set_.memberships(from), set_.memberships(to)}; }

    double last_of(std::size_t piece) const {
        return piece + 1 < starts_.size() ? std::nextafter(starts_[piece + 1], starts_[piece]) : last_;
    }

    /// Those that may pass their cutoff where the row has enough cases.
    std::vector<RowQuantity> undecided(const Stretch& part, const std::vector<RowQuantity>& quantities) const {
        std::vector<RowQuantity> left;
        for (const RowQuantity& quantity : quantities) {
            if (rows_.most_cases(quantity.row, part.at_from, part.at_to) < least_cases_) continue;
            const Band surplus = rows_.surplus(quantity, part.at_from, part.at_to);
            if (surplus.low <= 0 && surplus.high >= 0) left.push_back(quantity);
        }
        return left;
    }

    /// The pieces between breakpoints from number `begin` to `end`, together.
    void look_into(std::size_t begin, std::size_t end, const Stretch& whole, const std::vector<RowQuantity>& quantities) {
        const std::vector<RowQuantity> left = undecided(whole, quantities);
        if (left.empty()) return;
        if (end - begin == 1) return isolate(whole, left);
        const std::size_t middle = begin + (end - begin) / 2;
        look_into(begin, middle, stretch(whole.from, last_of(middle - 1)), left);
        look_into(middle, end, stretch(starts_[middle], whole.to), left);
    }

    /// A stretch without breakpoints, on which memberships are continuous and as many cases belong to each row.
    void isolate(const Stretch& part, const std::vector<RowQuantity>& quantities) {
        if (part.from == part.to) return;
        const std::vector<Band> slopes = set_.slopes(part.from, part.to, part.at_from, part.at_to);
        std::vector<RowQuantity> left;
        for (const RowQuantity& quantity : undecided(part, quantities))
            if (!settle(quantity, part, slopes)) left.push_back(quantity);
        if (left.empty()) return;
        const double middle = part.from + (part.to - part.from) / 2;
        const std::vector<double> at_middle = set_.memberships(middle);
        isolate({part.from, middle, part.at_from, at_middle}, left);
        isolate({middle, part.to, at_middle, part.at_to}, left);
    }

    /// Whether nothing more is to be found out about a quantity there.
    bool settle(const RowQuantity& quantity, const Stretch& part, const std::vector<Band>& slopes) {
        const Band derivative = rows_.derivative(quantity, part.at_from, part.at_to, slopes);
        const bool monotone = derivative.low >= 0 || derivative.high <= 0;
        if (!monotone && keeps_sign(quantity, part, derivative)) return true;
        const bool before = met(quantity, part.at_from), after = met(quantity, part.at_to);
        const bool shortest = part.to - part.from <= shortest_ || only_rounding(quantity, part) ||
                              std::nextafter(part.from, part.to) == part.to;
        if (!monotone && !shortest) return false;
        if (before != after)
            found_.starts.push_back(first_value(part.from, part.to, [&](double anchor) {
                return met(quantity, set_.memberships(anchor)) == after;
            }));
        else if (!monotone)
            found_.touches.push_back({part.from + (part.to - part.from) / 2, quantity});
        return true;
    }

    /// By the values at the ends and the steepest slope.
    bool keeps_sign(const RowQuantity& quantity, const Stretch& part, const Band& derivative) const {
        const Band from = rows_.surplus(quantity, part.at_from, part.at_from);
        const Band to = rows_.surplus(quantity, part.at_to, part.at_to);
        const double change = std::max(-derivative.low, derivative.high) * (part.to - part.from);
        return from.low + to.low > change || from.high + to.high < -change;
    }

    /// No more than rounding away from the cutoff, all along.
    bool only_rounding(const RowQuantity& quantity, const Stretch& part) const {
        const Band surplus = rows_.surplus(quantity, part.at_from, part.at_to);
        return surplus.high - surplus.low <= 4 * rows_.slack();
    }

    bool met(const RowQuantity& quantity, const std::vector<double>& moving) const {
        return meets(quantity, rows_.sums(quantity.row, moving).sums);
    }

    const MovingSet& set_;
    const MovingRows& rows_;
    const double shortest_;
    const int least_cases_;
    std::vector<double> starts_;  ///< of the pieces between breakpoints
    double last_ = 0;
    FlipCandidates found_;
};

}  // namespace

FlipCandidates flip_candidates(const MovingSet& set, const MovingRows& rows, const SearchRange& range,
                               const Cutoffs& cutoffs) {
    return Search(set, rows, range, cutoffs).found();
}

}  // namespace qca
