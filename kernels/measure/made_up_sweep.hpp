// A sweep over made-up but realistic data: conditions that hang together, an outcome that follows two paths.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "kernels/math/cutoffs.hpp"
#include "kernels/math/implicant.hpp"
#include "kernels/views.hpp"

namespace qca::bench {

struct Size {
    int cases, conditions;
    int choices;           ///< of each of the last `varied` conditions and of the outcome
    int varied;
    int incl_cuts = 20, pri_cuts = 3;
    bool varies_outcome = true;
};

/// Owns what problem() points to. Anchors are drawn around the 10, 50 and 90 percent quantiles.
class MadeUpSweep {
  public:
    explicit MadeUpSweep(const Size& size) : random_(1) {
        std::normal_distribution<double> normal;
        std::vector<std::vector<double>> raw(static_cast<std::size_t>(size.conditions) + 1,
                                             std::vector<double>(static_cast<std::size_t>(size.cases)));
        for (std::size_t c = 0; c < static_cast<std::size_t>(size.cases); ++c) {
            const double common = normal(random_);
            for (std::size_t s = 0; s + 1 < raw.size(); ++s) raw[s][c] = 0.45 * common + 0.9 * normal(random_);
            const auto at = [&](std::size_t s) { return raw[s % (raw.size() - 1)][c]; };
            raw.back()[c] = std::max(std::min(at(0), at(1)), std::min(at(2), -at(3))) + 0.35 * normal(random_);
        }
        std::vector<std::size_t> order(static_cast<std::size_t>(size.cases));
        for (std::size_t c = 0; c < order.size(); ++c) order[c] = c;
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return raw.back()[a] < raw.back()[b]; });
        for (std::size_t s = 0; s < raw.size(); ++s) {
            const bool varied = static_cast<int>(s) >= size.conditions - size.varied;
            const bool is_outcome = s + 1 == raw.size();
            add_set(raw[s], order, (is_outcome ? size.varies_outcome : varied) ? size.choices : 1, is_outcome);
        }
        for (int i = 0; i < size.incl_cuts; ++i) incl_.push_back(cutoff_bound(0.75 + 0.2 * i / size.incl_cuts));
        const double pri_step = std::min(0.1, 0.4 / size.pri_cuts);
        for (int i = 0; i < size.pri_cuts; ++i)
            pri_.push_back(cutoff_bound(i == 0 ? 0.0 : 0.5 + pri_step * (i - 1)));
        finish(size);
    }
    MadeUpSweep(const MadeUpSweep&) = delete;
    MadeUpSweep& operator=(const MadeUpSweep&) = delete;
    const SweepProblem& problem() const { return problem_; }

  private:
    void add_set(const std::vector<double>& raw, const std::vector<std::size_t>& order, int choices, bool outcome) {
        std::vector<double> sorted = raw;
        std::sort(sorted.begin(), sorted.end());
        const auto quantile = [&](double p) {
            return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size() - 1))];
        };
        std::uniform_real_distribution<double> uniform;
        std::vector<double>& table = tables_.emplace_back();
        for (int choice = 0; choice < choices; ++choice) {
            const double e = quantile(0.02 + 0.18 * uniform(random_)), i = quantile(0.8 + 0.18 * uniform(random_));
            const double x = std::clamp(quantile(0.4 + 0.2 * uniform(random_)), e + 1e-3, i - 1e-3);
            for (const std::size_t c : order) {
                const double z = raw[c] < x ? (raw[c] - x) / (x - e) : (raw[c] - x) / (i - x);
                table.push_back(1 / (1 + std::exp(-std::log(19.0) * z)));
            }
        }
        std::vector<std::int32_t>& coordinates = coordinates_.emplace_back();
        for (int choice = 0; choice < choices; ++choice) coordinates.push_back(choice);
        SetChoices set;
        set.choices = choices;
        set.axes = choices > 1 ? 1 : 0;
        set.axis[0] = static_cast<std::int32_t>(axis_sizes_.size());
        if (choices > 1) axis_sizes_.push_back(choices);
        (outcome ? outcome_ : sets_.emplace_back()) = set;
    }
    void finish(const Size& size) {
        for (std::size_t s = 0; s < sets_.size(); ++s) {
            sets_[s].membership = tables_[s].data();
            sets_[s].coordinate = coordinates_[s].data();
        }
        outcome_.membership = tables_.back().data();
        outcome_.coordinate = coordinates_.back().data();
        const auto first = static_cast<std::int32_t>(axis_sizes_.size());
        for (const int values : {size.incl_cuts, size.pri_cuts, 1, 1}) axis_sizes_.push_back(values);
        path_ = {static_cast<std::uint32_t>((1 << size.conditions) - 1), 0};
        path_.values = condition_bit(0, size.conditions) | condition_bit(1, size.conditions);
        path_.literals = path_.values;
        problem_.cases = size.cases;
        problem_.conditions = size.conditions;
        problem_.sets_a = size.conditions / 2;
        problem_.condition = sets_.data();
        problem_.outcome = outcome_;
        problem_.cutoffs = {incl_.data(), pri_.data(), &one_,     size.incl_cuts, size.pri_cuts,
                            1,            first,       first + 1, first + 2};
        problem_.type_axis = first + 3;
        problem_.paths = 1;
        problem_.path = &path_;
        problem_.axes = static_cast<int>(axis_sizes_.size());
        problem_.axis_size = axis_sizes_.data();
    }

    std::mt19937_64 random_;
    std::vector<std::vector<double>> tables_;
    std::vector<std::vector<std::int32_t>> coordinates_;
    std::vector<SetChoices> sets_;
    SetChoices outcome_;
    std::vector<double> incl_, pri_;
    std::vector<std::int32_t> axis_sizes_;
    std::int32_t one_ = 1;
    Implicant path_;
    SweepProblem problem_;
};

/// min + add pairs that a calibration costs when all rows are summed: x once for all outcome choices; the cases with
/// y <= 0.5 once, the others twice.
inline double pairs_per_calibration(const SweepProblem& p) {
    double pairs = static_cast<double>(p.cases) / p.outcome.choices;
    for (int y = 0; y < p.outcome.choices; ++y) {
        int low = 0;
        while (low < p.cases && p.outcome.membership[y * p.cases + low] <= 0.5) ++low;
        pairs += (2.0 * p.cases - low) / p.outcome.choices;
    }
    return pairs * p.rows();
}

}  // namespace qca::bench
