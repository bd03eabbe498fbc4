// Reads data sets of a result file, taking nothing for granted about them.
#pragma once

#include <H5Cpp.h>

#include <string>
#include <vector>

#include "host/store/hdf5_types.hpp"

namespace qca {

using Shape = std::vector<hsize_t>;

Shape shape_of(const H5::DataSet& data);

/// @throws H5::Exception unless the data set is there, of numbers, in this shape
H5::DataSet open_numbers(const H5::Group& group, const std::string& name, const Shape& shape);

/// Values of a data set [shape...], last fastest.
/// @throws H5::Exception unless the data set is there, of numbers, in this shape
template <typename Value>
std::vector<Value> read_values(const H5::Group& group, const std::string& name, const Shape& shape) {
    const H5::DataSet data = open_numbers(group, name, shape);
    std::vector<Value> values(static_cast<std::size_t>(data.getSpace().getSimpleExtentNpoints()));
    if (!values.empty()) data.read(values.data(), memory_type<Value>());
    return values;
}

/// read_values, or nothing when the group has no such data set.
template <typename Value>
std::vector<Value> read_values_if_stored(const H5::Group& group, const std::string& name,
                                         const Shape& shape) {
    return group.nameExists(name) ? read_values<Value>(group, name, shape) : std::vector<Value>{};
}

/// Texts of a data set of at most one dimension.
/// @throws H5::Exception unless the data set is there, of variable-length strings
std::vector<std::string> read_texts(const H5::Group& group, const std::string& name);

/// Texts of a data set [shape...], last fastest.
/// @throws H5::Exception unless the data set is there, of variable-length strings, in this shape
std::vector<std::string> read_texts(const H5::Group& group, const std::string& name, const Shape& shape);

/// One text.
std::string read_text(const H5::Group& group, const std::string& name);

}  // namespace qca
