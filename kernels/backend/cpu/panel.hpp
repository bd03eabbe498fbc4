// Half B of a block, laid out for SIMD: the combinations of its anchors are the lanes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Up to BlockGrid::lanes combinations of half B. Lanes beyond them repeat the last one.
template <class Number>
class Panel {
  public:
    static constexpr int width = Lanes<Number>::count;
    static constexpr int capacity = static_cast<int>(BlockGrid::lanes);

    explicit Panel(const SweepProblem& problem)
        : half_rows_(static_cast<std::size_t>(capacity / width) * per_tile(problem)),
          row_(static_cast<std::size_t>(capacity * problem.cases)),
          masks_(static_cast<std::size_t>(capacity * max_half_rows)),
          choice_(static_cast<std::size_t>(capacity * max_half_sets)) {}

    void fill(const SweepProblem& problem, const CaseMasks<Number>& masks, Range combinations) {
        lanes_ = static_cast<int>(combinations.size());
        const int sets = problem.sets_b();
        for (int lane = 0; lane < capacity; ++lane) {
            const std::size_t used = static_cast<std::size_t>(lane < lanes_ ? lane : lanes_ - 1);
            choices_of(problem, problem.sets_a, sets, combinations.begin + used,
                       choice_.data() + lane * max_half_sets);
        }
        for (int tile = 0; tile < tiles(); ++tile) fill_tile(problem, tile);
        for (int lane = 0; lane < lanes_; ++lane) {
            if (CaseMasks<Number>::can_hold(problem))
                masks.expand(problem.sets_a, sets, choice(lane), masks_.data() + lane * max_half_rows);
            else fill_rows(problem, lane);
        }
    }

    int lanes() const { return lanes_; }
    int tiles() const { return (lanes_ + width - 1) / width; }
    HalfRows<Number> half_rows(const SweepProblem& problem, int tile) const {
        return {half_rows_.data() + static_cast<std::size_t>(tile) * per_tile(problem), problem.sets_b(), 1};
    }
    /// Cases of each row of half B under the lane's anchors, where CaseMasks can hold them.
    const std::uint64_t* masks(int lane) const { return masks_.data() + lane * max_half_rows; }
    /// Elsewhere: the row of half B that each case belongs to; problem.rows() where it belongs to none.
    const std::int32_t* row(const SweepProblem& problem, int lane) const {
        return row_.data() + static_cast<std::size_t>(lane) * static_cast<std::size_t>(problem.cases);
    }
    /// The lane's choice of each set of half B.
    const int* choice(int lane) const { return choice_.data() + lane * max_half_sets; }

  private:

    static std::size_t per_tile(const SweepProblem& problem) {
        return static_cast<std::size_t>(problem.cases) * static_cast<std::size_t>(problem.rows_b());
    }
    static double membership(const SweepProblem& problem, int set, int choice, int c) {
        return problem.condition[problem.sets_a + set]
            .membership[static_cast<std::size_t>(choice) * static_cast<std::size_t>(problem.cases) +
                        static_cast<std::size_t>(c)];
    }
    void fill_tile(const SweepProblem& problem, int tile) {
        const int sets = problem.sets_b();
        Number* out = half_rows_.data() + static_cast<std::size_t>(tile) * per_tile(problem);
        for (int c = 0; c < problem.cases; ++c, out += problem.rows_b()) {
            Number memberships[max_half_sets];
            for (int s = 0; s < sets; ++s)
                for (int l = 0; l < width; ++l)
                    memberships[s][l] = membership(problem, s, choice(tile * width + l)[s], c);
            expand_half_rows(memberships, sets, spread<Number>(1.0), out);
        }
    }
    void fill_rows(const SweepProblem& problem, int lane) {
        const int sets = problem.sets_b();
        std::int32_t* const out =
            row_.data() + static_cast<std::size_t>(lane) * static_cast<std::size_t>(problem.cases);
        for (int c = 0; c < problem.cases; ++c) {
            int row = 0;
            bool inside = true;
            for (int s = 0; s < sets; ++s) {
                const int side = side_of(membership(problem, s, choice(lane)[s], c));
                inside = inside && side >= 0;
                row = 2 * row + (side > 0);
            }
            out[c] = inside ? row : problem.rows();
        }
    }

