// The truth-table rows that some lane needs, and how to visit them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/buffer.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/stage/row_blocks.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Of each group of lanes, the rows to sum. Number names the SIMD variant it belongs to.
template <class Number, int Words>
class WantedRows {
  public:
    /// @param whole  sums are made in whole numbers
    WantedRows(const SweepProblem& problem, int groups, bool whole)
        : problem_(problem), fewest_in_block_(whole ? 6 : block_rows_a * block_rows_b), known_(size(groups * Words)),
          rows_(size(groups * problem.rows())), others_(rows_.size()), blocks_(rows_.size()), in_block_(size(problem.rows())),
          row_counts_(size(groups)), other_counts_(size(groups)), block_counts_(size(groups)) {}

    /// @param wanted  a bit a row
    void take(int group, const std::uint64_t (&wanted)[Words]) {
        std::uint64_t* const known = known_.data() + group * Words;
        std::uint64_t difference = 0;
        QCA_UNROLL for (int w = 0; w < Words; ++w) difference |= known[w] ^ wanted[w];
        if (difference == 0) return;
        std::int32_t* const row = rows_.data() + group * problem_.rows();
        int count = 0;
        for (int w = 0; w < Words; ++w) {
            known[w] = wanted[w];
            for (std::uint64_t rest = wanted[w]; rest != 0; rest &= rest - 1) row[count++] = 64 * w + __builtin_ctzll(rest);
        }
        row_counts_[size(group)] = count;
        make_plan(group);
    }

    RowPlan plan(int group) const {
        const int first = group * problem_.rows();
        return {rows(group), blocks_.data() + first, block_counts_[size(group)], {others_.data() + first, other_counts_[size(group)]}};
    }
    /// In increasing order.
    RowList rows(int group) const { return {rows_.data() + group * problem_.rows(), row_counts_[size(group)]}; }
    /// How many half rows of half B go with all rows of half A before the next few: all, unless those of a pass do not fit the
    /// fastest cache. Few rows would make small groups.
    int together(int group) const {
        constexpr int few = block_rows_b;
        const bool split = problem_.rows_b() > few && problem_.cases > 2 * whole_cases && 2 * row_counts_[size(group)] > problem_.rows();
        return split ? few : problem_.rows_b();
    }

  private:
    static std::size_t size(int n) { return static_cast<std::size_t>(n); }

    /// Finds the blocks of rows that are better summed whole, and lists the other rows.
    void make_plan(int group) {
        const RowList rows = this->rows(group);
        const int sets_b = problem_.sets_b(), rows_b = problem_.rows_b(), step = together(group);
        const bool blocks_fit = problem_.rows_a() >= block_rows_a && rows_b >= block_rows_b;
        std::int32_t* const block = blocks_.data() + group * problem_.rows();
        std::int32_t* const other = others_.data() + group * problem_.rows();
        const auto block_of = [&](int row) QCA_INLINE_LAMBDA { return row & ~((block_rows_a - 1) << sets_b | (block_rows_b - 1)); };
        const auto in_block = [&](int row) QCA_INLINE_LAMBDA -> std::int32_t& { return in_block_[size(block_of(row))]; };
        constexpr std::int32_t listed = -1;
        for (int r = 0; r < rows.count; ++r) in_block(rows.row[r]) = 0;
        for (int r = 0; r < rows.count && blocks_fit; ++r) ++in_block(rows.row[r]);
        int blocks = 0, others = 0;
        for (int first = 0; first < rows_b; first += step)
            for (int r = 0; r < rows.count; ++r) {
                const int row = rows.row[r], in_b = row & (rows_b - 1);
                if (in_b < first || in_b >= first + step) continue;
                std::int32_t& together_in_block = in_block(row);
                if (together_in_block >= fewest_in_block_) {
                    block[blocks++] = block_of(row);
                    together_in_block = listed;
                } else if (together_in_block != listed) {
                    other[others++] = row;
                }
            }
        block_counts_[size(group)] = blocks;
        other_counts_[size(group)] = others;
    }

    const SweepProblem problem_;
    /// So many wanted rows make it cheaper to sum a block whole. In double, the arithmetic of a row takes as long as a block saves.
    const int fewest_in_block_;
    Buffer<std::uint64_t> known_;                                      // [group][word] what was taken last
    Buffer<std::int32_t> rows_, others_, blocks_;                      // [group][row]; of a block its first row
    Buffer<std::int32_t> in_block_;                                    // [first row of a block] how many of it are wanted
    Buffer<std::int32_t> row_counts_, other_counts_, block_counts_;    // [group]
};

}  // namespace qca
