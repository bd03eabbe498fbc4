#include "host/sweep/excluded_samples.hpp"

#include <algorithm>

namespace qca {

namespace {

/// [position] whether a box has it.
std::vector<std::uint8_t> positions_in(const Box& box, std::size_t axis, std::size_t size) {
    std::vector<std::uint8_t> in(size);
    for (const std::size_t position : box[axis]) in[position] = 1;
    return in;
}

/// [position of the set's own part of an axis] whether an exclusion holds there.
std::vector<std::uint8_t> holds_at(const DrawnAnchors::Part& part, const Box& box, const std::vector<DrawnLimit>& limits) {
    if (!part.steps) return positions_in(box, part.axis, part.values.size());
    std::vector<std::uint8_t> holds(part.values.size(), 1);
    for (const DrawnLimit& limit : limits)
        for (std::size_t step = 0; step < holds.size() && limit.axis == part.axis; ++step)
            if (!limit.holds(part.values[step])) holds[step] = 0;
    return holds;
}

/// [combination] whether an exclusion holds for a set's anchors.
std::vector<std::uint8_t> combinations_in(const DrawnAnchors& anchors, const Box& box, const std::vector<DrawnLimit>& limits) {
    std::vector<std::uint8_t> holds{1};
    for (const DrawnAnchors::Part& part : anchors.parts()) {
        const std::vector<std::uint8_t> of_part = holds_at(part, box, limits);
        std::vector<std::uint8_t> both;
        for (const std::uint8_t before : holds)
            for (const std::uint8_t here : of_part) both.push_back(before != 0 ? here : 0);
        holds = std::move(both);
    }
    return holds;
}

bool is_everything(const std::vector<std::uint8_t>& holds) { return std::find(holds.begin(), holds.end(), 0) == holds.end(); }

}  // namespace

ExcludedSamples::ExcludedSamples(const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors) : plan_(plan) {
    for (std::size_t number = 0; number < plan.excluded_boxes.size(); ++number) {
        const Box& box = plan.excluded_boxes[number];
        const std::vector<DrawnLimit>& limits = plan.excluded_draws[number];
        Exclusion& exclusion = exclusions_.emplace_back();
        const auto add_axis = [&](std::size_t axis) {
            std::vector<std::uint8_t> holds = positions_in(box, axis, plan.axes[axis].size());
            if (!is_everything(holds)) exclusion.axes.push_back({axis, std::move(holds)});
        };
        for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) add_axis(axis);
        for (std::size_t axis = plan.incl_axis; axis < plan.axes.size(); ++axis) add_axis(axis);
        for (std::size_t set = 0; set < anchors.size(); ++set) {
            std::vector<std::uint8_t> holds = combinations_in(anchors[set], box, limits);
            if (!is_everything(holds)) exclusion.sets.push_back({set, std::move(holds)});
        }
        for (const DrawnLimit& limit : limits)
            if (limit.axis == plan.incl_axis || limit.axis == plan.pri_axis) exclusion.cutoffs.push_back(limit);
    }
}

bool ExcludedSamples::contains(const SamplePiece& piece, std::size_t i) const {
    return std::any_of(exclusions_.begin(), exclusions_.end(), [&](const Exclusion& exclusion) {
        return std::all_of(exclusion.axes.begin(), exclusion.axes.end(),
                           [&](const Named& axis) { return axis.holds[piece.on_axis(axis.of)[i]] != 0; }) &&
               std::all_of(exclusion.sets.begin(), exclusion.sets.end(),
                           [&](const Named& set) { return set.holds[piece.combination[set.of * piece.size + i]] != 0; }) &&
               std::all_of(exclusion.cutoffs.begin(), exclusion.cutoffs.end(), [&](const DrawnLimit& limit) {
                   return limit.holds(limit.axis == plan_.incl_axis ? piece.incl[i] : piece.pri[i]);
               });
    });
}

}  // namespace qca
