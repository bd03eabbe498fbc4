// One set of a study while one of its anchors moves: memberships, where they jump, how fast they change.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/robustness/range_parameter.hpp"

namespace qca {

/// All numbers from `low` to `high`.
struct Band {
    double low = 0, high = 0;
};

/// Over the whole search range every membership is monotone in the anchor: at the crossover c with exclusion e and
/// inclusion i, z = (v - c) / (i - c) or (v - c) / (c - e) has the derivative (v - i) / (i - c)^2 or (e - v) / (c - e)^2,
/// and a case that changes sides lies between the anchors, where both point the same way. So the memberships at the ends of
/// a stretch enclose those within.
class MovingSet {
  public:
    /// @param parameter  an anchor
    MovingSet(const RangeParameter& parameter, const Study& study, const StudyData& data);

    /// Memberships of all cases, those of an analysis with this anchor bit for bit (of the negated outcome, where the
    /// study negates it).
    std::vector<double> memberships(double anchor) const;

    /// The values of the anchor within a search range (after its first) from which on something about a membership is new: it
    /// enters or leaves exactly 0.5, or the clamp makes it jump to 0 or 1, or (crisp) it is 0 rather than 1. Between two of them
    /// memberships are continuous, and no case changes sides. Each the first double of its stretch; increasing, no repeats.
    std::vector<double> breakpoints(const SearchRange& range) const;

    /// Enclosures of the derivatives of the memberships in the anchor, over a stretch without a breakpoint inside; where
    /// a membership has a kink, of the slopes on both sides.
    /// @param at_from, at_to  memberships at the ends
    std::vector<Band> slopes(double from, double to, const std::vector<double>& at_from,
                             const std::vector<double>& at_to) const;

  private:
    std::vector<double> calibrated(const std::vector<double>& raw, double anchor) const;
    Band slope(double raw, double from, double to, double at_from, double at_to) const;

    RangeParameter parameter_;
    SetDefinition definition_;
    std::vector<double> raw_;
    std::vector<std::string> cases_;
    bool negated_;
};

}  // namespace qca
