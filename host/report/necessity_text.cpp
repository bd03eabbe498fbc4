#include <algorithm>

#include <fmt/format.h>

#include "host/report/necessity_report.hpp"
#include "host/report/quantities.hpp"
#include "host/report/simultaneous_report.hpp"
#include "host/report/text_table.hpp"
#include "host/robustness/survival.hpp"

namespace qca {

namespace {

constexpr std::size_t most_values = 12;  ///< of an axis that are listed

std::string heading(std::string_view words) {
    return fmt::format("\n{}\n\n", words);
}

std::uint64_t sum(const NecessityCounts& counts) { return counts[0] + counts[1] + counts[2]; }

/// `GDP_crossover=12.5,INT_crossover=11`, as `rerun` takes it; axes with one value say nothing.
std::string place(const std::vector<Axis>& axes, const std::vector<std::uint32_t>& at) {
    std::vector<std::string> parts;
    for (std::size_t a = 0; a < at.size(); ++a)
        if (at[a] != no_position && axes[a].size() > 1) parts.push_back(fmt::format("{}={}", axes[a].name, axis_value(axes[a], at[a])));
    return fmt::format("{}", fmt::join(parts, ","));
}

/// What is explained, by name where all scenarios have it in common.
std::string explained_name(const SweepResult& result, std::size_t explained) {
    const bool varied = std::any_of(result.axes.begin(), result.axes.end(),
                                    [](const Axis& axis) { return axis.name == outcome_axis && axis.size() > 1; });
    if (varied) return explained == 0 ? "the outcome" : "the negated outcome";
    if (explained == 0) return result.outcome;
    return result.outcome.starts_with("~") ? result.outcome.substr(1) : "~" + result.outcome;
}

std::string shares_text(const NecessityResult& necessity, std::size_t explained) {
    TextTable table({"set", "scenarios", fmt::format(">= {:g}", necessity.cutoff), "inclN own", "lowest", "mean", "highest",
                     "RoN own", "lowest", "highest", "covN own", "lowest", "highest"},
                    "lrrrrrrrrrrrr");
    for (const SetNecessity& set : necessity.sets) {
        const NecessityFor& of = set.explained[explained];
        table.add({set.set, grouped(sum(of.total)), percent(of.total[0], sum(of.total)), table_number(of.inclN.own),
                   table_number(of.inclN.minimum), table_number(of.inclN.mean), table_number(of.inclN.maximum),
                   table_number(of.RoN.own), table_number(of.RoN.minimum), table_number(of.RoN.maximum),
                   table_number(of.covN.own), table_number(of.covN.minimum), table_number(of.covN.maximum)});
    }
    return table.text();
}

std::string places_text(const SweepResult& result, std::size_t explained) {
    TextTable table({"set", "", "inclN", "first at"}, "llrl");
    for (const SetNecessity& set : result.necessity.sets) {
        const Spread& inclN = set.explained[explained].inclN;
        if (inclN.defined == 0 || inclN.minimum == inclN.maximum) continue;
        table.add({set.set, "lowest", table_number(inclN.minimum), place(result.axes, inclN.minimum_at)});
        table.add({"", "highest", table_number(inclN.maximum), place(result.axes, inclN.maximum_at)});
    }
    return table.text();
}

/// Axes along which the share of scenarios at the cutoff changes, largest change first.
struct Mover {
    std::size_t axis;
    double spread;
};

std::vector<Mover> movers(const NecessityFor& of) {
    std::vector<Mover> found;
    for (std::size_t a = 0; a < of.axis_maps.size(); ++a) {
        double least = 1, most = 0;
        for (const NecessityCounts& counts : of.axis_maps[a]) {
            if (sum(counts) == 0) continue;
            const double at = share(counts[0], sum(counts));
            least = std::min(least, at);
            most = std::max(most, at);
        }
        if (most > least) found.push_back({a, most - least});
    }
    std::stable_sort(found.begin(), found.end(), [](const Mover& a, const Mover& b) { return a.spread > b.spread; });
    return found;
}

std::string mover_text(const Axis& axis, const std::vector<NecessityCounts>& map) {
    std::vector<std::string> parts;
    const std::size_t step = (axis.size() + most_values - 1) / most_values;
    for (std::size_t v = 0; v < axis.size(); v += step)
        parts.push_back(fmt::format("{}{} {}", axis_value(axis, v), axis.own == v ? "*" : "", percent(map[v][0], sum(map[v]))));
    return fmt::format("{}{}", fmt::join(parts, ", "), step > 1 ? fmt::format(" (every {}th value)", step) : "");
}

std::string movers_text(const SweepResult& result, std::size_t explained) {
    TextTable table({"set", "axis", "share by value"}, "lll");
    std::size_t lines = 0;
    for (const SetNecessity& set : result.necessity.sets) {
        std::string name = set.set;
        for (const Mover& mover : movers(set.explained[explained])) {
            table.add({name, result.axes[mover.axis].name,
                       mover_text(result.axes[mover.axis], set.explained[explained].axis_maps[mover.axis])});
            name.clear();
            ++lines;
        }
    }
    return lines == 0 ? "No choice moves it: every set has it in all scenarios or in none, whatever is chosen.\n" : table.text();
}

std::string skew_text(const SweepResult& result) {
    TextTable table({"set", "scenarios", "skewed", "own", "lowest", "highest", "lowest at", "highest at"}, "lrrrrrll");
    for (const SetSkew& set : result.necessity.skew) {
        const bool varies = set.share.minimum != set.share.maximum;
        table.add({set.set, grouped(set.scenarios), percent(set.skewed, set.scenarios), percent(set.share.own),
                   percent(set.share.minimum), percent(set.share.maximum), varies ? place(result.axes, set.share.minimum_at) : "",
                   varies ? place(result.axes, set.share.maximum_at) : ""});
    }
    return heading("Skew: share of the cases with a membership above 0.5; skewed: below 20 % or above 80 %") + table.text();
}

}  // namespace

std::string necessity_text(const SweepResult& result) {
    std::string text = fmt::format("{}: necessity and skew in {} evaluated of {}\n", result.provenance.study_name,
                                   grouped(result.counts.evaluated), counted(result.counts.scenarios, "scenario"));
    if (result.necessity.sets.empty()) return text + "This file says nothing about them.\n";
    for (std::size_t explained = 0; explained < explained_names.size(); ++explained) {
        const std::string name = explained_name(result, explained);
        text += heading(fmt::format("Necessary for {}: share of the scenarios with inclN >= {:g}", name, result.necessity.cutoff)) +
                shares_text(result.necessity, explained);
        text += heading(fmt::format("Where inclN for {} is lowest and highest (other choices do not matter)", name)) +
                places_text(result, explained);
        text += heading(fmt::format("What moves the share with inclN >= {:g} for {} (* the study's own choice)", result.necessity.cutoff, name)) +
                movers_text(result, explained);
    }
    return text + skew_text(result) + simultaneous_text(result);
}

}  // namespace qca
