#include <algorithm>
#include <limits>

#include "host/store/result_parts.hpp"

namespace qca {

void write_columns(LabelledGroup& root, const SweepResult& result) {
    const std::vector<std::string> scales = column_scales(result.axes, result.design);
    const auto locate = [&](H5::DataSet& data) {
        if (result.design.stated()) set_attribute(data, "coordinates", coordinates_of(result.axes));
    };
    const auto write_fit = [&](const char* name, const std::vector<float>& values, const char* long_name) {
        if (values.empty()) return;
        H5::DataSet data = root.write(name, scales, values);
        set_attribute(data, "long_name", long_name);
        set_attribute(data, "units", "1");
        set_attribute(data, "_FillValue", std::numeric_limits<float>::quiet_NaN());
        locate(data);
    };
    if (!result.solution.empty()) {
        H5::DataSet data = root.write("solution", scales, result.solution);
        set_attribute(data, "long_name", "solution_id of the scenario in the group census");
        set_attribute(data, "_FillValue", no_solution_id);
        locate(data);
    }
    write_fit("fit_inclS", result.fit_inclS, "sufficiency inclusion of the first model");
    write_fit("fit_PRI", result.fit_PRI, "PRI of the first model");
    write_fit("fit_covS", result.fit_covS, "raw coverage of the first model");
}

Columns read_columns(const H5::Group& root, const Shape& shape, std::size_t solutions) {
    Columns columns{read_values_if_stored<std::uint32_t>(root, "solution", shape),
                    read_values_if_stored<float>(root, "fit_inclS", shape),
                    read_values_if_stored<float>(root, "fit_PRI", shape),
                    read_values_if_stored<float>(root, "fit_covS", shape)};
    if (std::ranges::any_of(columns.solution,
                            [&](std::uint32_t id) { return id >= solutions && id != no_solution_id; })) {
        throw H5::DataSetIException("solution", "holds an id that is not in the census");
    }
    return columns;
}

}  // namespace qca
