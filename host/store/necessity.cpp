#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

constexpr const char* set_scale = "set_expression";
constexpr const char* explained_scale = "explained";
constexpr const char* state_of_inclusion = "inclN_state";
constexpr const char* axis_scale = "axis";
constexpr const char* skew_scale = "set";
constexpr const char* cutoff_attribute = "cutoff";

struct Statistic {
    const char* name;
    const char* long_name;
    Spread NecessityFor::*member;
};
constexpr std::array statistics{Statistic{"inclN", "necessity inclusion", &NecessityFor::inclN},
                                Statistic{"RoN", "relevance of necessity", &NecessityFor::RoN},
                                Statistic{"covN", "necessity coverage", &NecessityFor::covN}};

std::string map_name(const std::string& axis) { return "map__" + axis; }

template <class Value>
void write_numbers(LabelledGroup& group, const std::string& name, const std::vector<std::string>& scales,
                   const std::vector<Value>& values, const std::string& long_name) {
    H5::DataSet data = group.write(name, scales, values);
    set_attribute(data, "long_name", long_name);
    set_attribute(data, "units", "1");
}

/// The spreads of one statistic: `NAME_own`, `NAME_min`, ...
void write_spreads(LabelledGroup& group, const std::string& name, const std::string& long_name,
                   const std::vector<std::string>& scales, const std::vector<const Spread*>& spreads, std::size_t axes) {
    std::vector<std::string> place_scales = scales;
    place_scales.emplace_back(axis_scale);
    const auto numbers = [&](const char* what, double Spread::*member, const char* words) {
        std::vector<double> values;
        for (const Spread* spread : spreads) values.push_back(spread->*member);
        write_numbers(group, fmt::format("{}_{}", name, what), scales, values, fmt::format("{}, {}", long_name, words));
    };
    const auto places = [&](const char* what, std::vector<std::uint32_t> Spread::*member, const char* words) {
        std::vector<std::uint32_t> values;
        for (const Spread* spread : spreads) {
            const std::vector<std::uint32_t>& at = spread->*member;
            if (at.empty()) values.insert(values.end(), axes, no_position);
            else values.insert(values.end(), at.begin(), at.end());
        }
        H5::DataSet data = group.write(fmt::format("{}_{}", name, what), place_scales, values);
        set_attribute(data, "long_name", fmt::format("position on the axis of the first scenario with {}", words));
        set_attribute(data, "_FillValue", no_position);
    };
    numbers("own", &Spread::own, "under the study's own choices");
    numbers("min", &Spread::minimum, "lowest");
    numbers("max", &Spread::maximum, "highest");
    numbers("mean", &Spread::mean, "mean over scenarios");
    std::vector<std::uint64_t> defined;
    for (const Spread* spread : spreads) defined.push_back(spread->defined);
    write_numbers(group, name + "_defined", scales, defined, "scenarios in which it is defined");
    places("min_at", &Spread::minimum_at, "the lowest value");
    places("max_at", &Spread::maximum_at, "the highest value");
}

/// @param sizes  of the dimensions of the spreads
std::vector<Spread> read_spreads(const H5::Group& group, const std::string& name, const Shape& sizes,
                                 const std::vector<Axis>& axes) {
    Shape with_places = sizes;
    with_places.push_back(axes.size());
    const auto own = read_values<double>(group, name + "_own", sizes);
    const auto minimum = read_values<double>(group, name + "_min", sizes);
    const auto maximum = read_values<double>(group, name + "_max", sizes);
    const auto mean = read_values<double>(group, name + "_mean", sizes);
    const auto defined = read_values<std::uint64_t>(group, name + "_defined", sizes);
    const auto places = [&](const std::string& of) {
        auto at = read_values<std::uint32_t>(group, of, with_places);
        for (std::size_t i = 0; i < at.size(); ++i)
            if (at[i] != no_position && at[i] >= axes[i % axes.size()].size())
                throw H5::DataSetIException(of, "holds a position beyond the end of its axis");
        return at;
    };
    const auto minimum_at = places(name + "_min_at"), maximum_at = places(name + "_max_at");
    std::vector<Spread> spreads(own.size());
    for (std::size_t i = 0; i < spreads.size(); ++i) {
        spreads[i] = {own[i], minimum[i], maximum[i], mean[i], defined[i], {}, {}};
        if (defined[i] == 0) continue;
        const auto first = static_cast<std::ptrdiff_t>(i * axes.size()), last = first + static_cast<std::ptrdiff_t>(axes.size());
        spreads[i].minimum_at.assign(minimum_at.begin() + first, minimum_at.begin() + last);
        spreads[i].maximum_at.assign(maximum_at.begin() + first, maximum_at.begin() + last);
    }
    return spreads;
}

