#include "host/sweep/sample_piece.hpp"

#include <algorithm>

namespace qca {

namespace {

/// The cutoff that a sample draws.
double cutoff_of(const Sampler& sampler, const SweepPlan& plan, std::size_t axis, std::uint64_t fraction, std::uint32_t position) {
    return plan.design.axes[axis].range ? sampler.value_at(axis, fraction) : plan.axes[axis].values[position];
}

}  // namespace

void draw(SamplePiece& piece, const Sampler& sampler, const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors, Crew& crew) {
    const std::size_t size = piece.size;
    piece.position.resize(plan.axes.size() * size);
    piece.combination.resize(anchors.size() * size);
    piece.incl.resize(size);
    piece.pri.resize(size);
    const auto position = [&](std::size_t axis, std::uint64_t fraction) {
        return static_cast<std::uint32_t>(Sampler::part_of(fraction, plan.axes[axis].size()));
    };
    std::vector<std::vector<std::size_t>> bins(anchors.size());
    for (std::size_t set = 0; set < anchors.size(); ++set)
        for (const DrawnAnchors::Part& part : anchors[set].parts()) bins[set].push_back(plan.axes[part.axis].size());
    const auto draw_one = [&](std::size_t i) {
        const std::uint64_t sample = piece.sample(i);
        for (std::size_t axis = 0; axis < plan.slice_axes; ++axis)
            piece.position[axis * size + i] = position(axis, sampler.fraction(axis, sample));
        for (std::size_t set = 0; set < anchors.size(); ++set) {
            std::size_t number = 0;
            if (anchors[set].drawn_together()) {
                number = anchors[set].number_of(sampler, sample);
                const std::vector<std::uint32_t> at = anchors[set].positions(number, bins[set]);
                for (std::size_t x = 0; x < at.size(); ++x) piece.position[anchors[set].parts()[x].axis * size + i] = at[x];
                piece.combination[set * size + i] = static_cast<std::uint32_t>(number);
                continue;
            }
            for (const DrawnAnchors::Part& part : anchors[set].parts()) {
                const std::uint64_t fraction = sampler.fraction(part.axis, sample);
                piece.position[part.axis * size + i] = position(part.axis, fraction);
                number = number * part.values.size() + Sampler::part_of(fraction, part.values.size());
            }
            piece.combination[set * size + i] = static_cast<std::uint32_t>(number);
        }
        for (std::size_t axis = plan.incl_axis; axis < plan.axes.size(); ++axis) {
            const std::uint64_t fraction = sampler.fraction(axis, sample);
            const std::uint32_t at = position(axis, fraction);
            piece.position[axis * size + i] = at;
            if (axis == plan.incl_axis) piece.incl[i] = cutoff_of(sampler, plan, axis, fraction, at);
            if (axis == plan.pri_axis) piece.pri[i] = cutoff_of(sampler, plan, axis, fraction, at);
        }
    };
    constexpr std::size_t together = 1024;
    crew.share((size + together - 1) / together, [&](int, std::size_t at) {
        for (std::size_t i = at * together; i < std::min((at + 1) * together, size); ++i) draw_one(i);
    });
}

}  // namespace qca
