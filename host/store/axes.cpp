#include <fmt/format.h>

#include <algorithm>

#include "host/store/result_parts.hpp"

namespace qca {

std::vector<std::string> axis_names(const std::vector<Axis>& axes) {
    std::vector<std::string> names;
    names.reserve(axes.size());
    for (const Axis& axis : axes) names.push_back(axis.name);
    return names;
}

std::vector<std::string> map_scales(const std::vector<Axis>& axes, const SampleDesign& design) {
    std::vector<std::string> names = axis_names(axes);
    for (std::size_t a = 0; a < axes.size() && design.stated(); ++a) names[a] += axes[a].edges.empty() ? "_value" : "_bin";
    return names;
}

std::vector<std::string> column_scales(const std::vector<Axis>& axes, const SampleDesign& design) {
    return design.stated() ? std::vector<std::string>{sample_scale} : axis_names(axes);
}

Shape column_shape(const std::vector<Axis>& axes, const SampleDesign& design) {
    if (design.stated()) return {design.samples};
    Shape shape;
    for (const Axis& axis : axes) shape.push_back(axis.size());
    return shape;
}

std::size_t solution_types(const std::vector<Axis>& axes) {
    const auto axis = std::ranges::find(axes, solution_type_axis, &Axis::name);
    return axis == axes.end() ? 1 : axis->size();
}

namespace {
std::string edges_of(const std::string& axis) { return axis + "_edges"; }
}  // namespace

void write_axis(LabelledGroup& group, const Axis& axis, const std::string& scale) {
    const std::vector<std::int32_t> whole(axis.values.begin(), axis.values.end());
    H5::DataSet data = !axis.labels.empty()          ? group.scale(scale, axis.labels)
                       : axis.name == frequency_axis ? group.scale(scale, whole)
                                                     : group.scale(scale, axis.values);
    set_attribute(data, "long_name", axis.long_name);
    set_attribute(data, "units", axis.units);
    if (axis.own) set_attribute(data, "own", static_cast<std::uint32_t>(*axis.own));
    if (axis.edges.empty()) return;
    H5::DataSet edges = group.scale(edges_of(axis.name), axis.edges);
    set_attribute(edges, "long_name", "edges of the bins of the " + axis.long_name);
    set_attribute(edges, "units", axis.units);
    set_attribute(data, "edges", edges_of(axis.name));
}

Axis read_axis(const H5::Group& group, const std::string& name, const std::string& scale) {
    const H5::DataSet data = group.openDataSet(scale);
    Axis axis;
    axis.name = name;
    axis.long_name = text_attribute(data, "long_name");
    axis.units = text_attribute(data, "units");
    if (data.getTypeClass() == H5T_STRING) {
        axis.labels = read_texts(group, scale);
    } else {
        const Shape shape = shape_of(data);
        if (shape.size() != 1) throw H5::DataSetIException(name, "is not a dimension scale");
        axis.values = read_values<double>(group, scale, shape);
    }
    if (axis.size() == 0) throw H5::DataSetIException(name, "is an axis without values");
    if (data.attrExists("edges")) axis.edges = read_values<double>(group, edges_of(name), {axis.size() + 1});
    if (data.attrExists("own")) {
        axis.own = number_attribute<std::uint32_t>(data, "own");
        if (*axis.own >= axis.size()) throw H5::DataSetIException(name, "has its own value beyond its end");
    }
    return axis;
}

void write_states_and_cases(LabelledGroup& root, const std::vector<std::string>& cases) {
    H5::DataSet states =
        root.scale(state_scale, std::vector<std::string>(survival_names.begin(), survival_names.end()));
    set_attribute(states, "long_name", "survival state of a path in a scenario");
    H5::DataSet names = root.scale(case_scale, cases);
    set_attribute(names, "long_name", "case");
}

void set_state_flags(H5::DataSet& data) {
    std::vector<std::uint8_t> values;
    std::string meanings;
    for (std::uint8_t state = 0; state < survival_states; ++state) {
        values.push_back(state);
        meanings += fmt::format("{}{}", state == 0 ? "" : " ", survival_names[state]);
    }
    set_attribute(data, "flag_values", values);
    set_attribute(data, "flag_meanings", meanings);
}

void require_states(const std::vector<std::uint8_t>& states, const std::string& name) {
    if (std::ranges::any_of(states, [](std::uint8_t state) { return state >= survival_states; })) {
        throw H5::DataSetIException(name, "holds a value that is no survival state");
    }
}

}  // namespace qca
