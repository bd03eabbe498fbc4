// The truth-table rows of a few points side by side: which are observed, and their sums in double.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/backend/cpu/exact_points.hpp"
#include "kernels/backend/cpu/mark_tile.hpp"
#include "kernels/backend/cpu/pack.hpp"
#include "kernels/backend/cpu/point_tables.hpp"
#include "kernels/backend/cpu/wanted_rows.hpp"
#include "kernels/backend/point_engine.hpp"
#include "kernels/stage/classify_rows.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// A tile is a pack of doubles, each lane a point. Points are taken two tiles at a time.
template <class Number, int Words>
class PointRows {
  public:
    static constexpr int width = Lanes<Number>::count;
    static constexpr int lanes = 2 * width;

    explicit PointRows(const PointTables<Number>& tables)
        : tables_(tables), problem_(tables.problem), exact_(problem_), wanted_(problem_, 1, false), cases_in_row_(size(problem_.rows())) {}

    /// Takes points [first, first + count) of a list, at most `lanes`; lanes beyond them repeat the last one.
    void begin(const PointList& points, std::size_t first, int count) {
        weighted_ = points.weighting != nullptr;
        for (int l = 0; l < lanes; ++l) {
            const std::size_t i = first + size(l < count ? l : count - 1);
            for (int s = 0; s <= problem_.conditions; ++s) choice_[l][s] = points.choice[size(s) * points.step() + i];
            n_cut_[l] = points.n_cut[i];
            weighting_[l] = weighted_ ? points.weighting[i] : -1;
        }
    }
    /// Finds the observed rows of the points.
    void observe() {
        for (int l = 0; l < lanes; ++l) {
            if (n_cut_[l] == 1) tables_.masks.find_rows(choice_[l], weighting_[l], observed_[l]);
            else find_rows_by_count(l);
        }
    }

    /// Sums a tile in double. They stay until the next tile's.
    TileSums<Number> exact_sums(int tile) {
        std::uint64_t seen[Words] = {};
        for (int l = tile * width; l < (tile + 1) * width; ++l)
            for (int w = 0; w < Words; ++w) seen[w] |= observed_[l][w];
        wanted_.take(0, seen);
        return exact_.sum(look_up(tile * width), wanted_.plan(0));
    }
    /// The rows of a tile's exact_sums(): those observed in some lane of it.
    RowList rows() const { return wanted_.rows(0); }

    /// Of a lane, a bit a row, after observe().
    const std::uint64_t (&observed(int lane) const)[Words] { return observed_[lane]; }
    /// [set] what a lane chose, the outcome last.
    const std::int32_t* choice(int lane) const { return choice_[lane]; }
    /// Negative: every case counts once.
    std::int32_t weighting(int lane) const { return weighting_[lane]; }
    /// [row] n of a lane. They stay until the next one's.
    const std::int32_t* count_cases(int lane) {
        tables_.masks.count(choice_[lane], weighting_[lane], cases_in_row_.data());
        return cases_in_row_.data();
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    PointLanes<Number> look_up(int first) const {
        PointLanes<Number> to;
        to.weighted = weighted_;
        to.low_cases = problem_.cases;
        for (int l = 0; l < width; ++l) {
            for (int s = 0; s <= problem_.conditions; ++s) to.membership[s][l] = tables_.membership(s, size(choice_[first + l][s]));
            to.low_cases = smaller(to.low_cases, tables_.low_cases(size(choice_[first + l][problem_.conditions])));
            if (weighted_) to.weight[l] = tables_.weight(size(weighting_[first + l]));
        }
        return to;
    }

    void find_rows_by_count(int lane) {
        const std::int32_t* const n = count_cases(lane);
        for (int w = 0; w < Words; ++w) {
            const int end = smaller(problem_.rows() - 64 * w, 64);
            observed_[lane][w] = 0;
            for (int row = 0; row < end; ++row) observed_[lane][w] |= std::uint64_t{n[64 * w + row] >= n_cut_[lane]} << row;
        }
    }

    const PointTables<Number>& tables_;
    const SweepProblem& problem_;
    ExactPoints<Number> exact_;
    WantedRows<Number, Words> wanted_;  // of the tile that was summed last
    Buffer<std::int32_t> cases_in_row_;
    std::int32_t choice_[lanes][max_conditions + 1], n_cut_[lanes], weighting_[lanes];
    std::uint64_t observed_[lanes][Words];
    bool weighted_ = false;
};

}  // namespace qca
