// The truth-table rows of a few points side by side: which are observed, and their sums.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_sums.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// A tile is a pack of doubles, each lane a point; two tiles are one pack of whole numbers, a group.
template <class Number, int Words>
class PointRows {
    using Bits = typename Lanes<Number>::Bits;
    using Whole = typename Lanes<Number>::Whole;

  public:
    static constexpr int width = Lanes<Number>::count;
    static constexpr int lanes = 2 * width;

    explicit PointRows(const PointTables<Number>& tables)
        : tables_(tables), problem_(tables.problem), exact_(problem_), whole_(tables.whole ? new PointSums<Whole>(problem_) : nullptr),
          x_(size(2 * problem_.rows())), both_(x_.size()), ambiguous_(x_.size()), rows_(size(problem_.rows())),
          cases_in_row_(size(problem_.rows() + 1)), touched_(size(problem_.cases + 1)),
          row_a_(size(problem_.cases)), row_b_(row_a_.size()) {}

    /// Takes points [first, first + count) of a list, at most `lanes`; lanes beyond them repeat the last one. Finds their
    /// observed rows.
    void begin(const PointList& points, std::size_t first, int count) {
        weighted_ = points.weighting != nullptr;
        most_n_cut_ = 1;
        for (int l = 0; l < lanes; ++l) {
            const std::size_t i = first + size(l < count ? l : count - 1);
            for (int s = 0; s <= problem_.conditions; ++s) choice_[s][l] = points.choice[size(s) * points.step() + i];
            n_cut_[l] = points.n_cut[i];
            most_n_cut_ = larger(most_n_cut_, n_cut_[l]);
            weighting_[l] = weighted_ ? points.weighting[i] : 0;
        }
        std::uint64_t seen[Words] = {};
        for (std::uint64_t& word : observed_) word = 0;
        if (masked() && !weighted_ && most_n_cut_ == 1) observe_masked(seen);
        else for (int l = 0; l < lanes; ++l) observe_counted(l, seen);
        row_count_ = 0;
        for (int w = 0; w < Words; ++w)
            for (std::uint64_t rest = seen[w]; rest != 0; rest &= rest - 1)
                rows_[size(row_count_++)] = 64 * w + __builtin_ctzll(rest);
    }

    /// Sums in whole numbers, for both tiles. @pre the tables have whole numbers
    void sum_whole() {
        PointLanes<Whole> looked_up;
        look_up(looked_up, 0, [&](int set, std::size_t choice) QCA_INLINE_LAMBDA { return tables_.whole->of(set, choice); });
        const TileSums<Number> low = sums(0), high = sums(1);
        whole_->sum(looked_up, rows(),
                    [&](int row, bool first, const Whole& x, const Whole& both, const Whole& ambiguous) QCA_INLINE_LAMBDA {
                        add_halves(low.x[row], high.x[row], first, x);
                        add_halves(low.both[row], high.both[row], first, both);
                        add_halves(low.ambiguous[row], high.ambiguous[row], first, ambiguous);
                    });
    }
    /// Of a tile, in units of 2^-26, after sum_whole().
    TileSums<Number> sums(int tile) {
        const std::size_t at = size(tile * problem_.rows());
        return {{x_.data() + at, 1}, {both_.data() + at, 1}, {ambiguous_.data() + at, 1}};
    }
    /// Sums a tile in double. They stay until the next tile's.
    TileSums<Number> exact_sums(int tile) {
        PointLanes<Number> looked_up;
        look_up(looked_up, tile * width,
                [&](int set, std::size_t choice) QCA_INLINE_LAMBDA { return tables_.membership(set, choice); });
        exact_.sum(looked_up, rows(), [](int, bool, const Number&, const Number&, const Number&) QCA_INLINE_LAMBDA {});
        return exact_.sums();
    }

    /// The rows that are observed in some lane.
    RowList rows() const { return {rows_.data(), row_count_}; }
    /// Those of each lane of a tile.
    const Bits& observed(int tile, int word) const {
        return reinterpret_cast<const Bits*>(observed_)[tile * Words + word];
    }
    /// n of every row of a lane: calls body(row, n) where it is not 0.
    template <class Body>
    void for_each_count(int lane, const Body& body) {
        const int touched = count_cases(lane);
        for (int t = 0; t < touched; ++t) {
            const std::int32_t row = touched_[size(t)];
            const std::int32_t n = cases_in_row_[size(row)];
            cases_in_row_[size(row)] = 0;
            if (row < problem_.rows()) body(row, n);
        }
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }
    bool masked() const { return CaseMasks<Number>::can_hold(problem_); }

    template <class Pack, class Table>
    void look_up(PointLanes<Pack>& to, int first, const Table& table) const {
        to.weighted = weighted_;
        to.low_cases = problem_.cases;
        for (int l = 0; l < PointLanes<Pack>::count; ++l) {
            for (int s = 0; s <= problem_.conditions; ++s) to.membership[s][l] = table(s, size(choice_[s][first + l]));
            to.low_cases = smaller(to.low_cases, tables_.low_cases(size(choice_[problem_.conditions][first + l])));
            if (weighted_) to.weight[l] = tables_.weight(size(weighting_[first + l]));
        }
    }

    static void add_halves(Number& lower, Number& upper, bool first, const Whole& part) {
        const Number low = Lanes<Number>::half_of(part, 0), high = Lanes<Number>::half_of(part, 1);
        lower = first ? low : lower + low;
        upper = first ? high : upper + high;
    }

