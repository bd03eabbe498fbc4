#include "host/sweep/chosen_necessity.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/pack.hpp"

namespace qca {

void ChosenNecessity::take(std::size_t candidate, const std::int32_t* choice) {
    const auto k = static_cast<int>(problem_.conditions.size());
    std::fill(x_.begin(), x_.end(), 0.0);
    for (const Implicant& path : problem_.candidates[candidate].paths) {
        std::fill(in_path_.begin(), in_path_.end(), 1.0);
        for (int condition = 0; condition < k; ++condition) {
            const std::uint32_t bit = condition_bit(condition, k);
            if ((path.literals & bit) == 0) continue;
            const auto set = static_cast<std::size_t>(condition);
            const double* const x = problem_.conditions[set].data() + static_cast<std::size_t>(choice[set]) * problem_.cases;
            const bool present = (path.values & bit) != 0;
            for (std::size_t c = 0; c < problem_.cases; ++c) in_path_[c] = smaller(in_path_[c], present ? x[c] : 1.0 - x[c]);
        }
        for (std::size_t c = 0; c < problem_.cases; ++c) x_[c] = larger(x_[c], in_path_[c]);
    }
}

NecessitySums ChosenNecessity::sums(std::size_t e, std::int32_t outcome) const {
    const SliceProblem::Explained& explained = problem_.explained[e];
    const double* const y = explained.table.data() + static_cast<std::size_t>(outcome) * problem_.cases;
    NecessitySums sums;
    for (std::size_t i = 0; i < problem_.cases; ++i) {
        const double x = x_[explained.order[i]], both = smaller(x, y[i]);
        sums.x += x;
        sums.y += y[i];
        sums.both += both;
        sums.out += 1.0 - x;
        sums.not_both += 1.0 - both;
    }
    return sums;
}

NecessityState ChosenNecessity::state_of(const NecessitySums& sums) const {
    if (std::isnan(necessity_inclusion(sums))) return NecessityState::undefined;
    return meets_inclusion(sums.y, sums.both, problem_.bound) ? NecessityState::at_cutoff : NecessityState::below;
}

NecessityState ChosenNecessity::add(std::size_t e, std::int32_t outcome, std::uint64_t at, std::uint64_t times,
                                    NecessitySpreads& spreads) const {
    const NecessitySums of = sums(e, outcome);
    spreads[0].add(necessity_inclusion(of), at, times);
    spreads[1].add(necessity_relevance(of), at, times);
    spreads[2].add(necessity_coverage(of), at, times);
    return state_of(of);
}

}  // namespace qca
