// A model to fit to the calibrations of a made-up sweep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "kernels/math/implicant.hpp"
#include "kernels/views.hpp"

namespace qca::bench {

/// A model of two paths that uses four conditions.
struct TwoPaths {
    Implicant path[2];
    explicit TwoPaths(int k)
        : path{{condition_bit(0, k) | condition_bit(1, k), condition_bit(0, k)},
               {condition_bit(1, k) | condition_bit(2, k) | condition_bit(3, k), condition_bit(2, k)}} {}
    /// Half the operations that one fit takes. For each case: two negations, three minima and a maximum for the union
    /// of the paths, then two minima, a negation and three additions.
    static double pairs(const SweepProblem& p) { return 6.0 * p.cases; }
};

/// Choices of some of the calibrations, in order: [set][calibration]. One in `spacing`, at random; at most 4096.
inline std::vector<std::int32_t> calibrations_to_fit(const SweepProblem& p, std::uint64_t spacing) {
    std::vector<int> sizes_of_sets;
    for (int s = 0; s < p.conditions; ++s) sizes_of_sets.push_back(p.condition[s].choices);
    sizes_of_sets.push_back(p.outcome.choices);
    std::size_t total = 1;
    for (const int choices : sizes_of_sets) total *= static_cast<std::size_t>(choices);
    std::mt19937_64 random(1);
    std::vector<std::size_t> listed;
    for (std::size_t i = 0; i < total && listed.size() < 4096; ++i)
        if (random() % spacing == 0) listed.push_back(i);
    std::vector<std::int32_t> choice(listed.size() * sizes_of_sets.size());
    for (std::size_t i = 0; i < listed.size(); ++i)
        for (std::size_t s = sizes_of_sets.size(), rest = listed[i]; s-- > 0;) {
            const auto choices = static_cast<std::size_t>(sizes_of_sets[s]);
            choice[s * listed.size() + i] = static_cast<std::int32_t>(rest % choices);
            rest /= choices;
        }
    return choice;
}

}  // namespace qca::bench
