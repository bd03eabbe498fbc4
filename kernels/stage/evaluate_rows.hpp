// Row sums of the truth tables of many calibrations, as a (min, +) matrix product.
//
// The membership of a case in a row is the smaller of its memberships in the two halves of the row, so summing it
// over the cases for all rows and all combinations of anchors is a matrix product with min for times. Number is
// what one lane computes with: a double in a thread of a GPU, a SIMD pack of doubles (several combinations of half
// B side by side) on the CPU. The statements, and so every rounding, are the same. Half A is one for all lanes, or, where
// Leading is Number, each lane has its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "kernels/math/pack.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// Whether a membership puts a case in a set (1), in its negation (0), or, at exactly 0.5, in neither (-1).
QCA_HD int side_of(double membership) { return membership > 0.5 ? 1 : (1.0 - membership > 0.5 ? 0 : -1); }

/// Memberships of one case in the 2^sets rows of a half: rows[r] = min over the sets of m or 1 - m, set 0 in the
/// most significant bit. No set: the one row has membership 1.
template <class Number>
QCA_HD void expand_half_rows(const Number* membership, int sets, Number one, Number* rows) {
    rows[0] = one;
    for (int s = 0; s < sets; ++s) {
        const Number present = membership[s];
        const Number absent = one - present;
        for (int r = (1 << s) - 1; r >= 0; --r) {
            const Number prefix = rows[r];
            rows[2 * r + 1] = smaller(prefix, present);
            rows[2 * r] = smaller(prefix, absent);
        }
    }
}

/// The same with the number of sets known. @param unit  a membership of 1
template <int Sets, class Number>
QCA_HD void expand_rows(const Number (&membership)[Sets == 0 ? 1 : Sets], Number unit, Number (&rows)[1 << Sets]) {
    rows[0] = unit;
    QCA_UNROLL for (int s = 0; s < Sets; ++s) QCA_UNROLL for (int r = (1 << Sets >> 1) - 1; r >= 0; --r) {
        if (r >= 1 << s) continue;
        const Number prefix = rows[r];
        rows[2 * r + 1] = smaller(prefix, membership[s]);
        rows[2 * r] = smaller(prefix, unit - membership[s]);
    }
}

/// A value of half A in every lane: the same for all, or, where it is a pack itself, each lane's own.
template <class Number, class Leading>
QCA_HD Number in_lanes(const Leading& value) {
    if constexpr (std::is_same_v<Number, Leading>) return value;
    else return spread<Number>(value);
}

/// Memberships of consecutive cases in the 2^sets rows of a half: (case, row) at first[(case * rows() + row) * stride].
template <class Number>
struct HalfRows {
    const Number* first;
    int sets;
    int stride;  ///< distance of consecutive values, in Numbers

    QCA_HD int rows() const { return 1 << sets; }
    QCA_HD std::ptrdiff_t case_step() const { return static_cast<std::ptrdiff_t>(rows()) * stride; }
    QCA_HD const Number* at(int c, int row) const {
        return first + static_cast<std::ptrdiff_t>(c) * case_step() + static_cast<std::ptrdiff_t>(row) * stride;
    }
};

/// One sum per truth-table row: row r at first[r * stride].
template <class Number>
struct RowSums {
    Number* first;
    int stride;  ///< in Numbers

    QCA_HD Number& operator[](int row) const { return first[row * stride]; }
};

/// The truth-table rows to sum: increasing row numbers, row = row of half A * rows of half B + row of half B.
struct RowList {
    const std::int32_t* row;
    int count;
};

/// Up to eight rows that are summed in one pass: `first` rows that share a row of half A, then `second` rows that
/// share one (0: none). So many independent sums keep the adders busy, and few enough addresses stay in registers.
struct RowGroup {
    const std::int32_t* row;
    int first, second;
};

