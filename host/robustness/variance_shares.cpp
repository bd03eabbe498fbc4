#include "host/robustness/variance_shares.hpp"

#include <algorithm>
#include <limits>

#include "host/plan/sweep_plan.hpp"
#include "host/robustness/survival.hpp"
#include "host/sweep/path_maps.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
__extension__ using Wide = unsigned __int128;

std::vector<PartSum> sums_of(const std::vector<StateCounts>& map) {
    std::vector<PartSum> cells;
    for (const StateCounts& counts : map) cells.push_back({evaluated(counts), static_cast<double>(surviving(counts))});
    return cells;
}

PartSum whole_of(const std::vector<PartSum>& cells) {
    PartSum whole;
    for (const PartSum& cell : cells) {
        whole.all += cell.all;
        whole.sum += cell.sum;
    }
    return whole;
}

/// Whether two axes say nothing about one another: every cell has the scenarios that the two margins give it.
bool are_independent(const std::vector<PartSum>& cells, const std::vector<PartSum>& of_a, const std::vector<PartSum>& of_b, std::uint64_t all) {
    for (std::size_t a = 0; a < of_a.size(); ++a)
        for (std::size_t b = 0; b < of_b.size(); ++b)
            if (Wide{cells[a * of_b.size() + b].all} * all != Wide{of_a[a].all} * of_b[b].all) return false;
    return true;
}

/// Sums by position on some axes, from the column of all scenarios.
std::vector<PartSum> sums_by(const RankedNumber& number, const std::vector<Axis>& axes, const std::vector<bool>& kept) {
    std::vector<std::size_t> step(axes.size());
    std::size_t cells = 1;
    for (std::size_t axis = axes.size(); axis-- > 0;)
        if (kept[axis]) {
            step[axis] = cells;
            cells *= axes[axis].size();
        }
    std::vector<PartSum> sums(cells);
    std::vector<std::size_t> at(axes.size());
    std::size_t cell = 0;
    for (std::size_t scenario = 0; scenario < number.scenarios(); ++scenario) {
        if (const std::uint32_t level = number.level(scenario); level != RankedNumber::skipped) {
            ++sums[cell].all;
            sums[cell].sum += number.values()[level];
        }
        for (std::size_t axis = axes.size(); axis-- > 0;) {
            cell += step[axis];
            if (++at[axis] < axes[axis].size()) break;
            cell -= step[axis] * at[axis];
            at[axis] = 0;
        }
    }
    return sums;
}

std::vector<PartSum> sums_by(const RankedNumber& number, const std::vector<Axis>& axes, const std::vector<std::size_t>& kept) {
    std::vector<bool> keep(axes.size());
    for (const std::size_t axis : kept) keep[axis] = true;
    return sums_by(number, axes, keep);
}

double share_of(const std::vector<PartSum>& cells, double variance) { return variance > 0 ? explained_variance(cells) / variance : unknown; }

/// What is left once the axes outside a choice are known. @pre the variance is above 0
double total_share(const RankedNumber& number, const std::vector<Axis>& axes, const Choice& choice, double variance) {
    std::vector<bool> outside(axes.size(), true);
    for (const std::size_t axis : choice.axes) outside[axis] = false;
    return std::max(0.0, 1 - share_of(sums_by(number, axes, outside), variance));
}

std::vector<std::pair<std::size_t, std::size_t>> varied_pairs(const std::vector<Axis>& axes) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs = axis_pairs(axes.size());
    std::erase_if(pairs, [&](const auto& pair) { return axes[pair.first].size() < 2 || axes[pair.second].size() < 2; });
    return pairs;
}

PairVarianceShare pair_share(std::size_t a, std::size_t b, const std::vector<PartSum>& cells, const std::vector<std::vector<PartSum>>& by_axis, double variance) {
    PairVarianceShare pair{a, b, share_of(cells, variance), std::nullopt};
    if (are_independent(cells, by_axis[a], by_axis[b], whole_of(cells).all))
        pair.interaction = pair.closed - share_of(by_axis[a], variance) - share_of(by_axis[b], variance);
    return pair;
}

void sort_pairs(std::vector<PairVarianceShare>& pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const PairVarianceShare& x, const PairVarianceShare& y) {
        return x.interaction.value_or(x.closed) > y.interaction.value_or(y.closed);
    });
}

}  // namespace

