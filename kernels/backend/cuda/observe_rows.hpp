// Which choices a block's lanes stand for, and which truth-table rows have cases under them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// In a phase: the choices of half B of this lane. Lanes beyond the panel repeat its last one.
template <class Work>
QCA_HD void choose_lane(const Work& work, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const int used = lane < work.used_lanes() ? lane : work.used_lanes() - 1;
    std::size_t rest = work.ranges.b.begin + static_cast<std::size_t>(used);
    int x = work.sweep.b.count;
    for (int s = problem.sets_b() - 1; s >= 0; --s) {
        const SetChoices& set = problem.condition[problem.sets_a + s];
        const auto choices = static_cast<std::size_t>(set.choices);
        const int choice = static_cast<int>(rest % choices);
        rest /= choices;
        work.at(work.layout.b_choice)[s * Work::lanes + lane] = choice;
        x -= set.axes;
        for (int i = 0; i < set.axes; ++i)
            work.at(work.layout.b_value)[(x + i) * Work::lanes + lane] =
                work.sweep.b.first[x + i] + set.coordinate[choice * set.axes + i];
    }
}

/// In a phase: the choices of half A in this combination.
template <class Work>
QCA_HD void choose_leading(const Work& work, std::size_t combination, int lane) {
    if (lane != 0) return;
    const SweepProblem& problem = work.sweep.problem;
    std::int32_t* const choice = work.at(work.layout.a_choice);
    choices_of(problem, 0, problem.sets_a, combination, choice);
    int x = 0;
    for (int s = 0; s < problem.sets_a; ++s) {
        const SetChoices& set = problem.condition[s];
        for (int i = 0; i < set.axes; ++i, ++x)
            work.at(work.layout.a_value)[x] = set.coordinate[choice[s] * set.axes + i];
    }
}

/// Cases, as bits of a word, in a row of half A.
template <class Work>
QCA_HD std::uint64_t cases_of_leading(const Work& work, int row, int word) {
    const int sets = work.sweep.problem.sets_a;
    std::uint64_t cases = work.sweep.all_cases(word);
    for (int s = 0; s < sets; ++s)
        cases &= work.sweep.sides(s, work.at(work.layout.a_choice)[s], word)[row >> (sets - 1 - s) & 1];
    return cases;
}

/// Cases, as bits of a word, in a row of half B under the choices of a lane.
template <class Work>
QCA_HD std::uint64_t cases_of_lane(const Work& work, int row, int word, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const int sets = problem.sets_b();
    std::uint64_t cases = work.sweep.all_cases(word);
    for (int s = 0; s < sets; ++s) {
        const int choice = work.at(work.layout.b_choice)[s * Work::lanes + lane];
        cases &= work.sweep.sides(problem.sets_a + s, choice, word)[row >> (sets - 1 - s) & 1];
    }
    return cases;
}

/// In a phase: calls body(row, number of cases) for the rows of a lane that have at least so many cases.
/// @param count  count(word, cases as its bits): how many they are
template <class Work, class Count, class Body>
QCA_HD void for_each_row_of_lane(const Work& work, int lane, int least, const Count& count, const Body& body) {
    const SweepProblem& problem = work.sweep.problem;
    const std::uint64_t* const a_cases = work.at(work.layout.a_cases);
    const int rows_a = problem.rows_a(), words = work.sweep.case_words;
    for (int j = 0; j < problem.rows_b(); ++j) {
        const std::uint64_t first = cases_of_lane(work, j, 0, lane);
        if (words == 1 && first == 0) continue;
        for (int i = 0; i < rows_a; ++i) {
            int n = count(0, a_cases[i] & first);
            for (int w = 1; w < words; ++w)
                n += count(w, a_cases[w * rows_a + i] & cases_of_lane(work, j, w, lane));
            if (n >= least) body(i * problem.rows_b() + j, n);
        }
    }
}
/// Every case once.
template <class Work, class Body>
QCA_HD void for_each_row_of_lane(const Work& work, int lane, int least, const Body& body) {
    for_each_row_of_lane(
        work, lane, least,
        [](int, std::uint64_t cases) QCA_INLINE_LAMBDA { return Work::Team::count_bits(cases); }, body);
}

