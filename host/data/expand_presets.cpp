#include "host/data/expand_presets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/study/round_number.hpp"

namespace qca {
namespace {

constexpr double most_combinations = 1e9;  ///< of anchors that move by themselves

bool has(const Study& study, Preset preset) {
    const std::vector<Preset>& presets = study.sweep.presets;
    return std::find(presets.begin(), presets.end(), preset) != presets.end();
}

template <class Value>
void sort_and_join(std::vector<Value>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Shares of the anchor distance to which the presets move anchors.
AnchorAxes percent_of(const Study& study) {
    AnchorAxes percent;
    for (const Preset preset : study.sweep.presets) {
        if (preset == Preset::journal_checks) continue;
        percent.exclusion = percent.inclusion = {-10, 0, 10};
        if (preset == Preset::oana_schneider)
            percent.crossover = {-10, -5, 0, 5, 10};
        else if (percent.crossover.empty())
            percent.crossover = {-10, 0, 10};
    }
    return percent;
}

/// Sets whose anchors the file leaves to the presets.
std::vector<std::size_t> free_sets(const Study& study, std::size_t sets) {
    std::vector<std::size_t> free;
    for (std::size_t set = 0; set < sets; ++set) {
        const bool varied = set < study.sets() && study.sweep.anchors[set] != AnchorAxes{};
        if (study.set(set).has_anchors() && !varied) free.push_back(set);
    }
    return free;
}

std::vector<double> moved(double own, double distance, const std::vector<double>& percent) {
    std::vector<double> values;
    for (const double share : percent)
        values.push_back(share == 0 ? own : rounded_to_12_digits(own + distance * share / 100));
    sort_and_join(values);
    return values;
}

void move_anchors(const Study& study, SweepDefinition& sweep) {
    const AnchorAxes percent = percent_of(study);
    if (percent == AnchorAxes{} || study.sweep.linked.stated()) return;
    const std::vector<std::size_t> all = free_sets(study, study.all_sets());
    const std::vector<std::size_t>& outcomes = study.sweep.outcomes;
    const bool explains_own = outcomes.empty() || outcomes.front() + 1 == study.sets();
    const std::vector<std::size_t> own = free_sets(study, study.sets() - (explains_own ? 0 : 1));
    const auto of_set =
        static_cast<double>(percent.exclusion.size() * percent.crossover.size() * percent.inclusion.size());
    const bool few = std::pow(of_set, static_cast<double>(own.size())) <= most_combinations;
    if (few && sweep.anchor_sets.empty()) {
        for (const std::size_t set : own) {
            const Anchors& anchors = study.set(set).anchors;
            const double distance = anchors.inclusion - anchors.exclusion;
            sweep.anchors[set] = {moved(anchors.exclusion, distance, percent.exclusion),
                                  moved(anchors.crossover, distance, percent.crossover),
                                  moved(anchors.inclusion, distance, percent.inclusion)};
        }
    } else if (!all.empty()) {
        sweep.linked = {all, percent};
    }
}

/// The raw values of a set, ranked where it is, sorted; without missing ones.
std::vector<double> sorted_values(const Study& study, const StudyData& data, std::size_t set) {
    std::vector<double> values = data.values[set];
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (study.set(set).ranking) values = rank_values(values, *study.set(set).ranking);
    std::sort(values.begin(), values.end());
    return values;
}

double percentile(const std::vector<double>& sorted, double percent) {
    const double at = static_cast<double>(sorted.size() - 1) * percent / 100;
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return rounded_to_12_digits(sorted[below] + (at - std::floor(at)) * (sorted[below + 1] - sorted[below]));
}

void add_percentiles(const Study& study, const StudyData& data, SweepDefinition& sweep) {
    for (const auto& [high, low] : {std::pair{95, 5}, std::pair{90, 10}, std::pair{75, 25}}) {
        AnchorSet named{fmt::format("{}/50/{}", high, low), {}};
        for (const std::size_t set : free_sets(study, study.all_sets())) {
            const std::vector<double> values = sorted_values(study, data, set);
            if (values.empty()) continue;
            const bool rising = study.set(set).anchors.inclusion > study.set(set).anchors.exclusion;
            named.anchors.emplace_back(
                set, Anchors{percentile(values, rising ? low : high), percentile(values, 50),
                             percentile(values, rising ? high : low)});
        }
        if (!named.anchors.empty()) sweep.anchor_sets.push_back(std::move(named));
    }
}

void add_cutoffs(const Study& study, SweepDefinition& sweep) {
    const Cutoffs& own = study.cutoffs;
    std::vector<double> incl, pri;
    std::vector<int> n;
    if (has(study, Preset::oana_schneider)) {
        for (int step = -10; step <= 10; ++step) incl.push_back(rounded_to_12_digits(own.incl + step * 0.01));
        for (int more = -2; more <= 2; ++more) n.push_back(own.n + more);
    }
    if (has(study, Preset::journal_checks)) {
        incl.push_back(rounded_to_12_digits(own.incl + 0.05));
        pri = {own.pri, 0.5, 0.6, 0.7};
        n.push_back(own.n + 1);
    }
    if (!incl.empty()) incl.push_back(own.incl);
    if (!n.empty()) n.push_back(own.n);
    std::erase_if(incl, [](double cutoff) { return cutoff < 0 || cutoff > 1; });
    std::erase_if(n, [](int cutoff) { return cutoff < 1; });
    for (std::vector<double>* values : {&incl, &pri}) sort_and_join(*values);
    sort_and_join(n);
    if (sweep.incl.empty()) sweep.incl = incl;
    if (sweep.pri.empty()) sweep.pri = pri;
    if (sweep.n.empty()) sweep.n = n;
}

}  // namespace

Study with_presets(const Study& study, const StudyData& data) {
    if (study.sweep.presets.empty()) return study;
    Study out = study;
    SweepDefinition& sweep = out.sweep;
    if (has(study, Preset::journal_checks)) {
        if (sweep.anchor_sets.empty()) add_percentiles(study, data, sweep);
        if (!sweep.cases.stated() && data.cases.size() > 2) sweep.cases.leave_out = {1};
    }
    move_anchors(study, sweep);
    add_cutoffs(study, sweep);
    sweep.presets.clear();
    return out;
}

}  // namespace qca