double share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? Spread::undefined : static_cast<double>(part) / static_cast<double>(whole);
}

void write_sets(LabelledGroup& group, const SweepResult& result) {
    const std::vector<SetNecessity>& sets = result.necessity.sets;
    std::vector<std::string> names;
    std::vector<std::uint64_t> totals;
    std::vector<double> shares;
    for (const SetNecessity& set : sets) {
        names.push_back(set.set);
        for (const NecessityFor& explained : set.explained) {
            const NecessityCounts& counts = explained.total;
            totals.insert(totals.end(), counts.begin(), counts.end());
            shares.push_back(share_of(counts[0], counts[0] + counts[1] + counts[2]));
        }
    }
    H5::DataSet data = group.scale(set_scale, names);
    set_attribute(data, "long_name", "condition, negated condition or expression");
    data = group.scale(explained_scale, std::vector<std::string>(explained_names.begin(), explained_names.end()));
    set_attribute(data, "long_name", "the outcome of each scenario, or its negation");
    data = group.scale(state_of_inclusion, std::vector<std::string>(necessity_state_names.begin(), necessity_state_names.end()));
    set_attribute(data, "long_name", "necessity inclusion at the cutoff or above, below it, or 0/0");
    group.scale(axis_scale, axis_names(result.axes));

    write_numbers(group, "total", {set_scale, explained_scale, state_of_inclusion}, totals, "scenarios in which the set takes part");
    write_numbers(group, "share_at_cutoff", {set_scale, explained_scale}, shares,
                  "share, of the scenarios in which the set takes part, with inclN at the cutoff or above");
    for (const auto& [name, long_name, member] : statistics) {
        std::vector<const Spread*> spreads;
        for (const SetNecessity& set : sets)
            for (const NecessityFor& explained : set.explained) spreads.push_back(&(explained.*member));
        write_spreads(group, name, long_name, {set_scale, explained_scale}, spreads, result.axes.size());
    }
}

/// Maps by value of an axis have the axis first, as in the root group.
void write_maps(LabelledGroup& group, const SweepResult& result) {
    const std::vector<SetNecessity>& sets = result.necessity.sets;
    for (std::size_t a = 0; a < result.axes.size() && !sets.empty(); ++a) {
        if (sets.front().explained.front().axis_maps[a].empty()) continue;
        const Axis& axis = result.axes[a];
        write_axis(group, axis, axis.name);
        std::vector<std::uint64_t> counts;
        for (std::size_t v = 0; v < axis.size(); ++v)
            for (const SetNecessity& set : sets)
                for (const NecessityFor& explained : set.explained)
                    counts.insert(counts.end(), explained.axis_maps[a][v].begin(), explained.axis_maps[a][v].end());
        write_numbers(group, map_name(axis.name), {axis.name, set_scale, explained_scale, state_of_inclusion}, counts,
                      fmt::format("scenarios by {} in which the set takes part", axis.name));
    }
}

