// Where a row of the truth table can change while an anchor moves: all places, proved.
#pragma once

#include <vector>

#include "host/robustness/moving_rows.hpp"
#include "host/robustness/moving_set.hpp"

namespace qca {

/// A statistic comes so near to its cutoff that it cannot be told from meeting it just there, and not beside it (or the
/// reverse): within `resolution` of the anchor's unit.
struct Touch {
    double value = 0;  ///< of the anchor
    RowQuantity quantity;
};

struct FlipCandidates {
    /// First doubles of the stretches on which no row changes; increasing, no repeats, the range's first not among them.
    std::vector<double> starts;
    std::vector<Touch> touches;
};

/// The shortest stretch that is looked into, in units of SearchRange::unit.
inline constexpr double resolution = 1e-10;

/// All breakpoints of the set, and every place where the inclusion or PRI of a row with enough cases passes a cutoff. None is
/// missed: stretches are halved until the surplus of every row is proved to keep its sign (its enclosure excludes 0), or
/// proved monotone, so that it changes sign as often as its ends say; what passes is bisected down to neighbouring doubles with the
/// decisions of an analysis.
FlipCandidates flip_candidates(const MovingSet& set, const MovingRows& rows, const SearchRange& range,
                               const Cutoffs& cutoffs);

}  // namespace qca