    Buffer<Number> half_rows_;   // [tile][case][row]
    Buffer<std::int32_t> row_;   // [lane][case]
    Buffer<std::uint64_t> masks_;  // [lane][row]
    Buffer<int> choice_;         // [lane][set]
    int lanes_ = 0;
};

/// Half A under one combination of anchors: [case][row], and the same folded with a few choices of the outcome.
/// Number names the SIMD variant it belongs to.
template <class Number>
class LeadingHalf {
  public:
    /// Choices of the outcome that are folded side by side: a tile of lanes stays in the fastest cache for them all.
    static constexpr std::size_t outcomes_at_once = 8;

    QCA_HD explicit LeadingHalf(const SweepProblem& problem)
        : plain_(size(problem)), with_y_(outcomes_at_once * size(problem)),
          with_both_(outcomes_at_once * size(problem)),
          row_(static_cast<std::size_t>(problem.cases)) {}

    QCA_HD void fill(const SweepProblem& problem, const CaseMasks<Number>& masks, std::size_t combination) {
        choices_of(problem, 0, problem.sets_a, combination, choice_);
        if (CaseMasks<Number>::can_hold(problem)) masks.expand(0, problem.sets_a, choice_, masks_);
        for (int c = 0; c < problem.cases; ++c) {
            double memberships[max_half_sets + 1];
            int row = 0;
            bool inside = true;
            for (int s = 0; s < problem.sets_a; ++s) {
                memberships[s] =
                    problem.condition[s].membership[static_cast<std::size_t>(choice_[s]) *
                                                        static_cast<std::size_t>(problem.cases) +
                                                    static_cast<std::size_t>(c)];
                const int side = side_of(memberships[s]);
                inside = inside && side >= 0;
                row = 2 * row + (side > 0);
            }
            expand_half_rows(memberships, problem.sets_a, 1.0, plain_.data() + c * problem.rows_a());
            row_[static_cast<std::size_t>(c)] = inside ? row * problem.rows_b() : problem.rows();
        }
    }

    /// @param slot  below outcomes_at_once
    QCA_HD void fold(const SweepProblem& problem, std::size_t outcome_choice, std::size_t slot) {
        const double* const y =
            problem.outcome.membership + outcome_choice * static_cast<std::size_t>(problem.cases);
        const int rows = problem.rows_a();
        int low_cases = 0;
        while (low_cases < problem.cases && y[low_cases] <= 0.5) ++low_cases;
        low_cases_[slot] = low_cases;
        const double* plain = plain_.data();
        double* with_y = with_y_.data() + slot * size(problem);
        double* with_both = with_both_.data() + slot * size(problem);
        for (int c = 0; c < problem.cases; ++c) {
            const double in_y = y[c];
            const double in_both = smaller(in_y, 1.0 - in_y);
            for (int r = 0; r < rows; ++r) {
                *with_y++ = smaller(*plain, in_y);
                *with_both++ = smaller(*plain++, in_both);
            }
        }
    }

    QCA_HD HalfRows<double> plain(const SweepProblem& p) const { return {plain_.data(), p.sets_a, 1}; }
    QCA_HD HalfRows<double> with_y(const SweepProblem& p, std::size_t slot) const {
        return {with_y_.data() + slot * size(p), p.sets_a, 1};
    }
    QCA_HD HalfRows<double> with_both(const SweepProblem& p, std::size_t slot) const {
        return {with_both_.data() + slot * size(p), p.sets_a, 1};
    }
    QCA_HD int low_cases(std::size_t slot) const { return low_cases_[slot]; }
    QCA_HD const int* choice() const { return choice_; }
    /// Cases of each row of half A, where CaseMasks can hold them.
    QCA_HD const std::uint64_t* masks() const { return masks_; }
    /// First truth-table row of the row of half A that each case belongs to; problem.rows() where to none.
    QCA_HD const std::int32_t* row() const { return row_.data(); }

  private:
    QCA_HD static std::size_t size(const SweepProblem& problem) {
        return static_cast<std::size_t>(problem.cases) * static_cast<std::size_t>(problem.rows_a());
    }
    Buffer<double> plain_, with_y_, with_both_;
    Buffer<std::int32_t> row_;
    std::uint64_t masks_[max_half_rows] = {};
    int choice_[max_half_sets] = {};
    int low_cases_[outcomes_at_once] = {};
};

}  // namespace qca
