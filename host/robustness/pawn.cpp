#include "host/robustness/pawn.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/backend/crew.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

struct Distances {
    double median = std::numeric_limits<double>::quiet_NaN(), maximum = median;
    std::size_t intervals = 0;
};

std::size_t size_of(const std::vector<std::uint32_t>& numbers) {
    return numbers.empty() ? std::size_t{0} : std::size_t{*std::max_element(numbers.begin(), numbers.end())} + 1;
}

/// The samples of a number, and how many have each level.
struct Levels {
    const std::vector<std::uint32_t>& of;
    std::vector<std::uint32_t> counts;

    explicit Levels(const std::vector<std::uint32_t>& level) : of(level), counts(size_of(level)) {
        for (const std::uint32_t l : level) ++counts[l];
    }
};

/// @param interval  of a sample; called once for each, in order
template <class IntervalOf>
Distances distances(const Levels& level, std::size_t intervals, const IntervalOf& interval) {
    const std::size_t levels = level.counts.size();
    std::vector<std::uint32_t> counts(levels * intervals);
    for (std::size_t i = 0; i < level.of.size(); ++i) ++counts[interval(i) * levels + level.of[i]];
    std::vector<double> found;
    for (std::size_t k = 0; k < intervals; ++k) {
        const std::uint32_t* const here = counts.data() + k * levels;
        std::uint64_t inside = 0, below = 0, below_all = 0;
        for (std::size_t l = 0; l < levels; ++l) inside += here[l];
        if (inside == 0) continue;
        double largest = 0;
        for (std::size_t l = 0; l < levels; ++l) {
            below += here[l];
            below_all += level.counts[l];
            largest = std::max(largest, std::abs(static_cast<double>(below) / static_cast<double>(inside) -
                                                 static_cast<double>(below_all) / static_cast<double>(level.of.size())));
        }
        found.push_back(largest);
    }
    if (found.empty()) return {};
    std::sort(found.begin(), found.end());
    const std::size_t middle = found.size() / 2;
    return {found.size() % 2 == 1 ? found[middle] : (found[middle - 1] + found[middle]) / 2, found.back(), found.size()};
}

/// Of the sorted values, that below which 19 of 20 lie.
double high_quantile(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    return values[(values.size() * 19 + 19) / 20 - 1];
}

}  // namespace

std::vector<std::uint32_t> levels_of(const std::vector<double>& values) {
    std::vector<double> distinct = values;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    std::vector<std::uint32_t> levels;
    for (const double value : values)
        levels.push_back(static_cast<std::uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), value) - distinct.begin()));
    return levels;
}

std::vector<PawnIndex> pawn_indices(const std::vector<std::uint32_t>& level, const std::vector<std::vector<std::uint32_t>>& intervals,
                                    std::size_t dummies, std::uint64_t seed, int threads) {
    const Levels levels(level);
    Crew crew(threads);
    std::vector<PawnIndex> out(intervals.size());
    crew.share(intervals.size(), [&](int, std::size_t c) {
        const Distances own = distances(levels, size_of(intervals[c]), [&](std::size_t i) { return std::size_t{intervals[c][i]}; });
        out[c] = {own.median, own.maximum, 0, 0, own.intervals};
    });
    std::vector<std::size_t> sizes;
    for (const PawnIndex& index : out)
        if (index.intervals > 0 && dummies > 0) sizes.push_back(index.intervals);
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    std::vector<Distances> noise(sizes.size() * dummies);
    crew.share(noise.size(), [&](int, std::size_t task) {
        const std::size_t size = sizes[task / dummies];
        // One sequence of numbers goes on from dummy to dummy.
        SeededRandom random = SeededRandom(seed).after(level.size() * (task % dummies));
        noise[task] = distances(levels, size, [&](std::size_t) { return static_cast<std::size_t>((random.next() >> 32) * size >> 32); });
    });
    for (PawnIndex& index : out) {
        const auto at = std::lower_bound(sizes.begin(), sizes.end(), index.intervals) - sizes.begin();
        if (index.intervals == 0 || dummies == 0) continue;
        std::vector<double> medians, maxima;
        for (std::size_t d = 0; d < dummies; ++d) {
            medians.push_back(noise[static_cast<std::size_t>(at) * dummies + d].median);
            maxima.push_back(noise[static_cast<std::size_t>(at) * dummies + d].maximum);
        }
        index.noise_median = high_quantile(medians);
        index.noise_maximum = high_quantile(maxima);
    }
    return out;
}

PawnIndex pawn_index(const std::vector<std::uint32_t>& level, const std::vector<std::uint32_t>& interval, std::size_t dummies, std::uint64_t seed) {
    return pawn_indices(level, {interval}, dummies, seed).front();
}

}  // namespace qca
