// Half B of a block, laid out for SIMD: the combinations of its anchors are the lanes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/block_grid.hpp"
#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/case_masks.hpp"
#include "kernels/backend/cpu/case_rows.hpp"
#include "kernels/backend/cpu/whole_memberships.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Up to BlockGrid::lanes combinations of half B. Lanes beyond them repeat the last one.
template <class Number>
class Panel {
    using Bits = typename Lanes<Number>::Bits;
    using Whole = typename Lanes<Number>::Whole;

  public:
    static constexpr int width = Lanes<Number>::count;
    static constexpr int capacity = static_cast<int>(BlockGrid::lanes);

    /// @param whole  null: no whole half rows
    Panel(const SweepProblem& problem, const WholeMemberships<Number>* whole)
        : whole_(whole), half_rows_(static_cast<std::size_t>(capacity / width) * per_tile(problem)),
          whole_rows_(whole == nullptr ? 0 : half_rows_.size() / 2),
          row_(static_cast<std::size_t>(capacity * problem.cases)),
          masks_(static_cast<std::size_t>(capacity / width * max_half_rows)),
          choice_(static_cast<std::size_t>(capacity * max_half_sets)) {}

    void fill(const SweepProblem& problem, const CaseMasks<Number>& masks, const CaseRows<Number>& rows, Range combinations) {
        lanes_ = static_cast<int>(combinations.size());
        const int sets = problem.sets_b();
        for (int lane = 0; lane < capacity; ++lane) {
            const std::size_t used = static_cast<std::size_t>(lane < lanes_ ? lane : lanes_ - 1);
            choices_of(problem, problem.sets_a, sets, combinations.begin + used,
                       choice_.data() + lane * max_half_sets);
        }
        for (int tile = 0; tile < tiles(); ++tile) {
            filled_[tile] = whole_ == nullptr;
            if (whole_ == nullptr) fill_tile(problem, tile);
            else if (tile % 2 == 0) fill_whole(problem, tile);
        }
        for (int lane = 0; lane < tiles() * width; ++lane) {
            if (CaseMasks<Number>::can_hold(problem)) {
                std::uint64_t cases[max_half_rows];
                masks.expand(problem.sets_a, sets, choice(lane), cases);
                for (int row = 0; row < problem.rows_b(); ++row) masks_[static_cast<std::size_t>(lane / width * max_half_rows + row)][lane % width] = cases[row];
            } else if (lane < lanes_) {
                rows.expand(problem.sets_a, sets, choice(lane), row_.data() + lane * problem.cases);
            }
        }
    }

    int lanes() const { return lanes_; }
    int tiles() const { return (lanes_ + width - 1) / width; }
    /// Where there are whole half rows, those in double are made when they are first asked for.
    HalfRows<Number> half_rows(const SweepProblem& problem, int tile) {
        if (!filled_[tile]) fill_tile(problem, tile);
        filled_[tile] = true;
        return {half_rows_.data() + static_cast<std::size_t>(tile) * per_tile(problem), problem.sets_b(), 1};
    }
    /// Of two tiles side by side. @param tile  the first, even
    HalfRows<Whole> whole_rows(const SweepProblem& problem, int tile) const {
        return {whole_rows_.data() + static_cast<std::size_t>(tile / 2) * per_tile(problem), problem.sets_b(), 1};
    }
    /// Cases of each row of half B, lane by lane, where CaseMasks can hold them.
    const Bits* masks(int tile) const { return masks_.data() + tile * max_half_rows; }
    /// Elsewhere: what half B contributes to the row of each case (see CaseRows).
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
    void fill_whole(const SweepProblem& problem, int tile) {
        const int sets = problem.sets_b();
        Whole* out = whole_rows_.data() + static_cast<std::size_t>(tile / 2) * per_tile(problem);
        Whole choices[max_half_sets];  // as places in the set's table
        for (int s = 0; s < sets; ++s)
            for (int l = 0; l < 2 * width; ++l)
                choices[s][l] = static_cast<std::uint32_t>(choice(tile * width + l)[s]) * static_cast<std::uint32_t>(problem.cases);
        for (int c = 0; c < problem.cases; ++c, out += problem.rows_b()) {
            Whole memberships[max_half_sets];
            for (int s = 0; s < sets; ++s) memberships[s] = Lanes<Whole>::gather(whole_->of(problem.sets_a + s, 0) + c, choices[s]);
            expand_half_rows(memberships, sets, spread<Whole>(whole_one), out);
        }
    }

