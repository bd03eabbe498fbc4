#include "host/data/expand_presets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/error.hpp"
#include "host/study/anchor_sets.hpp"
#include "host/study/nearest_name.hpp"
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

/// The values of one anchor of a set, increasing.
/// @throws InputError when they are too close together to be told apart
std::vector<double> moved(const Study& study, const SetDefinition& set, double own, const std::vector<double>& percent) {
    const double distance = set.anchors.inclusion - set.anchors.exclusion;
    std::vector<double> values, rounded;
    for (const double share : percent) {
        rounded.push_back(rounded_to_12_digits(own + distance * share / 100));
        values.push_back(share == 0 ? own : rounded.back());
    }
    sort_and_join(values);
    sort_and_join(rounded);
    if (rounded.size() == percent.size()) return values;
    throw InputError(fmt::format("{}: [sweep] preset: the anchors of {} lie too close together to be moved by percent of their "
                                 "distance ({} beside {}; values are rounded to 12 significant digits) list their values in "
                                 "[sweep.anchors.{}], or take a smaller unit",
                                 study.file, set.name, std::abs(distance), own, set.name));
}

void move_anchors(const Study& study, SweepDefinition& sweep, std::vector<std::string>& notes) {
    const AnchorAxes percent = percent_of(study);
    if (percent == AnchorAxes{}) return;
    if (study.sweep.linked.stated()) {
        notes.emplace_back("No preset moves anchors by percent: [sweep.linked] says which move.");
        return;
    }
    const std::vector<std::size_t> all = free_sets(study, study.all_sets());
    const std::vector<std::size_t>& outcomes = study.sweep.outcomes;
    const bool explains_own = outcomes.empty() || outcomes.front() + 1 == study.sets();
    const std::vector<std::size_t> own = free_sets(study, study.sets() - (explains_own ? 0 : 1));
    const auto of_set =
        static_cast<double>(percent.exclusion.size() * percent.crossover.size() * percent.inclusion.size());
    const double combinations = std::pow(of_set, static_cast<double>(own.size()));
    const bool few = combinations <= most_combinations || study.sweep.sampling.stated();
    if (few && sweep.anchor_sets.empty()) {
        for (const std::size_t number : own) {
            const SetDefinition& set = study.set(number);
            sweep.anchors[number] = {moved(study, set, set.anchors.exclusion, percent.exclusion),
                                     moved(study, set, set.anchors.crossover, percent.crossover),
                                     moved(study, set, set.anchors.inclusion, percent.inclusion)};
        }
    } else if (!all.empty()) {
        sweep.linked = {all, percent};
        notes.push_back(few ? "Anchors of all sets move together, by percent: they do not move by themselves beside an axis of "
                              "named anchors."
                            : fmt::format("Anchors of all sets move together, by percent: by themselves they would make {:.3g} "
                                          "combinations (the limit of presets is {:.0g}; a design draws from any number).",
                                          combinations, most_combinations));
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
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    if (at == std::floor(at) || sorted[below] == sorted[above]) return sorted[below];
    return rounded_to_12_digits(sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]));
}

/// Percentiles of raw values many of which are the same.
void note_disorder(const Study& study, const AnchorSet& named, std::vector<std::string>& notes) {
    const std::vector<std::size_t>& outcomes = study.sweep.outcomes;
    std::vector<std::string> always, explained;
    for (const auto& [set, anchors] : named.anchors) {
        if (anchors.in_order()) continue;
        if (set < study.sets()) always.push_back(study.set(set).name);
        else if (std::count(outcomes.begin(), outcomes.end(), set) > 0) explained.push_back(study.set(set).name);
    }
    if (!always.empty())
        notes.push_back(fmt::format("All scenarios with the percentiles {} are skipped: too many cases have the same value of {}, whose "
                                    "anchors are then out of order.",
                                    named.name, listed(always)));
    else if (!explained.empty())
        notes.push_back(fmt::format("Scenarios with the percentiles {} that explain {} are skipped: too many cases have the same value "
                                    "of it, whose anchors are then out of order.",
                                    named.name, listed(explained)));
}

/// Percentiles whose crossover is the value of some cases.
void note_medians(const Study& study, const StudyData& data, std::vector<std::string>& notes) {
    std::vector<std::string> sets;
    for (const std::size_t set : free_sets(study, study.sets())) {
        const std::vector<double> values = sorted_values(study, data, set);
        const auto cases = values.empty() ? 0 : std::count(values.begin(), values.end(), percentile(values, 50));
        if (cases > 0) sets.push_back(fmt::format("{} of {}", cases, study.set(set).name));
    }
    if (!sets.empty())
        notes.push_back(fmt::format("With percentiles as anchors, cases at the median of a set are neither in nor out of it "
                                    "(membership 0.5): {}.",
                                    listed(sets)));
}

void add_percentiles(const Study& study, const StudyData& data, SweepDefinition& sweep, std::vector<std::string>& notes) {
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
        if (named.anchors.empty()) continue;
        if (const auto same = same_anchors(study, sweep.anchor_sets, named)) {
            notes.push_back(fmt::format("The percentiles {} are left out: they are {} in all sets.", named.name,
                                        *same == own_anchors ? "the study's own anchors" : "those of " + *same));
            continue;
        }
        note_disorder(study, named, notes);
        sweep.anchor_sets.push_back(std::move(named));
    }
    if (!sweep.anchor_sets.empty()) note_medians(study, data, notes);
}

void add_cutoffs(const Study& study, SweepDefinition& sweep, std::vector<std::string>& notes) {
    const Cutoffs& own = study.cutoffs;
    std::vector<double> incl, pri;
    std::vector<int> n;
    if (has(study, Preset::oana_schneider)) {
        for (int step = -10; step <= 10; ++step) incl.push_back(step == 0 ? own.incl : rounded_to_12_digits(own.incl + step * 0.01));
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
    if (sweep.incl.empty() && has(study, Preset::journal_checks) && rounded_to_12_digits(own.incl + 0.05) > 1)
        notes.push_back(fmt::format("No inclusion cutoff is tried 0.05 above the study's own, {}: it would be above 1.", own.incl));
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
        if (sweep.anchor_sets.empty()) add_percentiles(study, data, sweep, out.notes);
        if (!sweep.cases.stated() && data.cases.size() > 2) sweep.cases.leave_out = {1};
    }
    move_anchors(study, sweep, out.notes);
    add_cutoffs(study, sweep, out.notes);
    sweep.presets.clear();
    return out;
}

}  // namespace qca