void read_maps(const H5::Group& group, const std::vector<Axis>& axes, std::vector<SetNecessity>& sets) {
    for (SetNecessity& set : sets)
        for (NecessityFor& explained : set.explained) explained.axis_maps.resize(axes.size());
    for (std::size_t a = 0; a < axes.size(); ++a) {
        if (!group.nameExists(map_name(axes[a].name))) continue;
        const auto counts = read_values<std::uint64_t>(group, map_name(axes[a].name),
                                                       {axes[a].size(), sets.size(), explained_names.size(), necessity_states});
        std::size_t next = 0;
        for (std::size_t v = 0; v < axes[a].size(); ++v)
            for (SetNecessity& set : sets)
                for (NecessityFor& explained : set.explained)
                    for (std::uint64_t& count : explained.axis_maps[a].emplace_back()) count = counts[next++];
    }
}

void write_skew(const LabelledGroup& root, const SweepResult& result) {
    LabelledGroup group = root.subgroup("skew");
    std::vector<std::string> names;
    std::vector<std::uint64_t> scenarios, skewed;
    std::vector<double> shares;
    std::vector<const Spread*> spreads;
    for (const SetSkew& set : result.necessity.skew) {
        names.push_back(set.set);
        scenarios.push_back(set.scenarios);
        skewed.push_back(set.skewed);
        shares.push_back(share_of(set.skewed, set.scenarios));
        spreads.push_back(&set.share);
    }
    H5::DataSet data = group.scale(skew_scale, names);
    set_attribute(data, "long_name", "condition, or outcome as it is explained");
    group.scale(axis_scale, axis_names(result.axes));
    write_spreads(group, "share", "share of the cases with a membership above 0.5", {skew_scale}, spreads, result.axes.size());
    write_numbers(group, "scenarios", {skew_scale}, scenarios, "evaluated scenarios in which the set takes part");
    write_numbers(group, "skewed", {skew_scale}, skewed, "scenarios with fewer than 20 % or more than 80 % of the cases in the set");
    write_numbers(group, "share_skewed", {skew_scale}, shares, "skewed / scenarios");
    group.list_uses();
}

}  // namespace

void write_necessity(const LabelledGroup& root, const SweepResult& result) {
    LabelledGroup group = root.subgroup("necessity");
    set_attribute(group.object(), cutoff_attribute, result.necessity.cutoff);
    write_sets(group, result);
    write_maps(group, result);
    group.list_uses();
    write_skew(root, result);
}

NecessityResult read_necessity(const H5::Group& root, const std::vector<Axis>& axes) {
    const H5::Group group = root.openGroup("necessity");
    NecessityResult result;
    result.cutoff = number_attribute<double>(group, cutoff_attribute);
    for (std::string& name : read_texts(group, set_scale)) result.sets.emplace_back().set = std::move(name);
    const Shape sizes{result.sets.size(), explained_names.size()};
    for (const auto& [name, long_name, member] : statistics) {
        std::vector<Spread> spreads = read_spreads(group, name, sizes, axes);
        for (std::size_t i = 0; i < spreads.size(); ++i)
            result.sets[i / explained_names.size()].explained[i % explained_names.size()].*member = std::move(spreads[i]);
    }
    const auto totals = read_values<std::uint64_t>(group, "total", {sizes[0], sizes[1], necessity_states});
    for (std::size_t i = 0; i < totals.size(); ++i)
        result.sets[i / necessity_states / explained_names.size()]
            .explained[i / necessity_states % explained_names.size()]
            .total[i % necessity_states] = totals[i];
    read_maps(group, axes, result.sets);

    const H5::Group skew = root.openGroup("skew");
    const std::vector<std::string> names = read_texts(skew, skew_scale);
    const Shape size{names.size()};
    std::vector<Spread> shares = read_spreads(skew, "share", size, axes);
    const auto scenarios = read_values<std::uint64_t>(skew, "scenarios", size);
    const auto skewed = read_values<std::uint64_t>(skew, "skewed", size);
    for (std::size_t i = 0; i < names.size(); ++i)
        result.skew.push_back({names[i], std::move(shares[i]), scenarios[i], skewed[i]});
    return result;
}

}  // namespace qca
