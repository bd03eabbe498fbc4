// Which cases are in a path.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/math/implicant.hpp"
#include "kernels/portability.hpp"
#include "kernels/stage/evaluate_rows.hpp"
#include "kernels/views.hpp"

namespace qca {

/// in[case] = 1 where the case's membership in the path's literals over the sets [first, last) is above 0.5, else 0.
/// @param choice  of each of those sets
QCA_HD void mark_cases(const SweepProblem& problem, const Implicant& path, int first, int last, const int* choice,
                       std::uint8_t* in) {
    for (int c = 0; c < problem.cases; ++c) {
        bool inside = true;
        for (int s = first; s < last; ++s) {
            const std::uint32_t bit = condition_bit(s, problem.conditions);
            if ((path.literals & bit) == 0) continue;
            const double m = problem.condition[s].membership[static_cast<std::size_t>(choice[s - first]) *
                                                                 static_cast<std::size_t>(problem.cases) +
                                                             static_cast<std::size_t>(c)];
            inside = inside && side_of(m) == ((path.values & bit) != 0 ? 1 : 0);
        }
        in[c] = inside;
    }
}

}  // namespace qca
