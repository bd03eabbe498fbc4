// Layout of the counts that a sweep keeps: for every path and every pair of axes, scenarios by state.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/math/survival.hpp"
#include "kernels/portability.hpp"
#include "kernels/views.hpp"

namespace qca {

/// Counts of one path: cell (value i of axis a, value j of axis b, state s), a < b, lies at
/// offset(a, b) + (i * size(b) + j) * survival_states + s. Paths follow each other at distance size().
struct PairMaps {
    const std::int32_t* axis_size;
    int axes;

    QCA_HD std::size_t offset(int a, int b) const {
        std::size_t cells = 0;
        for (int i = 0; i <= a; ++i) {
            const int last = i == a ? b : axes;
            for (int j = i + 1; j < last; ++j)
                cells += static_cast<std::size_t>(axis_size[i]) * static_cast<std::size_t>(axis_size[j]);
        }
        return cells * survival_states;
    }
    QCA_HD std::size_t size() const { return axes < 2 ? 0 : offset(axes - 2, axes); }
};

/// Scenarios in which a path is exact and a case is in it: per path, first [case] in all, then, for every axis of a
/// condition's anchors in the order of the problem's conditions, [value][case], and then [weighting][case]. A case that counts
/// several times is one case. Cases in summation order.
struct CaseCounts {
    QCA_HD static std::size_t per_path(const SweepProblem& problem) {
        std::size_t values = 1;
        for (int s = 0; s < problem.conditions; ++s)
            for (int x = 0; x < problem.condition[s].axes; ++x)
                values += static_cast<std::size_t>(problem.axis_size[problem.condition[s].axis[x]]);
        return (values + static_cast<std::size_t>(problem.weightings)) * static_cast<std::size_t>(problem.cases);
    }
};

}  // namespace qca