    /// A point's choices of a half, beginning with set `first`.
    void choices(int lane, int first, int sets, int* out) const {
        for (int s = 0; s < sets; ++s) out[s] = choice_[first + s][lane];
    }
    /// [row of the half] its cases.
    void expand_masks(int lane, std::uint64_t* a, std::uint64_t* b) const {
        int choice[max_half_sets];
        choices(lane, 0, problem_.sets_a, choice);
        tables_.masks.expand(0, problem_.sets_a, choice, a);
        choices(lane, problem_.sets_a, problem_.sets_b(), choice);
        tables_.masks.expand(problem_.sets_a, problem_.sets_b(), choice, b);
    }

    /// Where every case counts once and one case suffices.
    void observe_masked(std::uint64_t* seen) {
        const int rows_a = problem_.rows_a(), rows_b = problem_.rows_b();
        for (int l = 0; l < lanes; ++l) {
            std::uint64_t a[max_half_rows], b[max_half_rows];
            expand_masks(l, a, b);
            for (int i = 0; i < rows_a; ++i) masks_a_[i * lanes + l] = a[i];
            for (int j = 0; j < rows_b; ++j) masks_b_[j * lanes + l] = b[j];
        }
        for (int tile = 0; tile < 2; ++tile) {
            Bits observed{};
            for (int i = 0; i < rows_a; ++i)
                for (int j = 0; j < rows_b; ++j) {
                    const Bits cases = reinterpret_cast<const Bits*>(masks_a_)[i * 2 + tile] &
                                       reinterpret_cast<const Bits*>(masks_b_)[j * 2 + tile];
                    observed = Lanes<Number>::set_where(observed, cases != 0, Bits{} + (std::uint64_t{1} << (i * rows_b + j)));
                }
            reinterpret_cast<Bits*>(observed_)[tile * Words] = observed;
            seen[0] |= Lanes<Number>::merge(observed);
        }
    }
    void observe_counted(int lane, std::uint64_t* seen) {
        for_each_count(lane, [&](std::int32_t row, std::int32_t n) QCA_INLINE_LAMBDA {
            if (n < n_cut_[lane]) return;
            const std::uint64_t bit = std::uint64_t{1} << (row & 63);
            seen[row >> 6] |= bit;
            observed_[(lane / width * Words + (row >> 6)) * width + lane % width] |= bit;
        });
    }

    /// Fills cases_in_row_ for the rows listed in touched_. @return their number
    int count_cases(int lane) {
        return masked() ? count_masked(lane) : count_listed(lane);
    }
    int count_masked(int lane) {
        std::uint64_t a[max_half_rows], b[max_half_rows];
        expand_masks(lane, a, b);
        const std::uint64_t* const plane = weighted_ ? tables_.plane(size(weighting_[lane])) : nullptr;
        int touched = 0;
        for (int row = 0; row < problem_.rows(); ++row) {
            const std::uint64_t cases = a[row >> problem_.sets_b()] & b[row & (problem_.rows_b() - 1)];
            if (cases == 0) continue;
            int n = 0;
            if (!weighted_) n = __builtin_popcountll(cases);
            else for (int digit = 0; digit < tables_.planes; ++digit) n += __builtin_popcountll(cases & plane[digit]) << digit;
            cases_in_row_[size(row)] = n;
            touched_[size(touched)] = row;
            touched += n > 0;
        }
        return touched;
    }
    int count_listed(int lane) {
        int choice[max_half_sets];
        choices(lane, 0, problem_.sets_a, choice);
        tables_.rows.expand(0, problem_.sets_a, choice, row_a_.data());
        choices(lane, problem_.sets_a, problem_.sets_b(), choice);
        tables_.rows.expand(problem_.sets_a, problem_.sets_b(), choice, row_b_.data());
        const std::uint32_t* const weight = weighted_ ? tables_.weight(size(weighting_[lane])) : nullptr;
        int touched = 0;
        for (int c = 0; c < problem_.cases; ++c) {
            const std::int32_t row = row_a_[size(c)] + row_b_[size(c)];
            const std::int32_t n = weighted_ ? static_cast<std::int32_t>(weight[c]) : 1;
            const bool to_row = n != 0 && row < problem_.rows();
            const std::size_t at = size(to_row ? row : problem_.rows());
            touched_[size(touched)] = row;
            touched += to_row && cases_in_row_[at] == 0;
            cases_in_row_[at] += to_row ? n : 0;
        }
        return touched;
    }

    const PointTables<Number>& tables_;
    const SweepProblem& problem_;
    PointSums<Number> exact_;
    const std::unique_ptr<PointSums<Whole>> whole_;
    Buffer<Number> x_, both_, ambiguous_;  // [tile][row]
    Buffer<std::int32_t> rows_;
    Buffer<std::int32_t> cases_in_row_, touched_, row_a_, row_b_;
    std::int32_t choice_[max_conditions + 1][lanes], n_cut_[lanes], weighting_[lanes];
    alignas(64) std::uint64_t masks_a_[max_half_rows * lanes], masks_b_[max_half_rows * lanes];  // [row of the half][lane]
    alignas(64) std::uint64_t observed_[lanes * Words];                                          // [tile][word][lane]
    std::int32_t most_n_cut_ = 1;
    int row_count_ = 0;
    bool weighted_ = false;
};

}  // namespace qca