/// In a phase: the rows of a lane that have enough cases for each frequency cutoff.
template <class Work>
QCA_HD void observe_lane(const Work& work, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto& layout = work.layout;
    constexpr int words = Work::Kind::words;
    for (int i = 0; i < cutoffs.n_cuts * words; ++i) work.at(layout.n_mask)[i * Work::lanes + lane] = 0;
    for_each_row_of_lane(work, lane, cutoffs.n_cut[0], [&](int row, int n) QCA_INLINE_LAMBDA {
        for (int q = 0; q < cutoffs.n_cuts && n >= cutoffs.n_cut[q]; ++q) work.add_to_mask(layout.n_mask, q, lane, row);
    });
    const RowMask<words> observed = work.mask(layout.n_mask, 0, lane);
    for (int w = 0; w < words; ++w)
        if (observed.word[w] != 0) set_atomically(work.at(layout.seen) + w, observed.word[w]);
}

/// In a phase: the same with every case once, as observe_weighting() goes on with it, and the numbers of cases.
template <class Work>
QCA_HD void observe_lane_once(const Work& work, int lane) {
    const CutoffChoices& cutoffs = work.sweep.problem.cutoffs;
    const auto& layout = work.layout;
    constexpr int words = Work::Kind::words;
    // A repeated case may lift its row above a cutoff.
    const int lowest = work.sweep.problem.repeats_cases ? 1 : cutoffs.n_cut[0];
    for (int i = 0; i < cutoffs.n_cuts * words; ++i) work.at(layout.full_n_mask)[i * Work::lanes + lane] = 0;
    for_each_row_of_lane(work, lane, 1, [&](int row, int n) QCA_INLINE_LAMBDA {
        work.at(layout.row_cases)[row * Work::lanes + lane] = static_cast<std::uint32_t>(n);
        for (int q = 0; q < cutoffs.n_cuts && n >= cutoffs.n_cut[q]; ++q)
            work.add_to_mask(layout.full_n_mask, q, lane, row);
        if (n >= lowest)
            set_atomically(work.at(layout.seen) + (words == 1 ? 0 : row >> 6), std::uint64_t{1} << (row & 63));
    });
}

/// Takes a combination of half A: its choices, the observed rows of every lane, and the list of those that some lane
/// has; under weightings, has under some.
template <class Work>
QCA_HD void observe_rows(const Work& work, std::size_t combination) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    constexpr int words = Work::Kind::words;
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        choose_leading(work, combination, lane);
        if (lane < words) work.at(layout.seen)[lane] = 0;
        if (lane == 0) work.at(layout.flags)->leading_counted = work.at(layout.flags)->leading_exact = 0;
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        work.share(lane, work.sweep.case_words * problem.rows_a(), [&](int i) QCA_INLINE_LAMBDA {
            work.at(layout.a_cases)[i] = cases_of_leading(work, i & (problem.rows_a() - 1), i >> problem.sets_a);
        });
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        if constexpr (Work::Kind::weighted) observe_lane_once(work, lane);
        else observe_lane(work, lane);
    });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        const std::uint64_t* const seen = work.at(layout.seen);
        work.share(lane, problem.rows(), [&](int row) QCA_INLINE_LAMBDA {
            const std::uint64_t bit = std::uint64_t{1} << (row & 63);
            if ((seen[row >> 6] & bit) == 0) return;
            int place = Work::Team::count_bits(seen[row >> 6] & (bit - 1));
            for (int w = 0; w < row >> 6; ++w) place += Work::Team::count_bits(seen[w]);
            work.at(layout.row)[place] = row;
        });
    });
}

}  // namespace qca
