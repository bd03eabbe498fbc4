#include "host/robustness/sobol_indices.hpp"

#include <algorithm>
#include <limits>

#include "kernels/backend/crew.hpp"
#include "kernels/math/seeded_random.hpp"

namespace qca {

namespace {

__extension__ using Wide = unsigned __int128;

/// Sums of what the estimates are made of, over groups of consecutive base points.
class Estimator {
  public:
    Estimator(std::size_t points, std::size_t inputs, const BasePointValues& values_of, Crew& crew)
        : inputs_(inputs), points_(points), groups_(std::min(points, most_resampled)), width_(2 * inputs + 3), sums_(groups_ * width_) {
        std::vector<double> means(groups_);
        const auto each = [&](std::size_t group, const auto& add) {
            std::vector<double> values(inputs_ + 2);
            for (std::size_t p = first_of(group); p < first_of(group + 1); ++p) {
                values_of(p, values.data());
                add(values.data());
            }
        };
        crew.share(groups_, [&](int, std::size_t g) { each(g, [&](const double* value) { means[g] += value[0] + value[1]; }); });
        for (const double sum : means) mean_ += sum;
        mean_ /= 2 * static_cast<double>(points_);
        crew.share(groups_, [&](int, std::size_t g) {
            double* const sums = sums_.data() + g * width_;
            sums[0] = static_cast<double>(first_of(g + 1) - first_of(g));
            each(g, [&](const double* value) {
                const double a = value[0] - mean_, b = value[1] - mean_;
                sums[1] += a + b;
                sums[2] += a * a + b * b;
                for (std::size_t i = 0; i < inputs_; ++i) {
                    const double change = value[2 + i] - value[0];
                    sums[3 + 2 * i] += b * change;
                    sums[4 + 2 * i] += change * change / 2;
                }
            });
        });
    }

    double mean() const { return mean_; }
    std::vector<double> of_all() const { return estimate(std::vector<std::uint32_t>(groups_, 1)); }
    std::vector<double> resampled(std::uint64_t seed) const {
        SeededRandom random(seed);
        std::vector<std::uint32_t> counts(groups_);
        for (std::size_t g = 0; g < groups_; ++g) ++counts[static_cast<std::size_t>(static_cast<Wide>(random.next()) * groups_ >> 64)];
        return estimate(counts);
    }

  private:
    std::size_t first_of(std::size_t group) const { return static_cast<std::size_t>(static_cast<Wide>(points_) * group / groups_); }

    /// @param counts  [group] how often it counts
    /// @return the variance, then first order and total of every input
    std::vector<double> estimate(const std::vector<std::uint32_t>& counts) const {
        std::vector<double> sums(width_);
        for (std::size_t g = 0; g < groups_; ++g) {
            if (counts[g] == 0) continue;
            const auto weight = static_cast<double>(counts[g]);
            const double* const of_group = sums_.data() + g * width_;
            for (std::size_t t = 0; t < width_; ++t) sums[t] += weight * of_group[t];
        }
        const double n = sums[0], shift = sums[1] / (2 * n), variance = sums[2] / (2 * n) - shift * shift;
        std::vector<double> out{variance};
        for (std::size_t t = 3; t < width_; ++t)
            out.push_back(variance > 0 ? sums[t] / n / variance : std::numeric_limits<double>::quiet_NaN());
        return out;
    }

    std::size_t inputs_, points_, groups_, width_;
    double mean_ = 0;
    std::vector<double> sums_;  // [group][points, then terms]
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

SobolIndices sobol_indices(std::size_t points, std::size_t inputs, const BasePointValues& values_of, const BootstrapOptions& options) {
    Crew crew(options.threads);
    const Estimator estimator(points, inputs, values_of, crew);
    const std::vector<double> all = estimator.of_all();
    std::vector<std::vector<double>> replicates(options.replicates);
    SeededRandom seeds(options.seed);
    std::vector<std::uint64_t> seed_of(options.replicates);
    for (std::uint64_t& seed : seed_of) seed = seeds.next();
    crew.share(options.replicates, [&](int, std::size_t r) { replicates[r] = estimator.resampled(seed_of[r]); });
    SobolIndices out{estimator.mean(), all[0], {}};
    const auto interval = [&](std::size_t at) {
        std::vector<double> of;
        for (const std::vector<double>& replicate : replicates) of.push_back(replicate[at]);
        return interval_of(std::move(of));
    };
    for (std::size_t i = 0; i < inputs; ++i) out.of.push_back({all[1 + 2 * i], all[2 + 2 * i], interval(1 + 2 * i), interval(2 + 2 * i)});
    return out;
}

SobolIndices sobol_indices(const std::vector<double>& values, std::size_t inputs, const BootstrapOptions& options) {
    const std::size_t matrices = inputs + 2;
    const auto values_of = [&](std::size_t point, double* to) { std::copy_n(values.data() + point * matrices, matrices, to); };
    return sobol_indices(values.size() / matrices, inputs, values_of, options);
}

}  // namespace qca
