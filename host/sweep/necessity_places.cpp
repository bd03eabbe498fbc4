#include "host/sweep/necessity_places.hpp"

#include <memory>

#include "host/analysis/necessity.hpp"
#include "host/sweep/necessity_result.hpp"

namespace qca {

NecessityPlaces::NecessityPlaces(const Study& study, const SweepPlan& plan) : plan_(plan), conditions_(study.conditions.size()) {
    std::vector<std::string> names;
    for (const SetDefinition& condition : study.conditions) names.push_back(condition.name);
    const auto k = static_cast<int>(conditions_);
    for (const NamedExpression& candidate : necessity_candidates(names, study.necessity)) {
        std::vector<std::size_t>& of = sets_.emplace_back();
        for (int c = 0; c < k; ++c) {
            bool is_in = false;
            for (const Implicant& path : candidate.paths) is_in = is_in || (path.literals & condition_bit(c, k)) != 0;
            if (is_in) of.push_back(static_cast<std::size_t>(c));
        }
    }
    if (plan.design.stated()) {
        position_ = [sampler = Sampler(plan.design)](std::size_t axis, std::uint64_t sample) { return sampler.position(axis, sample); };
        return;
    }
    position_ = [&plan, strides = axis_strides(plan.axes)](std::size_t axis, std::uint64_t scenario) {
        return static_cast<std::size_t>(scenario / strides[axis] % plan.axes[axis].size());
    };
}

std::vector<std::uint32_t> NecessityPlaces::of_skew(std::size_t set, std::uint64_t scenario) const {
    if (set < conditions_) return at(scenario, {set}, false);
    return at(scenario, {}, true);
}

std::vector<std::uint32_t> NecessityPlaces::at(std::uint64_t scenario, const std::vector<std::size_t>& sets, bool with_outcome) const {
    std::vector<std::uint32_t> places(plan_.axes.size(), no_position);
    std::size_t slice = 0;
    for (std::size_t axis = 0; axis < plan_.slice_axes; ++axis) {
        const std::size_t position = position_(axis, scenario);
        slice = slice * plan_.axes[axis].size() + position;
        places[axis] = static_cast<std::uint32_t>(position);
    }
    std::vector<std::size_t> involved = sets;
    // Another outcome than the study's own has no anchors that vary.
    if (with_outcome && plan_.slices[slice].outcome < plan_.sets.size()) involved.push_back(plan_.slices[slice].outcome);
    for (const std::size_t set : involved)
        for (const std::size_t axis : plan_.sets[set].axes) places[axis] = static_cast<std::uint32_t>(position_(axis, scenario));
    return places;
}

}  // namespace qca
