// Some samples of a design, side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/sweep/drawn_anchors.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

/// What the samples of a piece drew.
struct SamplePiece {
    const std::uint32_t* samples = nullptr;  ///< [i] their numbers; null: first, first + 1, ...
    std::uint64_t first = 0;
    std::size_t size = 0;
    std::vector<std::uint32_t> position;     ///< [axis * size + i] value or bin
    std::vector<std::uint8_t> label;         ///< [axis * size + i] its lowest byte: all of it on axes with up to 256 values
    std::vector<std::uint32_t> combination;  ///< [set * size + i] of the set's anchors, see DrawnAnchors
    std::vector<double> incl, pri;           ///< [i] cutoffs

    std::uint64_t sample(std::size_t i) const { return samples == nullptr ? first + i : samples[i]; }
    const std::uint32_t* on_axis(std::size_t axis) const { return position.data() + axis * size; }
    const std::uint8_t* label_on(std::size_t axis) const { return label.data() + axis * size; }
};

/// Draws them. @param piece  samples, first and size are set
void draw(SamplePiece& piece, const Sampler& sampler, const SweepPlan& plan, const std::vector<DrawnAnchors>& anchors, Crew& crew);

}  // namespace qca
