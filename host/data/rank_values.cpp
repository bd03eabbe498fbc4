#include <algorithm>

#include "host/data/study_data.hpp"

namespace qca {

std::vector<double> rank_values(const std::vector<double>& values, const Ranking& ranking) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> ranks;
    ranks.reserve(values.size());
    for (const double value : values) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
        const auto better = ranking.best_is_smallest ? first - sorted.begin() : sorted.end() - last;
        const auto smallest = static_cast<double>(better + 1);
        const auto largest = static_cast<double>(better + (last - first));
        ranks.push_back(ranking.ties == Ties::smallest  ? smallest
                        : ranking.ties == Ties::largest ? largest
                                                        : (smallest + largest) / 2);
    }
    return ranks;
}

}  // namespace qca
