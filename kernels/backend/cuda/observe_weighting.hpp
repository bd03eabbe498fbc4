// Which truth-table rows have enough cases under a weighting of the cases.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/observe_rows.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// The row of a case under the choices of half A and of a lane; -1: it is in none.
template <class Work>
QCA_HD int row_of_case(const Work& work, int c, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    int row = 0;
    for (int s = 0; s < problem.conditions; ++s) {
        const int choice = s < problem.sets_a
                               ? work.at(work.layout.a_choice)[s]
                               : work.at(work.layout.b_choice)[(s - problem.sets_a) * Work::lanes + lane];
        const std::uint64_t* const sides = work.sweep.sides(s, choice, c >> 6);
        const bool in_set = (sides[1] >> (c & 63) & 1) != 0;
        if (!in_set && (sides[0] >> (c & 63) & 1) == 0) return -1;
        row = 2 * row + (in_set ? 1 : 0);
    }
    return row;
}

/// Takes cases out of the observed rows of a lane.
template <class Work>
QCA_HD void remove_cases(const Work& work, const ListedCases& left_out, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto& layout = work.layout;
    constexpr int words = Work::Kind::words;
    auto* const n_mask = work.at(layout.n_mask) + lane;
    const auto* const full_n_mask = work.at(layout.full_n_mask) + lane;
    std::uint32_t* const row_cases = work.at(layout.row_cases) + lane;
    for (int i = 0; i < cutoffs.n_cuts * words; ++i) n_mask[i * Work::lanes] = full_n_mask[i * Work::lanes];
    for (int i = 0; i < left_out.count; ++i) {
        const int row = row_of_case(work, left_out.number(i), lane);
        if (row < 0) continue;
        const int n = static_cast<int>(--row_cases[row * Work::lanes]);
        for (int q = cutoffs.n_cuts - 1; q >= 0 && cutoffs.n_cut[q] > n; --q)
            work.remove_from_mask(layout.n_mask, q, lane, row);
    }
    for (int i = 0; i < left_out.count; ++i) {
        const int row = row_of_case(work, left_out.number(i), lane);
        if (row >= 0) ++row_cases[row * Work::lanes];
    }
}

/// Counts the cases of the rows of a lane anew, each as often as it counts.
template <class Work>
QCA_HD void count_weighted(const Work& work, int weighting, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto& layout = work.layout;
    const int case_words = work.sweep.case_words, digits = work.sweep.weightings.digits;
    const std::uint64_t* const digit = work.sweep.weightings.digits_of(weighting, case_words);
    for (int i = 0; i < cutoffs.n_cuts * Work::Kind::words; ++i) work.at(layout.n_mask)[i * Work::lanes + lane] = 0;
    const auto count = [&](int word, std::uint64_t cases) QCA_INLINE_LAMBDA {
        int n = 0;
        for (int d = 0; d < digits; ++d) n += Work::Team::count_bits(cases & digit[d * case_words + word]) << d;
        return n;
    };
    for_each_row_of_lane(work, lane, cutoffs.n_cut[0], count, [&](int row, int n) QCA_INLINE_LAMBDA {
        for (int q = 0; q < cutoffs.n_cuts && n >= cutoffs.n_cut[q]; ++q) work.add_to_mask(layout.n_mask, q, lane, row);
    });
}

/// In a phase: the observed rows of a lane under a weighting.
template <class Work>
QCA_HD void observe_weighting(const Work& work, int weighting, int lane) {
    const DeviceWeighting& of_cases = work.sweep.weightings.weighting[weighting];
    if (of_cases.by_difference != 0) remove_cases(work, work.terms_of(of_cases), lane);
    else count_weighted(work, weighting, lane);
}

}  // namespace qca
