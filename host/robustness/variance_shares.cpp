#include "host/robustness/variance_shares.hpp"

#include <algorithm>
#include <limits>

#include "host/plan/sweep_plan.hpp"
#include "host/robustness/survival.hpp"
#include "host/sweep/path_maps.hpp"

namespace qca {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
__extension__ using Wide = unsigned __int128;

std::vector<PartCount> counts_of(const std::vector<StateCounts>& map) {
    std::vector<PartCount> cells;
    for (const StateCounts& counts : map) cells.push_back({evaluated(counts), surviving(counts)});
    return cells;
}

/// Whether two axes say nothing about one another: every cell has the scenarios that the two margins give it.
bool are_independent(const std::vector<PartCount>& cells, const std::vector<PartCount>& of_a, const std::vector<PartCount>& of_b, std::uint64_t all) {
    for (std::size_t a = 0; a < of_a.size(); ++a)
        for (std::size_t b = 0; b < of_b.size(); ++b)
            if (Wide{cells[a * of_b.size() + b].all} * all != Wide{of_a[a].all} * of_b[b].all) return false;
    return true;
}

/// Counts by position on some axes, from the column of all scenarios.
std::vector<PartCount> counts_by(const std::vector<std::uint8_t>& column, const std::vector<Axis>& axes, const std::vector<bool>& kept) {
    std::vector<std::size_t> step(axes.size());
    std::size_t cells = 1;
    for (std::size_t axis = axes.size(); axis-- > 0;)
        if (kept[axis]) {
            step[axis] = cells;
            cells *= axes[axis].size();
        }
    std::vector<PartCount> counts(cells);
    std::vector<std::size_t> at(axes.size());
    std::size_t cell = 0;
    for (const std::uint8_t state : column) {
        if (state != static_cast<std::uint8_t>(Survival::skipped)) {
            ++counts[cell].all;
            if (survives(static_cast<Survival>(state))) ++counts[cell].with;
        }
        for (std::size_t axis = axes.size(); axis-- > 0;) {
            cell += step[axis];
            if (++at[axis] < axes[axis].size()) break;
            cell -= step[axis] * at[axis];
            at[axis] = 0;
        }
    }
    return counts;
}

}  // namespace

double explained_variance(const std::vector<PartCount>& cells) {
    PartCount whole;
    for (const PartCount& cell : cells) {
        whole.all += cell.all;
        whole.with += cell.with;
    }
    if (whole.all == 0) return unknown;
    const auto all = static_cast<double>(whole.all);
    const double mean = static_cast<double>(whole.with) / all;
    double sum = 0;
    for (const PartCount& cell : cells) {
        if (cell.all == 0) continue;
        const double distance = static_cast<double>(cell.with) / static_cast<double>(cell.all) - mean;
        sum += static_cast<double>(cell.all) * distance * distance;
    }
    return sum / all;
}

VarianceShares variance_shares(const PathResult& path, const std::vector<Axis>& axes, const std::vector<Choice>& choices) {
    VarianceShares shares;
    shares.mean = survival_share(path.total);
    shares.variance = shares.mean * (1 - shares.mean);
    shares.independent = path.total[static_cast<std::size_t>(Survival::skipped)] == 0;
    const auto share_of = [&](const std::vector<PartCount>& cells) { return shares.variance > 0 ? explained_variance(cells) / shares.variance : unknown; };
    std::vector<std::vector<PartCount>> by_axis;
    std::vector<double> first;
    for (const std::vector<StateCounts>& map : path.axis_maps) {
        by_axis.push_back(counts_of(map));
        first.push_back(share_of(by_axis.back()));
    }
    for (const Choice& choice : choices) {
        VarianceShare share{unknown, unknown};
        std::vector<bool> inside(axes.size()), outside(axes.size(), true);
        for (const std::size_t axis : choice.axes) {
            inside[axis] = true;
            outside[axis] = false;
        }
        if (choice.axes.size() == 1) share.first = first[choice.axes[0]];
        else if (choice.axes.size() == 2)
            share.first = share_of(counts_of(path.pair_maps[pair_number(choice.axes[0], choice.axes[1], axes.size())]));
        else if (!path.survival.empty()) share.first = share_of(counts_by(path.survival, axes, inside));
        if (!path.survival.empty()) share.total = std::max(0.0, 1 - share_of(counts_by(path.survival, axes, outside)));
        if (shares.variance <= 0) share.total = unknown;
        shares.of.push_back(share);
    }
    for (const auto& [a, b] : axis_pairs(axes.size())) {
        if (axes[a].size() < 2 || axes[b].size() < 2) continue;
        const std::vector<PartCount> cells = counts_of(path.pair_maps[pair_number(a, b, axes.size())]);
        PairVarianceShare pair{a, b, share_of(cells), std::nullopt};
        if (are_independent(cells, by_axis[a], by_axis[b], evaluated(path.total))) pair.interaction = pair.closed - first[a] - first[b];
        shares.pairs.push_back(pair);
    }
    std::stable_sort(shares.pairs.begin(), shares.pairs.end(), [](const PairVarianceShare& x, const PairVarianceShare& y) {
        return x.interaction.value_or(x.closed) > y.interaction.value_or(y.closed);
    });
    return shares;
}

}  // namespace qca
