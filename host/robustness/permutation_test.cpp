#include "host/robustness/permutation_test.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "host/robustness/permutations.hpp"
#include "kernels/math/pack.hpp"

namespace qca {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double tie = 1e-9;
/// Permutations side by side: neighbours in memory, so that sums over them are SIMD.
constexpr std::size_t lanes = 16;
/// Permutations that a thread takes at a time.
constexpr std::uint64_t piece = 1 << 14;

bool crisp(const std::vector<double>& memberships) {
    return std::all_of(memberships.begin(), memberships.end(), [](double m) { return m == 0 || m == 1; });
}

double sum_both(const std::vector<double>& x, const std::vector<double>& y) {
    double both = 0;
    for (std::size_t c = 0; c < x.size(); ++c) both += smaller(x[c], y[c]);
    return both;
}

/// Every membership meets every outcome equally often.
double expected_both(const std::vector<double>& x, const std::vector<double>& y) {
    double both = 0;
    for (const double a : x)
        for (const double b : y) both += smaller(a, b);
    return both / static_cast<double>(y.size());
}

/// The probability that so many of `in` cases drawn without replacement from `cases`, of which `of` have the outcome, have it, or more.
double hypergeometric_tail(std::uint64_t cases, std::uint64_t of, std::uint64_t in, std::uint64_t at_least) {
    const auto log_choose = [](std::uint64_t n, std::uint64_t k) {
        return std::lgamma(static_cast<double>(n) + 1) - std::lgamma(static_cast<double>(k) + 1) - std::lgamma(static_cast<double>(n - k) + 1);
    };
    const std::uint64_t first = in + of > cases ? in + of - cases : 0, last = std::min(in, of);
    if (at_least <= first) return 1;
    double tail = 0;
    for (std::uint64_t both = last; both >= at_least; --both)
        tail += std::exp(log_choose(of, both) + log_choose(cases - of, in - both) - log_choose(cases, in));
    return std::min(tail, 1.0);
}

/// Counts, for each set, the permutations with at least the observed sum.
class LaneCounter {
  public:
    LaneCounter(const std::vector<std::vector<double>>& sets, const std::vector<double>& bounds)
        : sets_(sets), bounds_(bounds), counts_(sets.size()) {}

    /// @param outcome  [case * lanes + lane]; the first `used` lanes count
    void add(const double* outcome, std::size_t used) {
        for (std::size_t s = 0; s < sets_.size(); ++s) {
            double both[lanes] = {};
            const std::vector<double>& x = sets_[s];
            for (std::size_t c = 0; c < x.size(); ++c)
                for (std::size_t l = 0; l < lanes; ++l) both[l] += smaller(x[c], outcome[c * lanes + l]);
            for (std::size_t l = 0; l < used; ++l) counts_[s] += both[l] >= bounds_[s] ? 1 : 0;
        }
    }
    const std::vector<std::uint64_t>& counts() const { return counts_; }

  private:
    const std::vector<std::vector<double>>& sets_;
    const std::vector<double>& bounds_;
    std::vector<std::uint64_t> counts_;
};

/// Counts over `total` arrangements. make_source(first) gives what lays them out one by one, from number `first` on:
/// source(number, to) writes the outcome of every case, `lanes` apart.
template <class MakeSource>
std::vector<std::uint64_t> count(std::uint64_t total, const std::vector<std::vector<double>>& sets, const std::vector<double>& bounds,
                                 std::size_t cases, Crew& crew, const StepReport& report, const MakeSource& make_source) {
    StepCount progress("permutations", total, report);
    std::vector<LaneCounter> counters(static_cast<std::size_t>(crew.size()), LaneCounter(sets, bounds));
    crew.share(static_cast<std::size_t>((total + piece - 1) / piece), [&](int member, std::size_t at) {
        std::vector<double> outcome(cases * lanes);
        const std::uint64_t first = at * piece, end = std::min(first + piece, total);
        auto source = make_source(first);
        for (std::uint64_t number = first; number < end; number += lanes) {
            const auto used = static_cast<std::size_t>(std::min<std::uint64_t>(lanes, end - number));
            for (std::size_t l = 0; l < used; ++l) source(number + l, outcome.data() + l);
            counters[static_cast<std::size_t>(member)].add(outcome.data(), used);
        }
        progress.add(end - first);
    });
    std::vector<std::uint64_t> counts(sets.size());
    for (const LaneCounter& counter : counters)
        for (std::size_t s = 0; s < sets.size(); ++s) counts[s] += counter.counts()[s];
    return counts;
}

}  // namespace

PermutationTest permutation_test(const std::vector<std::vector<double>>& sets, const std::vector<double>& outcome,
                                 const PermutationOptions& options, Crew& crew, const StepReport& progress) {
    const std::size_t cases = outcome.size();
    PermutationTest test;
    std::vector<double> bounds;
    for (const std::vector<double>& x : sets) {
        const double sum = std::accumulate(x.begin(), x.end(), 0.0);
        bounds.push_back(sum_both(x, outcome) - tie);
        test.sets.push_back({sum == 0 ? undefined : sum_both(x, outcome) / sum, sum == 0 ? undefined : expected_both(x, outcome) / sum, 0, 0});
    }
    if (crisp(outcome) && std::all_of(sets.begin(), sets.end(), crisp)) {
        test.method = PermutationMethod::closed_form;
        const auto members = [](const std::vector<double>& x) { return static_cast<std::uint64_t>(std::count(x.begin(), x.end(), 1.0)); };
        for (std::size_t s = 0; s < sets.size(); ++s)
            test.sets[s].p = hypergeometric_tail(cases, members(outcome), members(sets[s]), static_cast<std::uint64_t>(std::lround(bounds[s])));
    } else if (const auto all = arrangements(outcome, options.exact)) {
        test.method = PermutationMethod::enumeration;
        test.arrangements = *all;
        const auto counts = count(*all, sets, bounds, cases, crew, progress, [&](std::uint64_t first) {
            return [current = arrangement(outcome, first), next = first](std::uint64_t number, double* to) mutable {
                for (; next < number; ++next) std::next_permutation(current.begin(), current.end());
                for (std::size_t c = 0; c < current.size(); ++c) to[c * lanes] = current[c];
            };
        });
        for (std::size_t s = 0; s < sets.size(); ++s) {
            test.sets[s].at_least = counts[s];
            test.sets[s].p = static_cast<double>(counts[s]) / static_cast<double>(*all);
        }
    } else {
        test.arrangements = options.permutations;
        const auto counts = count(options.permutations, sets, bounds, cases, crew, progress, [&](std::uint64_t) {
            return [&](std::uint64_t number, double* to) {
                for (std::size_t c = 0; c < cases; ++c) to[c * lanes] = outcome[c];
                shuffle(to, cases, lanes, permutation_random(options.seed, 0, number));
            };
        });
        for (std::size_t s = 0; s < sets.size(); ++s) {
            test.sets[s].at_least = counts[s];
            test.sets[s].p = (static_cast<double>(counts[s]) + 1) / (static_cast<double>(options.permutations) + 1);
        }
    }
    for (PermutedSet& set : test.sets)
        if (std::isnan(set.inclS)) set.p = undefined;
    return test;
}

std::vector<double> holm_adjusted(const std::vector<double>& p) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> adjusted(p.size(), undefined);
    double largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        largest = std::max(largest, std::min(1.0, p[order[i]] * static_cast<double>(order.size() - i)));
        adjusted[order[i]] = largest;
    }
    return adjusted;
}

}  // namespace qca
