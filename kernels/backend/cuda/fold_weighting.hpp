// Which cases are in the paths under a weighting of the cases: those that it leaves out are in none.
//
// Under most weightings most lanes have as many exact scenarios as under the first that was counted with this
// combination of half A. Its counts of cases are kept, and where a lane has others, the difference is counted.
// Differences and what is taken from lane_case wrap around; their sums are counts again.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/backend/cuda/block_work.hpp"
#include "kernels/backend/cuda/fold_unit.hpp"
#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"

namespace qca {

/// In a phase: the exact scenarios of a lane, and what the weighting takes from its cases.
template <class Work>
QCA_HD void count_exact(const Work& work, int weighting, bool has_reference, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int words = work.sweep.case_words, lanes = Work::lanes;
    for (int path = 0; path < problem.paths; ++path) {
        std::uint64_t* const in_path = work.at(layout.in_path) + path * words * lanes + lane;
        if (!has_reference)
            for (int w = 0; w < words; ++w) in_path[w * lanes] = cases_in_path(work, problem.path[path], w, lane);
        const std::uint32_t* const count = work.at(layout.unit_lane) + path * survival_states * lanes + lane;
        const std::uint32_t exact = count[static_cast<int>(Survival::exact_all) * lanes] +
                                    count[static_cast<int>(Survival::exact_some) * lanes];
        work.at(layout.exact_count)[path * lanes + lane] = exact;
        if (exact != (has_reference ? work.at(layout.reference)[path * lanes + lane] : 0))
            set_atomically(work.at(layout.differing) + path * (lanes / 64) + lane / 64, std::uint64_t{1} << lane % 64);
        if (exact == 0) continue;
        for (int w = 0; w < words; ++w)
            for (std::uint64_t rest = in_path[w * lanes] & ~work.sweep.weightings.taking_part(weighting, w, words);
                 rest != 0; rest &= rest - 1)
                work.at(layout.lane_case)[(path * problem.cases + 64 * w + Work::Team::lowest_bit(rest)) * lanes +
                                          lane] -= exact;
    }
}

/// In a phase: adds up the lanes, case by case.
template <class Work>
QCA_HD void count_cases(const Work& work, const DeviceCounts& counts, int weighting, bool has_reference, int lane) {
    const SweepProblem& problem = work.sweep.problem;
    const auto& layout = work.layout;
    const int words = work.sweep.case_words, lanes = Work::lanes;
    work.share(lane, problem.paths * problem.cases, [&](int i) QCA_INLINE_LAMBDA {
        const int path = i / problem.cases, c = i % problem.cases;
        const std::uint64_t* const in_path = work.at(layout.in_path) + (path * words + (c >> 6)) * lanes;
        const std::uint32_t *const exact = work.at(layout.exact_count) + path * lanes,
                            *const reference = work.at(layout.reference) + path * lanes;
        std::uint64_t sum = has_reference ? work.at(layout.reference_case)[i] : 0;
        for (int part = 0; part < lanes / 64; ++part)
            for (std::uint64_t rest = work.at(layout.differing)[path * (lanes / 64) + part]; rest != 0;
                 rest &= rest - 1) {
                const int l = 64 * part + Work::Team::lowest_bit(rest);
                if ((in_path[l] >> (c & 63) & 1) == 0) continue;
                sum += exact[l];
                if (has_reference) sum -= reference[l];
            }
        if (!has_reference) {
            work.at(layout.reference_case)[i] = sum;
            work.at(layout.leading_case)[i] = 0;
        }
        if (sum == 0 || (work.sweep.weightings.taking_part(weighting, c >> 6, words) >> (c & 63) & 1) == 0) return;
        work.at(layout.leading_case)[i] += sum;
        const int row = 1 + work.sweep.a.values + work.sweep.b.values + weighting;
        add_atomically(counts.cases + work.sweep.case_place(path, row, c), sum);
    });
}

/// Counts the cases of the paths in a unit, before fold_unit() forgets the counts of its lanes.
/// @param has_reference  not the first unit that is counted with this combination of half A
template <class Work>
QCA_HD void fold_weighting(const Work& work, const DeviceCounts& counts, int weighting, bool has_reference) {
    const auto& layout = work.layout;
    const int paths = work.sweep.problem.paths, lanes = Work::lanes;
    work.team.each([&](int lane) QCA_INLINE_LAMBDA { count_exact(work, weighting, has_reference, lane); });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA { count_cases(work, counts, weighting, has_reference, lane); });
    work.team.each([&](int lane) QCA_INLINE_LAMBDA {
        work.share(lane, paths * (lanes / 64), [&](int i) QCA_INLINE_LAMBDA { work.at(layout.differing)[i] = 0; });
        if (!has_reference)
            for (int path = 0; path < paths; ++path)
                work.at(layout.reference)[path * lanes + lane] = work.at(layout.exact_count)[path * lanes + lane];
    });
}

}  // namespace qca
