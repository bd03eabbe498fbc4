// In which order the samples of a design are evaluated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"

namespace qca {

/// The samples by slice, then by number.
struct SampleOrder {
    std::vector<std::uint32_t> samples;  ///< [place]; empty where there is one slice, and the place is the number
    std::vector<std::size_t> begin;      ///< [slice] place of its first sample, and the end

    std::uint64_t sample(std::size_t place) const { return samples.empty() ? place : samples[place]; }
};

SampleOrder order_samples(const SweepPlan& plan, const Sampler& sampler);

}  // namespace qca
