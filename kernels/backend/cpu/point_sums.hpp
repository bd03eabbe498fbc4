// Row sums over half rows that no lane shares with another.
#pragma once

#include <cstddef>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/point_halves.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/row_blocks.hpp"

namespace qca {

/// Sums the rows of a plan step by step (see expand_halves()), in order, a cache's fill of steps at a time.
template <class Pack>
class PointSums {
  public:
    explicit PointSums(const SweepProblem& problem)
        : halves_(problem), x_(static_cast<std::size_t>(problem.rows())), both_(x_.size()), ambiguous_(x_.size()) {}

    /// From nothing.
    void begin(const RowPlan& plan) {
        plan_ = plan;
        clear_plan(plan, halves_.b().sets, sums().x);
        begun_ = false;
        low_only_ = true;
    }
    /// Adds the steps [first, first + steps) of a source. @param low  the steps before it have y <= 0.5 in every lane; they come
    /// before all others
    template <class Source>
    QCA_HOST void add(const Source& source, int first, int steps, int low) {
        for (const int end = first + steps; first < end;) {
            if (halves_.room() == 0) sum_pass();
            const int count = smaller(end - first, halves_.room());
            halves_.add(source, first, count);
            low_in_pass_ += larger(smaller(low - first, count), 0);
            first += count;
        }
    }
    /// The sums of all steps, [row]. They stay until begin().
    TileSums<Pack> end() {
        sum_pass();
        return sums();
    }

  private:
    TileSums<Pack> sums() { return {{x_.data(), 1}, {both_.data(), 1}, {ambiguous_.data(), 1}}; }
    void sum_pass() {
        const int used = halves_.used();
        if (used == 0 && begun_) return;
        const TileSums<Pack> to = sums();
        add_minima_of_plan(halves_.plain(), halves_.b(), plan_, 0, used, to.x);
        sum_plan_with_outcome(halves_.with_y(), halves_.with_both(), halves_.b(), plan_, 0, used, low_in_pass_,
                              SumsInMemory<Pack>{to.both, to.ambiguous, !begun_, low_only_});
        low_only_ = low_only_ && low_in_pass_ == used;
        low_in_pass_ = 0;
        begun_ = true;
        halves_.clear();
    }

    PointHalves<Pack> halves_;
    Buffer<Pack> x_, both_, ambiguous_;  // [row]
    RowPlan plan_{};
    int low_in_pass_ = 0;
    bool begun_ = false;    // a pass was summed
    bool low_only_ = true;  // of steps with y <= 0.5 alone
};

}  // namespace qca
