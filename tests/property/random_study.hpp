// Random small studies: all methods of calibration, ties, ranks, cutoffs, solution types; a third of them with a path.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/robustness/flip_ranges.hpp"

namespace qca::test {

using Random = std::mt19937_64;

inline std::size_t below(Random& random, std::size_t end) {
    return static_cast<std::size_t>(random() % end);
}
inline double between(Random& random, double from, double to) {
    return std::uniform_real_distribution<double>(from, to)(random);
}

struct Made {
    Study study;
    StudyData data;
    RangeOptions options;
};

/// Raw values in [0, 10], often tied, or ranks.
inline std::vector<double> raw_values(Random& random, SetDefinition& set, const std::vector<double>& common) {
    std::vector<double> values;
    for (const double x : common) {
        const double value = std::clamp(0.4 * x + 0.6 * between(random, 0, 10), 0.0, 10.0);
        values.push_back(below(random, 3) == 0 ? std::round(value) : value);
    }
    if (below(random, 4) != 0) return values;
    set.ranking = Ranking{below(random, 2) == 0, static_cast<Ties>(below(random, 3))};
    return rank_values(values, *set.ranking);
}

inline void calibrate_somehow(Random& random, SetDefinition& set, std::vector<double>& raw) {
    const auto [low, high] = std::minmax_element(raw.begin(), raw.end());
    const double from = *low, length = *high - *low;
    const auto at = [&](double a, double b) { return from + length * between(random, a, b); };
    set.anchors = {at(0.05, 0.25), at(0.4, 0.6), at(0.7, 0.95)};
    if (below(random, 3) == 0) std::swap(set.anchors.exclusion, set.anchors.inclusion);
    if (below(random, 5) == 0) set.anchors.crossover = raw[below(random, raw.size())];
    if (!set.anchors.in_order()) set.anchors.crossover = (set.anchors.exclusion + set.anchors.inclusion) / 2;
    switch (below(random, 8)) {
        case 0:
            set.method = CalibrationMethod::crisp;
            set.threshold = at(0.3, 0.7);
            break;
        case 1:
            set.method = CalibrationMethod::codes;
            for (double& value : raw) value = std::round(value);
            for (int code = -1; code <= 40; ++code) set.codes.push_back({code, code < 3 ? 0.0 : code < 6 ? 0.33 : code < 8 ? 0.67 : 1.0});
            break;
        case 2:
        case 3:
            set.method = CalibrationMethod::linear;
            break;
        default:
            set.method = CalibrationMethod::logistic;
            set.clamp = below(random, 3) != 0;
            if (below(random, 4) == 0) set.idm = below(random, 2) == 0 ? 0.8 : 0.99999;
    }
}

inline void state_a_solution(Random& random, Study& study) {
    const auto conditions = static_cast<int>(study.conditions.size());
    study.cutoffs = {between(random, 0.6, 0.95), below(random, 2) == 0 ? 0.0 : between(random, 0.3, 0.8),
                     1 + static_cast<int>(below(random, 2)), {}};
    if (below(random, 3) == 0) study.cutoffs.incl0 = study.cutoffs.incl - between(random, 0, 0.3);
    study.solution_type = static_cast<SolutionType>(below(random, 3));
    if (below(random, 2) == 0) study.solution.models = ModelChoice::all;
    if (study.solution_type == SolutionType::intermediate) {
        Implicant expected;
        for (int c = 0; c < conditions; ++c) {
            if (below(random, 3) == 0) continue;
            expected.literals |= condition_bit(c, conditions);
            if (below(random, 3) != 0) expected.values |= condition_bit(c, conditions);
        }
        study.solution.expected = expected;
    }
    if (below(random, 3) == 0) {
        NamedRows named;
        named.configuration = below(random, 2) == 0;
        named.rows.insert(static_cast<int>(below(random, std::size_t{1} << conditions)));
        study.solution.exclude.push_back(named);
    }
}

inline Made made_study(std::uint64_t seed) {
    Random random(seed);
    Made made;
    const std::size_t conditions = 2 + below(random, 4), cases = 8 + below(random, 25);
    std::vector<double> common(cases);
    for (double& x : common) x = between(random, 0, 10);
    made.study.conditions.resize(conditions);
    for (std::size_t s = 0; s <= conditions; ++s) {
        SetDefinition& set = s < conditions ? made.study.conditions[s] : made.study.outcome;
        set.name = s < conditions ? "C" + std::to_string(s + 1) : "Y";
        std::vector<double> raw = raw_values(random, set, common);
        calibrate_somehow(random, set, raw);
        made.data.raw.push_back(std::move(raw));
    }
    made.study.outcome.negate = below(random, 3) == 0;
    for (std::size_t i = 0; i < cases; ++i) made.data.cases.push_back("case " + std::to_string(i + 1));
    made.data.values = made.data.raw;
    made.data.summation_order.resize(cases);
    std::iota(made.data.summation_order.begin(), made.data.summation_order.end(), std::size_t{0});
    std::shuffle(made.data.summation_order.begin(), made.data.summation_order.end(), random);
    state_a_solution(random, made.study);
    if (below(random, 3) == 0) {
        const std::uint32_t literals = 1 + static_cast<std::uint32_t>(below(random, (std::size_t{1} << conditions) - 1));
        made.options.path = Implicant{literals, literals & static_cast<std::uint32_t>(random())};
    }
    made.options.threads = 1;
    return made;
}

}  // namespace qca::test
