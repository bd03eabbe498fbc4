// The truth-table rows of a few points side by side: which are observed, and their sums.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_sums.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/cpu/wanted_rows.hpp"
#include "kernels/backend/cpu/whole_sums.hpp"
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
          x_(size(2 * problem_.rows())), both_(x_.size()), ambiguous_(x_.size()), wanted_(problem_, 1, tables.whole != nullptr),
          cases_in_row_(size(problem_.rows())) {}

    /// Takes points [first, first + count) of a list, at most `lanes`; lanes beyond them repeat the last one. Finds their
    /// observed rows.
    void begin(const PointList& points, std::size_t first, int count) {
        weighted_ = points.weighting != nullptr;
        most_n_cut_ = 1;
        for (int l = 0; l < lanes; ++l) {
            const std::size_t i = first + size(l < count ? l : count - 1);
            for (int s = 0; s <= problem_.conditions; ++s) choice_[l][s] = points.choice[size(s) * points.step() + i];
            n_cut_[l] = points.n_cut[i];
            most_n_cut_ = larger(most_n_cut_, n_cut_[l]);
            weighting_[l] = weighted_ ? points.weighting[i] : -1;
        }
        std::uint64_t seen[Words] = {};
        for (std::uint64_t& word : observed_) word = 0;
        if (tables_.masks.one_word() && !weighted_ && most_n_cut_ == 1) observe_masked(seen);
        else for (int l = 0; l < lanes; ++l) observe_counted(l, seen);
        wanted_.take(0, seen);
    }

    /// Sums in whole numbers, for both tiles. @pre the tables have whole numbers
    void sum_whole() {
        PointLanes<Whole> looked_up;
        look_up(looked_up, 0, [&](int set, std::size_t choice) QCA_INLINE_LAMBDA { return tables_.whole->of(set, choice); });
        const TileSums<Number> low = sums(0), high = sums(1);
        whole_->sum(looked_up, wanted_.plan(0),
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
        exact_.sum(looked_up, wanted_.plan(0), [](int, bool, const Number&, const Number&, const Number&) QCA_INLINE_LAMBDA {});
        return exact_.sums();
    }

    /// The rows that are observed in some lane.
    RowList rows() const { return wanted_.rows(0); }
    /// Those of each lane of a tile.
    const Bits& observed(int tile, int word) const {
        return reinterpret_cast<const Bits*>(observed_)[tile * Words + word];
    }
    /// [row] n of a lane. They stay until the next one's.
    const std::int32_t* count_cases(int lane) {
        tables_.masks.count(choice_[lane], weighting_[lane], cases_in_row_.data());
        return cases_in_row_.data();
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    template <class Pack, class Table>
    void look_up(PointLanes<Pack>& to, int first, const Table& table) const {
        to.weighted = weighted_;
        to.low_cases = problem_.cases;
        for (int l = 0; l < PointLanes<Pack>::count; ++l) {
            for (int s = 0; s <= problem_.conditions; ++s) to.membership[s][l] = table(s, size(choice_[first + l][s]));
            to.low_cases = smaller(to.low_cases, tables_.low_cases(size(choice_[first + l][problem_.conditions])));
            if (weighted_) to.weight[l] = tables_.weight(size(weighting_[first + l]));
        }
    }

    /// Where every case counts once and one case suffices.
    void observe_masked(std::uint64_t* seen) {
        const int rows_a = problem_.rows_a(), rows_b = problem_.rows_b();
        for (int l = 0; l < lanes; ++l) {
            std::uint64_t a[max_half_rows], b[max_half_rows];
            tables_.masks.expand(0, problem_.sets_a, choice_[l], 0, a);
            tables_.masks.expand(problem_.sets_a, problem_.sets_b(), choice_[l], 0, b);
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
        const std::int32_t* const n = count_cases(lane);
        for (int w = 0; w < Words; ++w) {
            const int end = problem_.rows() - 64 * w < 64 ? problem_.rows() - 64 * w : 64;
            std::uint64_t observed = 0;
            for (int row = 0; row < end; ++row) observed |= std::uint64_t{n[64 * w + row] >= n_cut_[lane]} << row;
            seen[w] |= observed;
            observed_[(lane / width * Words + w) * width + lane % width] = observed;
        }
    }

    const PointTables<Number>& tables_;
    const SweepProblem& problem_;
    PointSums<Number> exact_;
    const std::unique_ptr<PointSums<Whole>> whole_;
    Buffer<Number> x_, both_, ambiguous_;  // [tile][row]
    WantedRows<Number, Words> wanted_;  // one group
    Buffer<std::int32_t> cases_in_row_;
    std::int32_t choice_[lanes][max_conditions + 1], n_cut_[lanes], weighting_[lanes];
    alignas(64) std::uint64_t masks_a_[max_half_rows * lanes], masks_b_[max_half_rows * lanes];  // [row of the half][lane]
    alignas(64) std::uint64_t observed_[lanes * Words];                                          // [tile][word][lane]
    std::int32_t most_n_cut_ = 1;
    bool weighted_ = false;
};

}  // namespace qca
