// Row sums of blocks of rows, their shape known to the compiler.
//
// Where most rows are wanted, blocks of 2 x 4 rows (consecutive rows of half A x consecutive rows of half B) are summed
// whole, unwanted rows included: six loads make eight minima, where rows that are picked one by one need a load each.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/math/pack.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_rows.hpp"

namespace qca {

/// Rows of half A and of half B in a block. Their eight sums fit the registers of every processor.
inline constexpr int block_rows_a = 2, block_rows_b = 4;

/// Rows that are wanted, and what to sum for them, in the order in which to visit it.
struct RowPlan {
    RowList wanted;             ///< increasing
    const std::int32_t* block;  ///< first rows of blocks
    int blocks;
    RowList others;             ///< wanted rows in no block
};

/// Adds min(a, b) of consecutive cases to the sums of a block, in order.
template <class Number, class Leading>
QCA_HD void add_block_minima(const Leading* a, std::ptrdiff_t step_a, const Number* b, std::ptrdiff_t step_b, int cases,
                             Number (&sum)[block_rows_a][block_rows_b]) {
    for (int c = 0; c < cases; ++c, a += step_a, b += step_b) {
        Number left[block_rows_a];
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i) left[i] = in_lanes<Number>(a[i]);
        QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) {
            const Number right = in_register(b[j]);
            QCA_UNROLL for (int i = 0; i < block_rows_a; ++i) sum[i][j] += smaller(left[i], right);
        }
    }
}

/// sum[row] += sum of min(a, b) over the cases [begin, end), in order, for the rows of a plan. Half rows must lie side by
/// side (stride 1).
template <class Number, class Leading>
QCA_HD void add_minima_of_plan(HalfRows<Leading> a, HalfRows<Number> b, const RowPlan& plan, int begin, int end, RowSums<Number> sums) {
    for (int k = 0; k < plan.blocks; ++k) {
        const int first = plan.block[k];
        const auto row = [&](int i, int j) QCA_INLINE_LAMBDA { return first + (i << b.sets) + j; };
        Number sum[block_rows_a][block_rows_b];
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i) QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) sum[i][j] = sums[row(i, j)];
        add_block_minima(a.at(begin, first >> b.sets), a.rows(), b.at(begin, first & (b.rows() - 1)), b.rows(), end - begin, sum);
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i) QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) sums[row(i, j)] = sum[i][j];
    }
    add_minima_of_rows(a, b, plan.others, begin, end, sums);
}

/// Zero for what a plan sums. @param sets_b  sets of half B
template <class Number>
QCA_HD void clear_plan(const RowPlan& plan, int sets_b, RowSums<Number> sums) {
    for (int k = 0; k < plan.blocks; ++k)
        for (int i = 0; i < block_rows_a; ++i)
            for (int j = 0; j < block_rows_b; ++j) sums[plan.block[k] + (i << sets_b) + j] = Number{};
    for (int r = 0; r < plan.others.count; ++r) sums[plan.others.row[r]] = Number{};
}

/// sum[row] = sum of min(a, b) over the cases [begin, end), in order, for the rows of a plan.
/// @param pass  all rows visit so many cases before the next ones, see cases_per_pass()
template <class Number, class Leading>
QCA_HD void sum_plan(HalfRows<Leading> a, HalfRows<Number> b, const RowPlan& plan, int begin, int end, int pass, RowSums<Number> sums) {
    clear_plan(plan, b.sets, sums);
    for (; begin < end; begin += pass) add_minima_of_plan(a, b, plan, begin, smaller(begin + pass, end), sums);
}

/// sum_with_outcome() for the rows of a plan. Half rows must lie side by side (stride 1).
template <class Number, class Leading, class Sums>
QCA_HD void sum_plan_with_outcome(HalfRows<Leading> with_y, HalfRows<Leading> with_both, HalfRows<Number> b, const RowPlan& plan,
                                  int begin, int end, int low_cases, const Sums& sums) {
    const int middle = low_cases < begin ? begin : (low_cases < end ? low_cases : end);
    for (int k = 0; k < plan.blocks; ++k) {
        const int first = plan.block[k], row_a = first >> b.sets, row_b = first & (b.rows() - 1);
        const auto row = [&](int i, int j) QCA_INLINE_LAMBDA { return first + (i << b.sets) + j; };
        Number both[block_rows_a][block_rows_b], ambiguous[block_rows_a][block_rows_b];
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i) QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) both[i][j] = sums.both(row(i, j));
        add_block_minima(with_y.at(begin, row_a), with_y.rows(), b.at(begin, row_b), b.rows(), middle - begin, both);
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i)
            QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) ambiguous[i][j] = sums.ambiguous(row(i, j), both[i][j]);
        add_block_minima(with_y.at(middle, row_a), with_y.rows(), b.at(middle, row_b), b.rows(), end - middle, both);
        add_block_minima(with_both.at(middle, row_a), with_both.rows(), b.at(middle, row_b), b.rows(), end - middle, ambiguous);
        QCA_UNROLL for (int i = 0; i < block_rows_a; ++i)
            QCA_UNROLL for (int j = 0; j < block_rows_b; ++j) sums.put(row(i, j), both[i][j], ambiguous[i][j]);
    }
    sum_with_outcome(with_y, with_both, b, plan.others, begin, end, low_cases, sums);
}

}  // namespace qca
