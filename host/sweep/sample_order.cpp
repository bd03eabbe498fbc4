#include "host/sweep/sample_order.hpp"

#include <numeric>

namespace qca {

SampleOrder order_samples(const SweepPlan& plan, const Sampler& sampler) {
    const std::size_t samples = plan.design.samples;
    if (plan.slice_axes == 0) return {{}, {0, samples}};
    const auto slice_of = [&](std::uint64_t sample) {
        std::size_t slice = 0;
        for (std::size_t axis = 0; axis < plan.slice_axes; ++axis) slice = slice * plan.axes[axis].size() + sampler.position(axis, sample);
        return slice;
    };
    SampleOrder order{std::vector<std::uint32_t>(samples), std::vector<std::size_t>(plan.slices.size() + 1)};
    for (std::uint64_t sample = 0; sample < samples; ++sample) ++order.begin[slice_of(sample) + 1];
    std::partial_sum(order.begin.begin(), order.begin.end(), order.begin.begin());
    std::vector<std::size_t> next = order.begin;
    for (std::uint64_t sample = 0; sample < samples; ++sample) order.samples[next[slice_of(sample)]++] = static_cast<std::uint32_t>(sample);
    return order;
}

}  // namespace qca
