// The weightings of the cases as lists of terms and binary digits, ready to be uploaded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kernels/backend/cuda/device_weightings.hpp"
#include "kernels/stage/evaluate_whole.hpp"
#include "kernels/views.hpp"

namespace qca {

/// See DeviceWeightings.
struct ListedWeightings {
    std::vector<DeviceWeighting> weighting;
    std::vector<CaseTerm> term;
    std::vector<std::uint64_t> digit;
    int digits = 1;
};

/// How often the cases count under the weightings, at most.
inline int most_terms(const SweepProblem& problem) {
    int most = 0;
    const std::uint16_t* weight = problem.weight;
    for (int w = 0; w < problem.weightings; ++w, weight += problem.cases) {
        int sum = 0;
        for (int c = 0; c < problem.cases; ++c) sum += weight[c];
        most = most < sum ? sum : most;
    }
    return most;
}

/// @param whole  sums are in whole numbers: few left-out cases are subtracted, and a repeated case is multiplied; else
/// it is listed as often as it counts
inline ListedWeightings list_weightings(const SweepProblem& problem, bool whole) {
    ListedWeightings listed;
    const auto cases = static_cast<std::size_t>(problem.cases), words = (cases + 63) / 64;
    std::uint16_t largest = 1;
    for (std::size_t i = 0; i < cases * static_cast<std::size_t>(problem.weightings); ++i)
        largest = largest < problem.weight[i] ? problem.weight[i] : largest;
    while (largest >> listed.digits != 0) ++listed.digits;
    for (std::int32_t c = 0; c < problem.cases; ++c) listed.term.push_back({c, 1});
    listed.digit.resize(static_cast<std::size_t>(problem.weightings * listed.digits) * words);
    for (int w = 0; w < problem.weightings; ++w) {
        const std::uint16_t* const weight = problem.weight + static_cast<std::size_t>(w) * cases;
        std::uint64_t* const digit = listed.digit.data() + static_cast<std::size_t>(w * listed.digits) * words;
        int sum = 0, left_out = 0;
        bool once = true;
        for (std::size_t c = 0; c < cases; ++c) {
            sum += weight[c];
            left_out += weight[c] == 0;
            once = once && weight[c] <= 1;
            for (std::size_t d = 0; d < static_cast<std::size_t>(listed.digits); ++d)
                digit[d * words + c / 64] |= (std::uint64_t{weight[c]} >> d & 1) << c % 64;
        }
        const bool by_difference = whole && once && subtracts_left_out(left_out, problem.cases);
        const std::size_t first = listed.term.size();
        for (std::int32_t c = 0; c < problem.cases; ++c) {
            const std::uint32_t times = weight[c], most = whole ? std::uint32_t{whole_cases} : 1;
            if (by_difference && times == 0) listed.term.push_back({c, 1});
            if (by_difference) continue;
            for (std::uint32_t rest = times; rest > 0; rest -= rest < most ? rest : most)
                listed.term.push_back({c, rest < most ? rest : most});
        }
        listed.weighting.push_back({first, static_cast<std::int32_t>(listed.term.size() - first), by_difference ? 1 : 0,
                                    whole_band(sum)});
    }
    return listed;
}

}  // namespace qca
