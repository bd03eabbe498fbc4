// What is evaluated of a slice, as combinations of the choices of some sets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"

namespace qca {

/// Combinations of some sets' choices that stand for equally many scenarios.
struct ChoiceGroup {
    std::vector<std::size_t> sets;                   ///< numbers in the plan
    std::vector<std::vector<std::size_t>> choices;   ///< [set of the group] numbers of those that it has, increasing
    std::uint64_t weight = 0;                        ///< evaluated scenarios of each combination
    /// [set of the plan][choice] evaluated scenarios of each combination that have this choice, too; none for the sets of the group.
    std::vector<std::vector<std::uint64_t>> beside;
    /// [axis] position of the first of these scenarios; on the axes of the group's sets 0.
    std::vector<std::size_t> first;
};

/// The boxes of a slice, together what is evaluated of it.
class SliceBoxes {
  public:
    /// @param boxes  numbers in the plan
    SliceBoxes(const SweepPlan& plan, const Slice& slice, const std::vector<std::size_t>& boxes);

    /// Every combination of the sets' choices that is evaluated, in one group or in several.
    /// @param sets  increasing; those that are none of the plan's are left out
    std::vector<ChoiceGroup> groups(std::vector<std::size_t> sets) const;

  private:
    /// How one box adds to a combination of the sets that a group has.
    void add(ChoiceGroup& group, std::size_t box) const;

    const SweepPlan& plan_;
    const Slice& slice_;
    std::vector<std::size_t> boxes_;
    std::vector<std::vector<std::vector<std::size_t>>> choices_;  // [box of the slice][set]
};

/// [slice] numbers of the boxes in which something of it is evaluated.
std::vector<std::vector<std::size_t>> boxes_of_slices(const SweepPlan& plan);

}  // namespace qca
