#include "host/sweep/simultaneous_count.hpp"

#include <algorithm>
#include <numeric>

#include "host/study/expression.hpp"

namespace qca {

namespace {

std::uint64_t sum(const std::vector<std::uint64_t>& counts) { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

}  // namespace

void SimultaneousCount::add_evaluated(const std::vector<std::string>& conditions, std::size_t cutoff, std::uint64_t scenarios) {
    evaluated_[cutoff] += scenarios;
    std::vector<std::uint64_t>& of = evaluated_of_[conditions];
    of.resize(evaluated_.size());
    of[cutoff] += scenarios;
}

void SimultaneousCount::add_row(const std::vector<std::string>& conditions, std::uint32_t row, std::size_t cutoff, std::uint64_t scenarios) {
    const Implicant path{(1u << conditions.size()) - 1, row};
    Found& found = rows_[to_expression(path, conditions)];
    found.conditions = conditions;
    found.counts.resize(any_.size());
    found.counts[cutoff] += scenarios;
}

SimultaneousResult SimultaneousCount::take() const {
    SimultaneousResult result;
    result.looked = true;
    result.any = any_;
    result.evaluated = evaluated_;
    for (const auto& [row, found] : rows_) {
        const std::vector<std::uint64_t>& evaluated = evaluated_of_.at(found.conditions);
        result.rows.push_back({row, sum(evaluated), found.counts, evaluated});
    }
    std::stable_sort(result.rows.begin(), result.rows.end(),
                     [](const SimultaneousRow& a, const SimultaneousRow& b) { return sum(a.counts) > sum(b.counts); });
    return result;
}

}  // namespace qca
