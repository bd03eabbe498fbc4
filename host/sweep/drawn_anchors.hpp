// The anchors of one set as a design draws them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"

namespace qca {

/// Combinations of the steps (or listed values) of a set's axes, numbered with the last axis fastest.
class DrawnAnchors {
  public:
    /// @param set  below plan.sets.size()
    DrawnAnchors(const Study& study, const SweepPlan& plan, std::size_t set);

    std::size_t size() const { return size_; }

    /// The combination that a sample has. Where a design has matrices, all combinations in order are equally likely, and no other is
    /// drawn: where ranges overlap, the set's first axis alone then says which it is.
    std::size_t number_of(const Sampler& sampler, std::uint64_t sample) const;

    /// The same, where the set's anchors are drawn together, from the fraction on the set's first axis.
    std::size_t number_at(std::uint64_t fraction) const { return in_order_[Sampler::part_of(fraction, in_order_.size())]; }

    /// Whether the set's anchors are drawn together, since each by itself could get out of order.
    bool drawn_together() const { return !in_order_.empty(); }

    /// Value or bin of each part that a combination has. @param bins  [part] of the part's axis
    std::vector<std::uint32_t> positions(std::size_t number, const std::vector<std::size_t>& bins) const;

    /// Its anchors. @param own  for those that are not varied
    Anchors at(Anchors own, std::size_t number) const;

    /// Its own part of an axis: the number of a step, or of a listed value.
    struct Part {
        std::size_t axis;
        double Anchors::*anchor;
        std::vector<double> values;
        bool steps;
    };
    const std::vector<Part>& parts() const { return parts_; }

  private:
    std::vector<Part> parts_;
    std::size_t size_ = 1;
    std::vector<std::uint32_t> in_order_;  // combinations, where they are drawn from these
};

/// Where the anchors of a set are in order, and where each combination lies among those that are tabulated.
struct TabulatedChoices {
    static constexpr std::int32_t out_of_order = -1, not_used = -2;

    std::vector<std::int32_t> position;  ///< [combination] or one of the above
    std::vector<Anchors> anchors;        ///< [position]
};

/// @param definition  the set with its own anchors
/// @param used        [combination]; empty: all are
TabulatedChoices tabulated(const DrawnAnchors& drawn, const SetDefinition& definition, const std::vector<std::uint8_t>& used);

}  // namespace qca
