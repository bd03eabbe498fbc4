#include "host/robustness/sobol_indices.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string_view>
#include <unordered_map>

#include "kernels/backend/crew.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

__extension__ using Wide = unsigned __int128;

/// Base points whose values are all the same count together: numbers that are 0 or 1 have few patterns.
struct Patterns {
    std::vector<std::size_t> of_point;   ///< [point]
    std::vector<std::size_t> first;      ///< [pattern] a point that has it
};

Patterns find_patterns(const std::vector<double>& values, std::size_t matrices) {
    Patterns patterns;
    std::unordered_map<std::string_view, std::size_t> known;
    for (std::size_t point = 0; point < values.size() / matrices; ++point) {
        const std::string_view bytes(reinterpret_cast<const char*>(values.data() + point * matrices), matrices * sizeof(double));
        const auto [pattern, is_new] = known.emplace(bytes, known.size());
        if (is_new) patterns.first.push_back(point);
        patterns.of_point.push_back(pattern->second);
    }
    return patterns;
}

class Estimator {
  public:
    Estimator(const std::vector<double>& values, std::size_t inputs)
        : inputs_(inputs), points_(values.size() / (inputs + 2)), patterns_(find_patterns(values, inputs + 2)) {
        const std::size_t matrices = inputs + 2;
        for (std::size_t p = 0; p < points_; ++p) mean_ += values[p * matrices] + values[p * matrices + 1];
        mean_ /= 2 * static_cast<double>(points_);
        for (const std::size_t point : patterns_.first) {
            const double* const value = values.data() + point * matrices;
            const double a = value[0] - mean_, b = value[1] - mean_;
            terms_.insert(terms_.end(), {a + b, a * a + b * b});
            for (std::size_t i = 0; i < inputs; ++i) {
                const double change = value[2 + i] - value[0];
                terms_.push_back(b * change);
                terms_.push_back(change * change / 2);
            }
        }
    }

    double mean() const { return mean_; }
    std::size_t points() const { return points_; }
    std::vector<std::uint32_t> all_points() const {
        std::vector<std::uint32_t> counts(patterns_.first.size());
        for (const std::size_t pattern : patterns_.of_point) ++counts[pattern];
        return counts;
    }

    std::vector<std::uint32_t> resampled(std::uint64_t seed) const {
        SeededRandom random(seed);
        std::vector<std::uint32_t> counts(patterns_.first.size());
        for (std::size_t p = 0; p < points_; ++p)
            ++counts[patterns_.of_point[static_cast<std::size_t>(static_cast<Wide>(random.next()) * points_ >> 64)]];
        return counts;
    }

    /// @param counts  [pattern] how often it is among the points
    /// @return the variance, then first order and total of every input
    std::vector<double> estimate(const std::vector<std::uint32_t>& counts) const {
        const std::size_t width = 2 * inputs_ + 2;
        std::vector<double> sums(width);
        for (std::size_t pattern = 0; pattern < counts.size(); ++pattern) {
            if (counts[pattern] == 0) continue;
            const auto weight = static_cast<double>(counts[pattern]);
            const double* const terms = terms_.data() + pattern * width;
            for (std::size_t t = 0; t < width; ++t) sums[t] += weight * terms[t];
        }
        const auto n = static_cast<double>(points_);
        const double shift = sums[0] / (2 * n), variance = sums[1] / (2 * n) - shift * shift;
        std::vector<double> out{variance};
        for (std::size_t t = 2; t < width; ++t)
            out.push_back(variance > 0 ? sums[t] / n / variance : std::numeric_limits<double>::quiet_NaN());
        return out;
    }

  private:
    std::size_t inputs_, points_;
    Patterns patterns_;
    double mean_ = 0;
    std::vector<double> terms_;  // [pattern][term]
};

/// @param values  undefined ones are left out
IndexInterval interval_of(std::vector<double> values) {
    std::erase_if(values, [](double value) { return value != value; });
    if (values.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    std::sort(values.begin(), values.end());
    // Linear between the two nearest ones.
    const auto quantile = [&](double at) {
        const double place = at * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
    };
    return {quantile(0.025), quantile(0.975)};
}

}  // namespace

SobolIndices sobol_indices(const std::vector<double>& values, std::size_t inputs, const BootstrapOptions& options) {
    const Estimator estimator(values, inputs);
    const std::vector<double> all = estimator.estimate(estimator.all_points());
    std::vector<std::vector<double>> replicates(options.replicates);
    SeededRandom seeds(options.seed);
    std::vector<std::uint64_t> seed_of(options.replicates);
    for (std::uint64_t& seed : seed_of) seed = seeds.next();
    Crew crew(options.threads);
    crew.share(options.replicates, [&](int, std::size_t r) { replicates[r] = estimator.estimate(estimator.resampled(seed_of[r])); });
    SobolIndices out{estimator.mean(), all[0], {}};
    const auto interval = [&](std::size_t at) {
        std::vector<double> of;
        for (const std::vector<double>& replicate : replicates) of.push_back(replicate[at]);
        return interval_of(std::move(of));
    };
    for (std::size_t i = 0; i < inputs; ++i) out.of.push_back({all[1 + 2 * i], all[2 + 2 * i], interval(1 + 2 * i), interval(2 + 2 * i)});
    return out;
}

}  // namespace qca