/// Splits the listed rows into groups and calls body(group) for each.
template <class Body>
QCA_HD void for_each_row_group(RowList rows, int sets_b, const Body& body) {
    const auto sharing = [&](int from) QCA_INLINE_LAMBDA {
        int count = 0;
        while (count < 4 && from + count < rows.count && rows.row[from + count] >> sets_b == rows.row[from] >> sets_b)
            ++count;
        return count;
    };
    for (int slot = 0; slot < rows.count;) {
        const int first = sharing(slot);
        const int second = sharing(slot + first);
        body(RowGroup{rows.row + slot, first, second});
        slot += first + second;
    }
}

/// sum[row] += sum over the cases [begin, end), in order, of min(a(case, row of A), b(case, row of B)) for the rows
/// of a group.
template <int First, int Second, class Number, class Leading>
QCA_HD void add_minima(HalfRows<Leading> a, HalfRows<Number> b, const std::int32_t* row, int begin, int end,
                       RowSums<Number> sum) {
    constexpr int group = First + Second;
    const Leading* in_a = a.at(begin, row[0] >> b.sets);
    const std::ptrdiff_t second_a = Second == 0 ? 0 : a.at(begin, row[group - 1] >> b.sets) - in_a;
    const Number* in_b[group];
    Number local[group];
    QCA_UNROLL for (int g = 0; g < group; ++g) {
        in_b[g] = b.at(begin, row[g] & (b.rows() - 1));
        local[g] = sum[row[g]];
    }
    const std::ptrdiff_t step_a = a.case_step(), step_b = b.case_step();
    std::ptrdiff_t at = 0;
    for (int c = begin; c < end; ++c, in_a += step_a, at += step_b) {
        const Number first = in_lanes<Number>(in_a[0]), second = in_lanes<Number>(in_a[second_a]);
        QCA_UNROLL for (int g = 0; g < group; ++g) local[g] += smaller(g < First ? first : second, in_b[g][at]);
    }
    QCA_UNROLL for (int g = 0; g < group; ++g) sum[row[g]] = local[g];
}

/// Calls body.template run<First, Second>() for the sizes of a group.
template <class Body>
QCA_HD void with_group_sizes(const RowGroup& group, const Body& body) {
#define QCA_SIZES(first, second) \
    case 8 * first + second: return body.template run<first, second>();
#define QCA_FIRST(first) QCA_SIZES(first, 0) QCA_SIZES(first, 1) QCA_SIZES(first, 2) QCA_SIZES(first, 3) QCA_SIZES(first, 4)
    switch (8 * group.first + group.second) { QCA_FIRST(1) QCA_FIRST(2) QCA_FIRST(3) QCA_FIRST(4) default: return; }
#undef QCA_FIRST
#undef QCA_SIZES
}

/// add_minima with the sizes of a group still open.
template <class Number, class Leading>
struct AddMinima {
    HalfRows<Leading> a;
    HalfRows<Number> b;
    RowGroup group;
    int begin, end;
    RowSums<Number> sum;

    template <int First, int Second>
    QCA_HD void run() const {
        add_minima<First, Second>(a, b, group.row, begin, end, sum);
    }
};

/// add_minima for every listed row.
template <class Number, class Leading>
QCA_HD void add_minima_of_rows(HalfRows<Leading> a, HalfRows<Number> b, RowList rows, int begin, int end,
                               RowSums<Number> sum) {
    for_each_row_group(rows, b.sets, [&](const RowGroup& group) QCA_INLINE_LAMBDA {
        with_group_sizes(group, AddMinima<Number, Leading>{a, b, group, begin, end, sum});
    });
}

/// Cases per pass, so that their half rows stay in the fastest cache while every row visits them.
QCA_HD int cases_per_pass(int rows_b, int number_size) {
    const int cases = 16384 / (rows_b * number_size);
    return cases < 16 ? 16 : cases;
}

/// Sums a group of rows over some cases with the outcome: both = sum of min(a, b, y) and ambiguous = sum of
/// min(a, b, y, 1 - y). Cases before `middle` have y <= 0.5, where both are equal: they are summed once.
template <class Number, class Leading, class Sums>
struct SumWithOutcome {
    HalfRows<Leading> with_y;     ///< half A folded with the outcome: min(a, y)
    HalfRows<Leading> with_both;  ///< with the outcome and its negation: min(a, y, 1 - y)
    HalfRows<Number> b;
    RowGroup group;
    int begin, middle, end;
    /// Where sums come from and go to: both(row), then ambiguous(row, both at `middle`), then put(row, both, ambiguous).
    const Sums& sums;

