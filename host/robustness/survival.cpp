#include "host/robustness/survival.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace qca {

namespace {

constexpr auto skipped_state = static_cast<std::size_t>(Survival::skipped);

double share_at(const PathResult& path, AxisValue at) {
    return survival_share(path.axis_maps[at.axis][at.value]);
}

}  // namespace

std::uint64_t evaluated(const StateCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}) - counts[skipped_state];
}

std::uint64_t surviving(const StateCounts& counts) {
    std::uint64_t sum = 0;
    for (std::size_t s = 0; s < counts.size(); ++s)
        if (survives(static_cast<Survival>(s))) sum += counts[s];
    return sum;
}

double share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(part) / static_cast<double>(whole);
}

double survival_share(const StateCounts& counts) {
    return share(surviving(counts), evaluated(counts));
}

std::optional<Survival> main_other_fate(const StateCounts& counts) {
    std::optional<Survival> fate;
    std::uint64_t most = 0;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        const auto state = static_cast<Survival>(s);
        if (survives(state) || state == Survival::skipped || counts[s] <= most) continue;
        most = counts[s];
        fate = state;
    }
    return fate;
}

std::vector<AxisValue> lowest_survival(const PathResult& path, std::size_t most) {
    const double whole = survival_share(path.total);
    std::vector<AxisValue> values;
    for (std::size_t a = 0; a < path.axis_maps.size(); ++a) {
        if (path.axis_maps[a].size() < 2) continue;
        for (std::size_t v = 0; v < path.axis_maps[a].size(); ++v)
            if (share_at(path, {a, v}) < whole) values.push_back({a, v});
    }
    std::stable_sort(values.begin(), values.end(),
                     [&](AxisValue a, AxisValue b) { return share_at(path, a) < share_at(path, b); });
    values.resize(std::min(values.size(), most));
    return values;
}

std::vector<AxisInfluence> axis_influence(const PathResult& path) {
    std::vector<AxisInfluence> axes;
    for (std::size_t a = 0; a < path.axis_maps.size(); ++a) {
        std::vector<std::size_t> values;
        for (std::size_t v = 0; v < path.axis_maps[a].size(); ++v)
            if (evaluated(path.axis_maps[a][v]) > 0) values.push_back(v);
        if (values.size() < 2) continue;
        const auto lower = [&](std::size_t v, std::size_t w) {
            return share_at(path, {a, v}) < share_at(path, {a, w});
        };
        const std::size_t worst = *std::min_element(values.begin(), values.end(), lower);
        const std::size_t best = *std::max_element(values.begin(), values.end(), lower);
        axes.push_back({a, worst, best, share_at(path, {a, best}) - share_at(path, {a, worst})});
    }
    std::stable_sort(axes.begin(), axes.end(),
                     [](const AxisInfluence& a, const AxisInfluence& b) { return a.spread > b.spread; });
    return axes;
}

std::vector<SingleChange> list_single_changes(const SweepResult& result, const PathResult& path) {
    std::vector<SingleChange> changes;
    for (std::size_t a = 0; a < path.single_changes.size(); ++a)
        for (std::size_t v = 0; v < path.single_changes[a].size(); ++v) {
            const auto state = static_cast<Survival>(path.single_changes[a][v]);
            if (result.axes[a].own == v || state == Survival::skipped) continue;
            const bool before = survives(path.own), after = survives(state), known = path.own != Survival::skipped;
            changes.push_back({{a, v}, state, before && !after, known && !before && after});
        }
    return changes;
}

std::optional<SingleChange> most_harmful_change(const SweepResult& result, const PathResult& path) {
    std::optional<SingleChange> worst;
    const auto worse = [&](const SingleChange& a, const SingleChange& b) {
        const bool question_a = is_question(result.axes[a.to.axis]), question_b = is_question(result.axes[b.to.axis]);
        return question_a != question_b ? question_b : share_at(path, a.to) < share_at(path, b.to);
    };
    for (const SingleChange& change : list_single_changes(result, path))
        if (change.kills && (!worst || worse(change, *worst))) worst = change;
    return worst;
}

double case_share(const SweepResult& result, const PathResult& path, std::size_t case_number, AxisValue at) {
    const std::vector<std::uint64_t>& counts = path.case_axis_counts[at.axis];
    if (counts.empty()) return std::numeric_limits<double>::quiet_NaN();
    return share(counts[at.value * result.cases.size() + case_number],
                 surviving(path.axis_maps[at.axis][at.value]));
}

std::vector<CaseRetention> case_retention(const SweepResult& result, const PathResult& path) {
    std::vector<CaseRetention> cases;
    for (std::size_t c = 0; c < path.case_counts.size(); ++c) {
        if (path.case_counts[c] == 0) continue;
        CaseRetention entry;
        entry.case_number = c;
        entry.scenarios = path.case_counts[c];
        entry.share = entry.lowest_share = share(entry.scenarios, surviving(path.total));
        for (std::size_t a = 0; a < path.case_axis_counts.size(); ++a)
            for (std::size_t v = 0; v < path.axis_maps[a].size(); ++v) {
                // That a case which is left out is not in the path says nothing.
                if (result.axes[a].name == cases_axis) continue;
                const double at_value = case_share(result, path, c, {a, v});
                if (!(at_value < entry.lowest_share)) continue;
                entry.lowest = AxisValue{a, v};
                entry.lowest_share = at_value;
            }
        cases.push_back(entry);
    }
    std::stable_sort(cases.begin(), cases.end(), [](const CaseRetention& a, const CaseRetention& b) {
        return a.scenarios > b.scenarios;
    });
    return cases;
}

}  // namespace qca