double explained_variance(const std::vector<PartSum>& cells) {
    const PartSum whole = whole_of(cells);
    if (whole.all == 0) return unknown;
    const auto all = static_cast<double>(whole.all);
    const double mean = whole.sum / all;
    double sum = 0;
    for (const PartSum& cell : cells) {
        if (cell.all == 0) continue;
        const double distance = cell.sum / static_cast<double>(cell.all) - mean;
        sum += static_cast<double>(cell.all) * distance * distance;
    }
    return sum / all;
}

VarianceShares variance_shares(const PathResult& path, const std::vector<Axis>& axes, const std::vector<Choice>& choices) {
    VarianceShares shares;
    shares.mean = survival_share(path.total);
    shares.variance = shares.mean * (1 - shares.mean);
    shares.independent = path.total[static_cast<std::size_t>(Survival::skipped)] == 0;
    std::vector<std::vector<PartSum>> by_axis;
    for (const std::vector<StateCounts>& map : path.axis_maps) by_axis.push_back(sums_of(map));
    std::optional<RankedNumber> column;
    if (!path.survival.empty()) column.emplace(path);
    for (const Choice& choice : choices) {
        VarianceShare share{unknown, unknown};
        if (choice.axes.size() == 1) share.first = share_of(by_axis[choice.axes[0]], shares.variance);
        else if (choice.axes.size() == 2)
            share.first = share_of(sums_of(path.pair_maps[pair_number(choice.axes[0], choice.axes[1], axes.size())]), shares.variance);
        else if (column) share.first = share_of(sums_by(*column, axes, choice.axes), shares.variance);
        if (column && shares.variance > 0) share.total = total_share(*column, axes, choice, shares.variance);
        shares.of.push_back(share);
    }
    for (const auto& [a, b] : varied_pairs(axes))
        shares.pairs.push_back(pair_share(a, b, sums_of(path.pair_maps[pair_number(a, b, axes.size())]), by_axis, shares.variance));
    sort_pairs(shares.pairs);
    return shares;
}

VarianceShares variance_shares(const RankedNumber& number, const std::vector<Axis>& axes, const std::vector<Choice>& choices, int threads) {
    VarianceShares shares;
    std::vector<PartSum> by_level(number.values().size());
    for (std::size_t scenario = 0; scenario < number.scenarios(); ++scenario) {
        const std::uint32_t level = number.level(scenario);
        if (level == RankedNumber::skipped) shares.independent = false;
        else ++by_level[level].all;
    }
    for (std::size_t level = 0; level < by_level.size(); ++level) by_level[level].sum = static_cast<double>(by_level[level].all) * number.values()[level];
    const PartSum whole = whole_of(by_level);
    shares.mean = whole.all == 0 ? unknown : whole.sum / static_cast<double>(whole.all);
    // Of one value alone the sums of each cell can differ in their last digits.
    const bool constant = std::count_if(by_level.begin(), by_level.end(), [](const PartSum& level) { return level.all > 0; }) <= 1;
    shares.variance = constant ? 0 : explained_variance(by_level);

    Crew crew(threads);
    std::vector<std::vector<PartSum>> by_axis(axes.size());
    crew.share(axes.size(), [&](int, std::size_t axis) { by_axis[axis] = sums_by(number, axes, std::vector<std::size_t>{axis}); });
    shares.of.assign(choices.size(), {unknown, unknown});
    if (shares.variance > 0)
        crew.share(choices.size(), [&](int, std::size_t c) {
            const std::vector<std::size_t>& own = choices[c].axes;
            shares.of[c] = {share_of(own.size() == 1 ? by_axis[own[0]] : sums_by(number, axes, own), shares.variance),
                            total_share(number, axes, choices[c], shares.variance)};
        });
    const auto pairs = varied_pairs(axes);
    shares.pairs.resize(pairs.size());
    crew.share(pairs.size(), [&](int, std::size_t p) {
        const auto& [a, b] = pairs[p];
        shares.pairs[p] = pair_share(a, b, sums_by(number, axes, std::vector<std::size_t>{a, b}), by_axis, shares.variance);
    });
    sort_pairs(shares.pairs);
    return shares;
}

}  // namespace qca
