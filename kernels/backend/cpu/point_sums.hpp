// Row sums of a pack of points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/point_halves.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/stage/row_blocks.hpp"

namespace qca {

/// In double: over all cases in their order, a case added as often as it counts. In whole numbers: in parts whose weights
/// sum to at most whole_cases in every lane, which 32 bits hold.
template <class Pack>
class PointSums {
    static constexpr bool whole = std::is_same_v<Scalar<Pack>, std::uint32_t>;
    static constexpr int chunk = PointHalves<Pack>::chunk;

  public:
    explicit PointSums(const SweepProblem& problem)
        : cases_(problem.cases), halves_(problem), x_(static_cast<std::size_t>(problem.rows())), both_(x_.size()),
          ambiguous_(x_.size()) {}

    /// Sums the rows of a plan. @param end_part  called as end_part(row, first, x, both, ambiguous) for every row of a part;
    /// sums in double are one part
    template <class EndPart>
    void sum(const PointLanes<Pack>& lanes, const RowPlan& plan, const EndPart& end_part) {
        first_part_ = true;
        begin_part(plan);
        for (int begin = 0; begin < cases_; begin += chunk) {
            const int count = cases_ - begin < chunk ? cases_ - begin : chunk;
            halves_.take(lanes, begin);
            if (!lanes.weighted) add_once(lanes.low_cases - begin, count, plan, end_part);
            else add_weighted(lanes, begin, count, plan, end_part);
        }
        sum_pass(plan);
        flush(plan, end_part);
    }

    /// The sums of the last part.
    TileSums<Pack> sums() { return {{x_.data(), 1}, {both_.data(), 1}, {ambiguous_.data(), 1}}; }

  private:
    void begin_part(const RowPlan& plan) {
        clear_plan(plan, halves_.b().sets, sums().x);
        begun_ = false;
        low_only_ = true;
        part_cases_ = 0;
        part_weight_ = Pack{};
    }
    template <class EndPart>
    void flush(const RowPlan& plan, const EndPart& end_part) {
        for (int r = 0; r < plan.wanted.count; ++r) {
            const auto row = static_cast<std::size_t>(plan.wanted.row[r]);
            end_part(plan.wanted.row[r], first_part_, x_[row], both_[row], ambiguous_[row]);
        }
        first_part_ = false;
    }
    template <class EndPart>
    void next_part(const RowPlan& plan, const EndPart& end_part) {
        sum_pass(plan);
        flush(plan, end_part);
        begin_part(plan);
    }

    /// Sums what is laid out.
    void sum_pass(const RowPlan& plan) {
        const int used = halves_.used();
        if (used == 0 && begun_) return;
        const TileSums<Pack> to = sums();
        add_minima_of_plan(halves_.plain(), halves_.b(), plan, 0, used, to.x);
        sum_plan_with_outcome(halves_.with_y(), halves_.with_both(), halves_.b(), plan, 0, used, low_in_pass_,
                              SumsInMemory<Pack>{to.both, to.ambiguous, !begun_, low_only_});
        low_only_ = low_only_ && low_in_pass_ == used;
        low_in_pass_ = 0;
        begun_ = true;
        halves_.clear();
    }

    /// @param low  so many cases from the first of the chunk are low; may be negative
    template <class EndPart>
    void add_once(int low, int count, const RowPlan& plan, const EndPart& end_part) {
        for (int i = 0; i < count;) {
            if (halves_.room() == 0) sum_pass(plan);
            if (whole && part_cases_ == whole_cases) next_part(plan, end_part);
            int end = i + halves_.room() < count ? i + halves_.room() : count;
            if (whole && end - i > whole_cases - part_cases_) end = i + whole_cases - part_cases_;
            halves_.add(i, end);
            part_cases_ += end - i;
            low_in_pass_ += low < i ? 0 : (low < end ? low : end) - i;
            i = end;
        }
    }

    template <class EndPart>
    void add_weighted(const PointLanes<Pack>& lanes, int begin, int count, const RowPlan& plan, const EndPart& end_part) {
        if constexpr (whole) load_weights(lanes, begin);
        for (int i = 0; i < count; ++i) {
            const bool low = begin + i < lanes.low_cases;
            if constexpr (whole) {
                const Pack weight = weight_[i];
                if (Lanes<Pack>::merge(part_weight_ + weight > static_cast<std::uint32_t>(whole_cases)) != 0)
                    next_part(plan, end_part);
                part_weight_ += weight;
                add_one(i, weight, low, plan);
            } else {
                // Repeats in place: a lane whose case counts less often adds 0, which changes no sum.
                std::uint32_t most = 0;
                for (int l = 0; l < chunk; ++l) most = larger(most, lanes.weight[l][begin + i]);
                for (std::uint32_t repeat = 0; repeat < most; ++repeat) {
                    Pack counts{};
                    for (int l = 0; l < chunk; ++l) counts[l] = repeat < lanes.weight[l][begin + i] ? 1.0 : 0.0;
                    add_one(i, counts, low, plan);
                }
            }
        }
    }
    void add_one(int i, const Pack& weight, bool low, const RowPlan& plan) {
        if (halves_.room() == 0) sum_pass(plan);
        halves_.add_weighted(i, weight);
        low_in_pass_ += low;
    }
    void load_weights(const PointLanes<Pack>& lanes, int begin) {
        const Scalar<Pack>* row[chunk];
        for (int l = 0; l < chunk; ++l) row[l] = lanes.weight[l] + begin;
        load_transposed<Pack>(row, weight_);
    }

    const int cases_;
    PointHalves<Pack> halves_;
    Buffer<Pack> x_, both_, ambiguous_;  // [row] of the part
    Pack weight_[chunk] = {};            // of the chunk
    Pack part_weight_{};
    int part_cases_ = 0;
    int low_in_pass_ = 0;     // low cases come first
    bool first_part_ = true;  // nothing was flushed yet
    bool begun_ = false;      // the part has sums in memory
    bool low_only_ = true;    // of cases with y <= 0.5 alone
};

}  // namespace qca
