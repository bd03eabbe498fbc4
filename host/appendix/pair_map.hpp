// The counts of a path over a pair of choices, in either order. Private to the figures.
#pragma once

#include <algorithm>
#include <utility>

#include "host/robustness/survival.hpp"
#include "host/sweep/sweep_result.hpp"

namespace qca::appendix {

/// The map of a pair of axes, with a as the first of the two.
class PairMap {
  public:
    PairMap(const SweepResult& result, const PathResult& path, std::size_t a, std::size_t b) : swapped_(a > b) {
        const auto pairs = axis_pairs(result.axes.size());
        const std::pair<std::size_t, std::size_t> wanted{std::min(a, b), std::max(a, b)};
        const auto at = static_cast<std::size_t>(std::find(pairs.begin(), pairs.end(), wanted) - pairs.begin());
        map_ = at < path.pair_maps.size() ? &path.pair_maps[at] : nullptr;
        second_ = result.axes[wanted.second].size();
    }
    bool known() const { return map_ != nullptr && !map_->empty(); }
    const StateCounts& counts(std::size_t at_a, std::size_t at_b) const { return (*map_)[swapped_ ? at_b * second_ + at_a : at_a * second_ + at_b]; }
    /// In [0, 1]; NaN where no scenario was evaluated.
    double share(std::size_t at_a, std::size_t at_b) const { return survival_share(counts(at_a, at_b)); }

  private:
    bool swapped_;
    const std::vector<StateCounts>* map_ = nullptr;
    std::size_t second_ = 1;
};

}  // namespace qca::appendix
