// The solution types of a result. Private to the report.
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "host/sweep/sweep_result.hpp"

namespace qca {

/// The labels of the axis; one empty label without it.
inline std::vector<std::string> solution_type_labels(const SweepResult& result) {
    const auto axis = std::find_if(result.axes.begin(), result.axes.end(), [](const Axis& a) { return a.name == solution_type_axis; });
    return axis == result.axes.end() ? std::vector<std::string>{""} : axis->labels;
}

/// Of all types.
inline std::uint64_t sum(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace qca
