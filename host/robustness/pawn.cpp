#include "host/robustness/pawn.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

struct Distances {
    double median = std::numeric_limits<double>::quiet_NaN(), maximum = median;
    std::size_t intervals = 0;
};

Distances distances(const std::vector<std::uint32_t>& level, const std::vector<std::uint32_t>& interval, std::size_t levels, std::size_t intervals) {
    std::vector<std::uint32_t> counts(levels * intervals), all(levels);
    for (std::size_t i = 0; i < level.size(); ++i) {
        ++counts[interval[i] * levels + level[i]];
        ++all[level[i]];
    }
    std::vector<double> found;
    for (std::size_t k = 0; k < intervals; ++k) {
        const std::uint32_t* const here = counts.data() + k * levels;
        std::uint64_t inside = 0, below = 0, below_all = 0;
        for (std::size_t l = 0; l < levels; ++l) inside += here[l];
        if (inside == 0) continue;
        double largest = 0;
        for (std::size_t l = 0; l < levels; ++l) {
            below += here[l];
            below_all += all[l];
            largest = std::max(largest, std::abs(static_cast<double>(below) / static_cast<double>(inside) -
                                                 static_cast<double>(below_all) / static_cast<double>(level.size())));
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

PawnIndex pawn_index(const std::vector<std::uint32_t>& level, const std::vector<std::uint32_t>& interval, std::size_t dummies, std::uint64_t seed) {
    const auto size_of = [](const std::vector<std::uint32_t>& numbers) {
        return numbers.empty() ? std::size_t{0} : std::size_t{*std::max_element(numbers.begin(), numbers.end())} + 1;
    };
    const std::size_t levels = size_of(level);
    const Distances own = distances(level, interval, levels, size_of(interval));
    PawnIndex index{own.median, own.maximum, 0, 0, own.intervals};
    if (dummies == 0 || own.intervals == 0) return index;
    std::vector<double> medians, maxima;
    SeededRandom random(seed);
    std::vector<std::uint32_t> dummy(level.size());
    for (std::size_t d = 0; d < dummies; ++d) {
        for (std::uint32_t& at : dummy) at = static_cast<std::uint32_t>((random.next() >> 32) * own.intervals >> 32);
        const Distances of = distances(level, dummy, levels, own.intervals);
        medians.push_back(of.median);
        maxima.push_back(of.maximum);
    }
    index.noise_median = high_quantile(medians);
    index.noise_maximum = high_quantile(maxima);
    return index;
}

}  // namespace qca
