#include <fmt/format.h>

#include "host/store/result_parts.hpp"

namespace qca {
namespace {

/// The data sets of one path and their names.
struct PathNames {
    const std::string& path;

    std::string survival() const { return "survival_" + path; }
    std::string total() const { return "total_" + path; }
    std::string cases() const { return "cases_" + path; }
    std::string cases(const Axis& axis) const { return fmt::format("cases_{}__{}", path, axis.name); }
    std::string single(const Axis& axis) const { return fmt::format("single_{}__{}", path, axis.name); }
    std::string map(const Axis& axis) const { return fmt::format("map_{}__{}", path, axis.name); }
    std::string map(const Axis& a, const Axis& b) const {
        return fmt::format("map_{}__{}__{}", path, a.name, b.name);
    }
};

std::vector<std::uint64_t> flat(const std::vector<StateCounts>& cells) {
    std::vector<std::uint64_t> values;
    values.reserve(cells.size() * survival_states);
    for (const StateCounts& cell : cells) values.insert(values.end(), cell.begin(), cell.end());
    return values;
}

std::vector<StateCounts> cells(const std::vector<std::uint64_t>& values) {
    std::vector<StateCounts> result(values.size() / survival_states);
    for (std::size_t i = 0; i < values.size(); ++i)
        result[i / survival_states][i % survival_states] = values[i];
    return result;
}

std::vector<std::uint8_t> read_states(const H5::Group& root, const std::string& name, const Shape& shape) {
    std::vector<std::uint8_t> states = read_values_if_stored<std::uint8_t>(root, name, shape);
    require_states(states, name);
    return states;
}

}  // namespace

void write_path(LabelledGroup& root, const SweepResult& result, const PathResult& path) {
    const std::vector<Axis>& axes = result.axes;
    const std::vector<std::string> scales_of = map_scales(axes, result.design);
    const PathNames names{path.name};
    const auto describe = [&](H5::DataSet data, const std::string& long_name) {
        set_attribute(data, "long_name", fmt::format("{} ({})", long_name, path.expression));
        return data;
    };
    const auto counts = [&](const std::string& name, const std::vector<std::string>& scales,
                            const std::vector<std::uint64_t>& values, const std::string& long_name) {
        describe(root.write(name, scales, values), long_name);
    };
    const auto states = [&](const std::string& name, const std::vector<std::string>& scales,
                            const std::vector<std::uint8_t>& values, const std::string& long_name) {
        H5::DataSet data = describe(root.write(name, scales, values), long_name);
        set_state_flags(data);
        if (result.design.stated() && scales.front() == sample_scale) set_attribute(data, "coordinates", coordinates_of(axes));
    };

    counts(names.total(), {state_scale}, flat({path.total}),
           fmt::format("scenarios by state of {}", path.name));
    if (!path.survival.empty()) {
        states(names.survival(), column_scales(axes, result.design), path.survival,
               fmt::format("state of {} per scenario", path.name));
    }
    if (!path.case_counts.empty()) {
        counts(names.cases(), {case_scale}, path.case_counts,
               fmt::format("scenarios where {} is exact and has the case", path.name));
    }
    for (std::size_t a = 0; a < axes.size(); ++a) {
        const Axis& axis = axes[a];
        counts(names.map(axis), {scales_of[a], state_scale}, flat(path.axis_maps[a]),
               fmt::format("scenarios by {} and state of {}", axis.name, path.name));
        if (!path.single_changes[a].empty()) {
            states(names.single(axis), {scales_of[a]}, path.single_changes[a],
                   fmt::format("state of {} when only {} is changed", path.name, axis.name));
        }
        if (!path.case_axis_counts[a].empty()) {
            counts(names.cases(axis), {scales_of[a], case_scale}, path.case_axis_counts[a],
                   fmt::format("scenarios by {} where {} is exact and has the case", axis.name, path.name));
        }
    }
    std::size_t pair = 0;
    for (const auto& [a, b] : axis_pairs(axes.size())) {
        counts(names.map(axes[a], axes[b]), {scales_of[a], scales_of[b], state_scale},
               flat(path.pair_maps[pair++]),
               fmt::format("scenarios by {}, {} and state of {}", axes[a].name, axes[b].name, path.name));
    }
}

PathResult read_path(const H5::Group& root, const std::vector<Axis>& axes, const SampleDesign& design, std::size_t cases,
                     PathResult listed) {
    PathResult path = std::move(listed);
    const PathNames names{path.name};
    const auto counts = [&](const std::string& name, Shape shape) {
        shape.push_back(survival_states);
        return cells(read_values<std::uint64_t>(root, name, shape));
    };

    path.total = counts(names.total(), {}).front();
    path.survival = read_states(root, names.survival(), column_shape(axes, design));
    path.case_counts = read_values_if_stored<std::uint64_t>(root, names.cases(), {cases});
    for (const Axis& axis : axes) {
        path.axis_maps.push_back(counts(names.map(axis), {axis.size()}));
        path.single_changes.push_back(read_states(root, names.single(axis), {axis.size()}));
        path.case_axis_counts.push_back(
            read_values_if_stored<std::uint64_t>(root, names.cases(axis), {axis.size(), cases}));
    }
    for (const auto& [a, b] : axis_pairs(axes.size())) {
        path.pair_maps.push_back(counts(names.map(axes[a], axes[b]), {axes[a].size(), axes[b].size()}));
    }
    return path;
}

}  // namespace qca