    template <int First, int Second>
    QCA_HD void run() const {
        // Sixteen sums do not fit the registers of most processors: one row of half A at a time.
        if constexpr (Second == 0 || Lanes<Number>::registers >= 32) {
            part<First, Second>(group.row);
        } else {
            part<First, 0>(group.row);
            part<Second, 0>(group.row + First);
        }
    }

    template <int First, int Second>
    QCA_HD void part(const std::int32_t* row) const {
        constexpr int rows = First + Second;
        const Leading* in_y = with_y.at(begin, row[0] >> b.sets);
        const Leading* in_both = with_both.at(begin, row[0] >> b.sets);
        const std::ptrdiff_t second = Second == 0 ? 0 : with_y.at(begin, row[rows - 1] >> b.sets) - in_y;
        const Number* in_b[rows];
        Number both[rows], ambiguous[rows];
        QCA_UNROLL for (int g = 0; g < rows; ++g) {
            in_b[g] = b.at(begin, row[g] & (b.rows() - 1));
            both[g] = sums.both(row[g]);
        }
        const std::ptrdiff_t step_a = with_y.case_step(), step_b = b.case_step();
        std::ptrdiff_t at = 0;
        for (int c = begin; c < middle; ++c, in_y += step_a, at += step_b) {
            const Number first_y = in_lanes<Number>(in_y[0]), second_y = in_lanes<Number>(in_y[second]);
            QCA_UNROLL for (int g = 0; g < rows; ++g) both[g] += smaller(g < First ? first_y : second_y, in_b[g][at]);
        }
        in_both += (middle - begin) * step_a;
        QCA_UNROLL for (int g = 0; g < rows; ++g) ambiguous[g] = sums.ambiguous(row[g], both[g]);
        for (int c = middle; c < end; ++c, in_y += step_a, in_both += step_a, at += step_b) {
            const Number first_y = in_lanes<Number>(in_y[0]), second_y = in_lanes<Number>(in_y[second]);
            const Number first_both = in_lanes<Number>(in_both[0]), second_both = in_lanes<Number>(in_both[second]);
            QCA_UNROLL for (int g = 0; g < rows; ++g) {
                const Number right = in_register(in_b[g][at]);
                both[g] += smaller(g < First ? first_y : second_y, right);
                ambiguous[g] += smaller(g < First ? first_both : second_both, right);
            }
        }
        QCA_UNROLL for (int g = 0; g < rows; ++g) sums.put(row[g], both[g], ambiguous[g]);
    }
};

/// Sums in memory that are gone on with. @tparam Number  a double or a pack of them
template <class Number>
struct SumsInMemory {
    RowSums<Number> both_sums, ambiguous_sums;
    bool first;     ///< there is nothing in memory yet
    bool low_only;  ///< up to now all cases had y <= 0.5

    QCA_HD Number both(int row) const { return first ? Number{} : both_sums[row]; }
    QCA_HD Number ambiguous(int row, const Number& both) const { return low_only ? both : ambiguous_sums[row]; }
    QCA_HD void put(int row, const Number& both, const Number& ambiguous) const {
        both_sums[row] = both;
        ambiguous_sums[row] = ambiguous;
    }
};

/// Sums the listed rows over the cases [begin, end) with the outcome. @param low_cases  the first so many have y <= 0.5
template <class Number, class Leading, class Sums>
QCA_HD void sum_with_outcome(HalfRows<Leading> with_y, HalfRows<Leading> with_both, HalfRows<Number> b,
                             RowList rows, int begin, int end, int low_cases, const Sums& sums) {
    const int middle = low_cases < begin ? begin : (low_cases < end ? low_cases : end);
    for_each_row_group(rows, b.sets, [&](const RowGroup& group) QCA_INLINE_LAMBDA {
        with_group_sizes(group, SumWithOutcome<Number, Leading, Sums>{with_y, with_both, b, group, begin, middle, end, sums});
    });
}

}  // namespace qca
