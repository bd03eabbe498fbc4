// The samples of a design, slice by slice: what they draw, and which of them are evaluated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/plan/sweep_plan.hpp"
#include "host/study/study.hpp"
#include "host/sweep/drawn_anchors.hpp"
#include "host/sweep/excluded_samples.hpp"
#include "host/sweep/sample_order.hpp"
#include "host/sweep/sample_piece.hpp"
#include "kernels/backend/crew.hpp"
#include "kernels/backend/point_engine.hpp"

namespace qca {

/// What the samples of a slice have in common.
struct SampleSlice {
    /// In `sets`: a set that is none of the plan's.
    static constexpr std::size_t no_set = static_cast<std::size_t>(-1);

    Study study;
    StudyData data;
    std::vector<std::size_t> sets;            ///< [set of the slice] number in the plan, or no_set
    std::vector<TabulatedChoices> tabulated;  ///< [set of the plan]
    std::vector<std::size_t> sometimes_out;   ///< sets of the plan some of whose anchors are out of order
    bool in_order = true;                     ///< else the anchors of some set are out of order in all samples
    std::vector<std::size_t> cases;           ///< [case of the data] case of the study

    /// [set of the slice] those that are tabulated; none for a set without a choice.
    std::vector<std::vector<Anchors>> anchors() const;
};

/// The samples of a piece that are evaluated.
struct SamplePoints {
    std::vector<std::uint32_t> at;      ///< [point] in the piece
    std::vector<std::int32_t> choice;   ///< [set of the slice * points + point] among the tabulated ones
    std::vector<double> incl, pri;      ///< [point] bounds
    std::vector<std::int32_t> n;        ///< [point]
    std::uint64_t excluded = 0;         ///< samples of the piece that the study excludes, in order or not

    std::size_t size() const { return at.size(); }
    /// The same, for an engine. @pre this stays as it is until the engine has evaluated them
    PointList list() const {
        return {choice.data(), nullptr, incl.data(), pri.data(), n.data(), size(), size()};
    }
};

class SampleSlices {
  public:
    /// @param plan   with a design
    /// @param order  of its samples; stays as it is
    SampleSlices(const Study& study, const StudyData& data, const SweepPlan& plan, const SampleOrder& order, Crew& crew);

    /// Most samples of a piece.
    static constexpr std::size_t piece_size = std::size_t{1} << 16;

    /// Places in the order: those of a slice are [begin(slice), begin(slice + 1)).
    std::size_t begin(std::size_t slice) const { return order_.begin[slice]; }

    SampleSlice slice(std::size_t number) const;

    /// The samples of a slice at the places [first, last), at most piece_size of them. @param spent  whose memory is used again
    SamplePiece piece(std::size_t first, std::size_t last, SamplePiece spent = {}) const;

    /// @param piece  of that slice @param spent  whose memory is used again
    SamplePoints points(const SamplePiece& piece, const SampleSlice& slice, SamplePoints spent = {}) const;

  private:
    std::vector<std::uint8_t> used(std::size_t slice, std::size_t set) const;

    const Study& study_;
    const StudyData& data_;
    const SweepPlan& plan_;
    const SampleOrder& order_;
    Crew& crew_;
    const Sampler sampler_;
    std::vector<DrawnAnchors> anchors_;  // [set of the plan]
    ExcludedSamples excluded_;
};

}  // namespace qca
