// A study with a sweep, in memory, to measure the whole run with.
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "host/data/study_data.hpp"
#include "host/study/study.hpp"

namespace qca::bench {

struct MadeUpStudy {
    static constexpr int choices = 16;  ///< of every set that is varied
    Study study;
    StudyData data;
};

/// 2 x 4 x 2 values of the anchors of the last `varied` conditions and of the outcome (16 choices a set), 20 inclusion
/// cutoffs, 3 PRI cutoffs. The raw data are those of MadeUpSweep: conditions that hang together, two paths.
inline MadeUpStudy made_up_study(int cases, int conditions, int varied) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> normal;
    MadeUpStudy made;
    const auto k = static_cast<std::size_t>(conditions);
    made.data.raw.assign(k + 1, {});
    for (int c = 0; c < cases; ++c) {
        made.data.cases.push_back("case " + std::to_string(c + 1));
        const double common = normal(random);
        for (std::size_t s = 0; s < k; ++s) made.data.raw[s].push_back(0.45 * common + 0.9 * normal(random));
        const auto at = [&](std::size_t s) { return made.data.raw[s % k].back(); };
        made.data.raw[k].push_back(std::max(std::min(at(0), at(1)), std::min(at(2), -at(3))) + 0.35 * normal(random));
    }
    made.data.summation_order.resize(made.data.cases.size());
    std::iota(made.data.summation_order.begin(), made.data.summation_order.end(), std::size_t{0});
    std::stable_sort(made.data.summation_order.begin(), made.data.summation_order.end(),
                     [&](std::size_t a, std::size_t b) { return made.data.raw[k][a] < made.data.raw[k][b]; });
    made.data.values = made.data.raw;
    made.study.name = "made_up";
    made.study.conditions.resize(k);
    made.study.sweep.stated = true;
    made.study.sweep.anchors.resize(k + 1);
    for (std::size_t s = 0; s <= k; ++s) {
        SetDefinition& set = s < k ? made.study.conditions[s] : made.study.outcome;
        set.name = s < k ? "C" + std::to_string(s + 1) : "Y";
        std::vector<double> sorted = made.data.raw[s];
        std::sort(sorted.begin(), sorted.end());
        const auto quantile = [&](double p) {
            return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
        };
        set.anchors = {quantile(0.1), quantile(0.5), quantile(0.9)};
        if (s + static_cast<std::size_t>(varied) >= k)
            made.study.sweep.anchors[s] = {{quantile(0.05), quantile(0.15)},
                                           {quantile(0.42), quantile(0.47), quantile(0.52), quantile(0.57)},
                                           {quantile(0.85), quantile(0.95)}};
    }
    for (int i = 0; i < 20; ++i) made.study.sweep.incl.push_back(0.75 + 0.01 * i);
    made.study.sweep.pri = {0.0, 0.5, 0.6};
    made.study.sweep.columns = {ColumnChoice::never, ColumnChoice::never, false, 1};
    made.study.paths.push_back({"first", "C1*C2", {condition_bit(0, conditions) | condition_bit(1, conditions),
                                                   condition_bit(0, conditions) | condition_bit(1, conditions)}});
    return made;
}

}  // namespace qca::bench
