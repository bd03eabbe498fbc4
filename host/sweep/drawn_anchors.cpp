#include "host/sweep/drawn_anchors.hpp"

#include <utility>

namespace qca {

DrawnAnchors::DrawnAnchors(const Study& study, const SweepPlan& plan, std::size_t set) {
    const AnchorAxes& varied = study.sweep.anchors[set];
    std::size_t x = 0;
    for (const auto& [listed, anchor] : {std::pair{&varied.exclusion, &Anchors::exclusion},
                                         std::pair{&varied.crossover, &Anchors::crossover},
                                         std::pair{&varied.inclusion, &Anchors::inclusion}}) {
        if (listed->empty()) continue;
        const std::size_t axis = plan.sets[set].axes[x++];
        const SampleAxis& of = plan.design.axes[axis];
        Part part{axis, anchor, *listed, of.range.has_value()};
        if (of.range) {
            part.values.clear();
            for (std::uint64_t step = 0; step < of.steps; ++step) part.values.push_back(middle_of_part(*of.range, step, of.steps));
        }
        size_ *= part.values.size();
        parts_.push_back(std::move(part));
    }
    if (plan.design.matrices.empty() || !study.set(set).has_anchors()) return;
    for (std::size_t number = 0; number < size_; ++number)
        if (at(study.set(set).anchors, number).in_order()) in_order_.push_back(static_cast<std::uint32_t>(number));
    if (in_order_.size() == size_) in_order_.clear();
}

std::size_t DrawnAnchors::number_of(const Sampler& sampler, std::uint64_t sample) const {
    if (drawn_together()) return number_at(sampler.fraction(parts_.front().axis, sample));
    std::size_t number = 0;
    for (const Part& part : parts_)
        number = number * part.values.size() + (part.steps ? sampler.step(part.axis, sample) : sampler.position(part.axis, sample));
    return number;
}

std::vector<std::uint32_t> DrawnAnchors::positions(std::size_t number, const std::vector<std::size_t>& bins) const {
    std::vector<std::uint32_t> at(parts_.size());
    for (std::size_t x = parts_.size(); x-- > 0;) {
        const std::size_t values = parts_[x].values.size();
        at[x] = static_cast<std::uint32_t>(number % values * bins[x] / values);
        number /= values;
    }
    return at;
}

Anchors DrawnAnchors::at(Anchors own, std::size_t number) const {
    for (std::size_t x = parts_.size(); x-- > 0;) {
        own.*parts_[x].anchor = parts_[x].values[number % parts_[x].values.size()];
        number /= parts_[x].values.size();
    }
    return own;
}

TabulatedChoices tabulated(const DrawnAnchors& drawn, const SetDefinition& definition, const std::vector<std::uint8_t>& used) {
    TabulatedChoices choices;
    choices.position.assign(drawn.size(), TabulatedChoices::not_used);
    for (std::size_t number = 0; number < drawn.size(); ++number) {
        if (!used.empty() && used[number] == 0) continue;
        const Anchors anchors = drawn.at(definition.anchors, number);
        if (definition.has_anchors() && !anchors.in_order()) {
            choices.position[number] = TabulatedChoices::out_of_order;
            continue;
        }
        choices.position[number] = static_cast<std::int32_t>(choices.anchors.size());
        choices.anchors.push_back(anchors);
    }
    return choices;
}

}  // namespace qca
