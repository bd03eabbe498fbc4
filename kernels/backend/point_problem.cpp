#include "kernels/backend/point_problem.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

namespace qca {

// Here, so that the variants of the CPU backend do not emit it, each for its own instruction set.
PointEngine::~PointEngine() = default;

MostWeight most_weight(const PointProblem& problem) {
    MostWeight most{1, problem.cases};
    if (problem.weight == nullptr) return most;
    for (int w = 0; w < problem.weightings; ++w) {
        const std::uint16_t* const weight = problem.weight + static_cast<std::size_t>(w) * static_cast<std::size_t>(problem.cases);
        std::int64_t sum = 0;
        for (int c = 0; c < problem.cases; ++c) {
            most.of_case = std::max<std::uint32_t>(most.of_case, weight[c]);
            sum += weight[c];
        }
        most.of_cases = std::max(most.of_cases, sum);
    }
    return most;
}

Precision possible_precision(const PointProblem& problem, Precision asked) {
    bool possible = most_weight(problem).of_case <= static_cast<std::uint32_t>(whole_cases);
    for (int s = 0; s < problem.conditions; ++s)
        possible = possible && std::int64_t{problem.condition[s].choices} * problem.cases < std::int64_t{1} << 31;
    return possible ? asked : Precision::exact;
}

void check_problem(const PointProblem& problem) {
    if (problem.cases < 1 || problem.conditions < 1 || problem.conditions > max_conditions || problem.condition == nullptr)
        throw std::invalid_argument("points: " + std::to_string(problem.cases) + " cases and " +
                                    std::to_string(problem.conditions) + " conditions (1 .. " +
                                    std::to_string(max_conditions) + " conditions and a case are needed)");
    if (most_weight(problem).of_cases > std::numeric_limits<std::int32_t>::max())
        throw std::invalid_argument("points: the weights of a weighting sum to " +
                                    std::to_string(most_weight(problem).of_cases) + " (at most 2^31 - 1 can be counted)");
}

namespace {

/// Whether all values are in least .. most.
void check_range(const std::int32_t* value, std::size_t size, std::int32_t least, std::int32_t most, const std::string& what) {
    std::int32_t lowest = least, highest = least;
    for (std::size_t i = 0; i < size; ++i) {
        lowest = std::min(lowest, value[i]);
        highest = std::max(highest, value[i]);
    }
    if (lowest >= least && highest <= most) return;
    const std::size_t at = static_cast<std::size_t>(
        std::find_if(value, value + size, [&](std::int32_t v) { return v < least || v > most; }) - value);
    throw std::invalid_argument("points: point " + std::to_string(at) + " has " + what + " " + std::to_string(value[at]) +
                                " (possible are " + std::to_string(least) + " .. " + std::to_string(most) + ")");
}

}  // namespace

void check_points(const PointProblem& problem, const PointList& points) {
    for (int s = 0; s < problem.sets(); ++s) {
        const bool outcome = s == problem.conditions;
        check_range(points.choice + static_cast<std::size_t>(s) * points.step(), points.size, 0,
                    (outcome ? problem.outcome : problem.condition[s]).choices - 1,
                    outcome ? std::string("choice of the outcome") : "choice of condition " + std::to_string(s));
    }
    if (points.weighting != nullptr)
        check_range(points.weighting, points.size, 0, problem.weight == nullptr ? -1 : problem.weightings - 1, "weighting");
    check_range(points.n_cut, points.size, 1, std::numeric_limits<std::int32_t>::max(), "frequency cutoff");
}

}  // namespace qca
