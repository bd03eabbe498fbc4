// Attributes of groups and data sets.
#pragma once

#include <H5Cpp.h>

#include <concepts>
#include <string>
#include <vector>

#include "host/store/hdf5_types.hpp"

namespace qca {

void set_attribute(H5::H5Object& object, const std::string& name, const std::string& text);

template <typename Value>
requires std::is_arithmetic_v<Value>
void set_attribute(H5::H5Object& object, const std::string& name, Value value) {
    object.createAttribute(name, file_type<Value>(), scalar_space())
        .write(memory_type<Value>(), &value);
}

template <typename Value>
void set_attribute(H5::H5Object& object, const std::string& name, const std::vector<Value>& values) {
    const hsize_t size = values.size();
    object.createAttribute(name, file_type<Value>(), H5::DataSpace(1, &size))
        .write(memory_type<Value>(), values.data());
}

/// @throws H5::Exception when there is no such attribute, or it is not one text
std::string text_attribute(const H5::H5Object& object, const std::string& name);

/// @throws H5::Exception when there is no such attribute, or it is not one number
template <typename Value>
Value number_attribute(const H5::H5Object& object, const std::string& name) {
    const H5::Attribute attribute = object.openAttribute(name);
    if (attribute.getSpace().getSimpleExtentNpoints() != 1) {
        throw H5::AttributeIException(name, "is not one number");
    }
    Value value{};
    attribute.read(memory_type<Value>(), &value);
    return value;
}

}  // namespace qca