    const WholeMemberships<Number>* whole_;
    Buffer<Number> half_rows_;   // [tile][case][row]
    Buffer<Whole> whole_rows_;   // [pair of tiles][case][row]
    Buffer<std::int32_t> row_;   // [lane][case]
    Buffer<Bits> masks_;         // [tile][row]
    Buffer<int> choice_;         // [lane][set]
    bool filled_[capacity / width] = {};
    int lanes_ = 0;
};

/// Half A under one combination of anchors: [case][row], and the same folded with a few choices of the outcome.
/// Number names the SIMD variant it belongs to.
template <class Number>
class LeadingHalf {
  public:
    /// Choices of the outcome that are folded side by side: a tile of lanes stays in the fastest cache for them all.
    static constexpr std::size_t outcomes_at_once = 8;

    /// @param whole  null: no whole half rows
    LeadingHalf(const SweepProblem& problem, const WholeMemberships<Number>* whole)
        : whole_(whole), plain_(size(problem)), with_y_(outcomes_at_once * size(problem)),
          with_both_(outcomes_at_once * size(problem)), whole_plain_(whole == nullptr ? 0 : plain_.size()),
          whole_with_y_(whole == nullptr ? 0 : with_y_.size()), whole_with_both_(whole_with_y_.size()),
          row_(static_cast<std::size_t>(problem.cases)) {}

    void fill(const SweepProblem& problem, const CaseMasks<Number>& masks, const CaseRows<Number>& rows, std::size_t combination) {
        choices_of(problem, 0, problem.sets_a, combination, choice_);
        filled_ = false;
        if (CaseMasks<Number>::can_hold(problem)) masks.expand(0, problem.sets_a, choice_, masks_);
        else rows.expand(0, problem.sets_a, choice_, row_.data());
        for (int c = 0; c < problem.cases && whole_ != nullptr; ++c) {
            std::uint32_t memberships[max_half_sets + 1];
            for (int s = 0; s < problem.sets_a; ++s)
                memberships[s] = whole_->of(s, static_cast<std::size_t>(choice_[s]))[c];
            expand_half_rows(memberships, problem.sets_a, whole_one, whole_plain_.data() + c * problem.rows_a());
        }
    }

    /// @param slot  below outcomes_at_once
    void fold(const SweepProblem& problem, std::size_t outcome_choice, std::size_t slot) {
        const double* const y = outcome(problem, outcome_choice);
        int low_cases = 0;
        while (low_cases < problem.cases && y[low_cases] <= 0.5) ++low_cases;
        low_cases_[slot] = low_cases;
        outcome_[slot] = outcome_choice;
        folded_[slot] = false;
        if (whole_ != nullptr)
            fold_with(problem, whole_->of(problem.conditions, outcome_choice), whole_one, whole_plain_.data(),
                      whole_with_y_.data() + slot * size(problem), whole_with_both_.data() + slot * size(problem));
    }

    /// In double, made when first asked for.
    HalfRows<double> plain(const SweepProblem& p) {
        if (!filled_) fill_plain(p);
        return {plain_.data(), p.sets_a, 1};
    }
    HalfRows<double> with_y(const SweepProblem& p, std::size_t slot) {
        fold_double(p, slot);
        return {with_y_.data() + slot * size(p), p.sets_a, 1};
    }
    HalfRows<double> with_both(const SweepProblem& p, std::size_t slot) {
        fold_double(p, slot);
        return {with_both_.data() + slot * size(p), p.sets_a, 1};
    }
    HalfRows<std::uint32_t> whole_plain(const SweepProblem& p) const { return {whole_plain_.data(), p.sets_a, 1}; }
    HalfRows<std::uint32_t> whole_with_y(const SweepProblem& p, std::size_t slot) const {
        return {whole_with_y_.data() + slot * size(p), p.sets_a, 1};
    }
    HalfRows<std::uint32_t> whole_with_both(const SweepProblem& p, std::size_t slot) const {
        return {whole_with_both_.data() + slot * size(p), p.sets_a, 1};
    }
    int low_cases(std::size_t slot) const { return low_cases_[slot]; }
    const int* choice() const { return choice_; }
    /// Cases of each row of half A, where CaseMasks can hold them.
    const std::uint64_t* masks() const { return masks_; }
    /// Elsewhere: what half A contributes to the row of each case (see CaseRows).
    const std::int32_t* row() const { return row_.data(); }

