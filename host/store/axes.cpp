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

Shape scenario_shape(const std::vector<Axis>& axes) {
    Shape shape;
    for (const Axis& axis : axes) shape.push_back(axis.size());
    return shape;
}

std::size_t solution_types(const std::vector<Axis>& axes) {
    const auto axis = std::ranges::find(axes, solution_type_axis, &Axis::name);
    return axis == axes.end() ? 1 : axis->size();
}

void write_axis(LabelledGroup& group, const Axis& axis) {
    const std::vector<std::int32_t> whole(axis.values.begin(), axis.values.end());
    H5::DataSet data = !axis.labels.empty()          ? group.scale(axis.name, axis.labels)
                       : axis.name == frequency_axis ? group.scale(axis.name, whole)
                                                     : group.scale(axis.name, axis.values);
    set_attribute(data, "long_name", axis.long_name);
    set_attribute(data, "units", axis.units);
    if (axis.own) set_attribute(data, "own", static_cast<std::uint32_t>(*axis.own));
}

Axis read_axis(const H5::Group& group, const std::string& name) {
    const H5::DataSet data = group.openDataSet(name);
    Axis axis;
    axis.name = name;
    axis.long_name = text_attribute(data, "long_name");
    axis.units = text_attribute(data, "units");
    if (data.getTypeClass() == H5T_STRING) {
        axis.labels = read_texts(group, name);
    } else {
        const Shape shape = shape_of(data);
        if (shape.size() != 1) throw H5::DataSetIException(name, "is not a dimension scale");
        axis.values = read_values<double>(group, name, shape);
    }
    if (axis.size() == 0) throw H5::DataSetIException(name, "is an axis without values");
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
