#include "host/sweep/slice_boxes.hpp"

#include <algorithm>
#include <map>

namespace qca {

SliceBoxes::SliceBoxes(const SweepPlan& plan, const Slice& slice, const std::vector<std::size_t>& boxes)
    : plan_(plan), slice_(slice), boxes_(boxes) {
    for (const std::size_t box : boxes_) {
        std::vector<std::vector<std::size_t>>& of_sets = choices_.emplace_back();
        for (const SetPlan& set : plan.sets) of_sets.push_back(choices_in(set, plan.boxes[box]));
    }
}

std::vector<ChoiceGroup> SliceBoxes::groups(std::vector<std::size_t> sets) const {
    std::erase_if(sets, [&](std::size_t set) { return set >= plan_.sets.size(); });
    std::vector<ChoiceGroup> groups;
    std::map<std::vector<std::vector<std::size_t>>, std::size_t> known;
    for (std::size_t box = 0; box < boxes_.size(); ++box) {
        std::vector<std::vector<std::size_t>> choices;
        for (const std::size_t set : sets) choices.push_back(choices_[box][set]);
        const auto [at, is_new] = known.try_emplace(choices, groups.size());
        if (is_new) {
            ChoiceGroup& group = groups.emplace_back();
            group.sets = sets;
            group.choices = std::move(choices);
        }
        add(groups[at->second], box);
    }
    return groups;
}

void SliceBoxes::add(ChoiceGroup& group, std::size_t box) const {
    const Box& positions = plan_.boxes[boxes_[box]];
    std::vector<std::size_t> first(plan_.axes.size());
    std::copy(slice_.at.begin(), slice_.at.end(), first.begin());
    std::uint64_t weight = 1;
    for (const std::size_t axis : {plan_.incl_axis, plan_.pri_axis, plan_.n_axis, plan_.type_axis}) {
        weight *= positions[axis].size();
        first[axis] = positions[axis].front();
    }
    const auto is_of_group = [&](std::size_t set) { return std::find(group.sets.begin(), group.sets.end(), set) != group.sets.end(); };
    for (std::size_t number = 0; number < plan_.sets.size(); ++number) {
        if (is_of_group(number)) continue;
        const SetPlan& set = plan_.sets[number];
        weight *= choices_[box][number].size();
        for (std::size_t x = 0; x < set.axes.size(); ++x)
            first[set.axes[x]] = static_cast<std::size_t>(set.coordinates[choices_[box][number].front() * set.axes.size() + x]);
    }
    group.weight += weight;
    group.beside.resize(plan_.sets.size());
    for (std::size_t number = 0; number < plan_.sets.size(); ++number) {
        if (is_of_group(number)) continue;
        group.beside[number].resize(plan_.sets[number].choices.size());
        for (const std::size_t choice : choices_[box][number]) group.beside[number][choice] += weight / choices_[box][number].size();
    }
    if (group.first.empty() || first < group.first) group.first = std::move(first);
}

std::vector<std::vector<std::size_t>> boxes_of_slices(const SweepPlan& plan) {
    std::vector<std::vector<std::size_t>> boxes(plan.slices.size());
    for (const SweepPart& part : plan.parts)
        if (part.evaluated > 0) boxes[part.slice].insert(boxes[part.slice].end(), part.boxes.begin(), part.boxes.end());
    return boxes;
}

}  // namespace qca