  private:
    static std::size_t size(const SweepProblem& problem) {
        return static_cast<std::size_t>(problem.cases) * static_cast<std::size_t>(problem.rows_a());
    }
    static const double* outcome(const SweepProblem& problem, std::size_t choice) {
        return problem.outcome.membership + choice * static_cast<std::size_t>(problem.cases);
    }
    double membership(const SweepProblem& problem, int set, int c) const {
        return problem.condition[set].membership[static_cast<std::size_t>(choice_[set]) * static_cast<std::size_t>(problem.cases) +
                                                 static_cast<std::size_t>(c)];
    }
    void fill_plain(const SweepProblem& problem) {
        for (int c = 0; c < problem.cases; ++c) {
            double memberships[max_half_sets + 1];
            for (int s = 0; s < problem.sets_a; ++s) memberships[s] = membership(problem, s, c);
            expand_half_rows(memberships, problem.sets_a, 1.0, plain_.data() + c * problem.rows_a());
        }
        filled_ = true;
    }
    void fold_double(const SweepProblem& problem, std::size_t slot) {
        if (folded_[slot]) return;
        fold_with(problem, outcome(problem, outcome_[slot]), 1.0, plain(problem).first, with_y_.data() + slot * size(problem),
                  with_both_.data() + slot * size(problem));
        folded_[slot] = true;
    }
    /// with_y = min(plain, y) and with_both = min(plain, y, one - y), case by case.
    template <class Membership>
    static void fold_with(const SweepProblem& problem, const Membership* y, Membership one, const Membership* plain,
                          Membership* with_y, Membership* with_both) {
        switch (problem.sets_a) {
            case 1: return fold_rows<2>(problem.cases, y, one, plain, with_y, with_both);
            case 2: return fold_rows<4>(problem.cases, y, one, plain, with_y, with_both);
            case 3: return fold_rows<8>(problem.cases, y, one, plain, with_y, with_both);
            case 4: return fold_rows<16>(problem.cases, y, one, plain, with_y, with_both);
            default: return fold_rows<1>(problem.cases, y, one, plain, with_y, with_both);
        }
    }
    template <int Rows, class Membership>
    static void fold_rows(int cases, const Membership* y, Membership one, const Membership* plain, Membership* with_y,
                          Membership* with_both) {
        static_assert(max_half_sets == 4);
        for (int c = 0; c < cases; ++c, plain += Rows, with_y += Rows, with_both += Rows) {
            const Membership in_y = y[c];
            const Membership in_both = smaller(in_y, one - in_y);
            Membership rows_y[Rows], rows_both[Rows];
            QCA_UNROLL for (int r = 0; r < Rows; ++r) {
                rows_y[r] = smaller(plain[r], in_y);
                rows_both[r] = smaller(plain[r], in_both);
            }
            QCA_UNROLL for (int r = 0; r < Rows; ++r) {
                with_y[r] = rows_y[r];
                with_both[r] = rows_both[r];
            }
        }
    }

    const WholeMemberships<Number>* whole_;
    Buffer<double> plain_, with_y_, with_both_;
    Buffer<std::uint32_t> whole_plain_, whole_with_y_, whole_with_both_;
    Buffer<std::int32_t> row_;
    std::uint64_t masks_[max_half_rows] = {};
    int choice_[max_half_sets] = {};
    int low_cases_[outcomes_at_once] = {};
    std::size_t outcome_[outcomes_at_once] = {};
    bool filled_ = false, folded_[outcomes_at_once] = {};
};

}  // namespace qca
