#include "host/store/attributes.hpp"

namespace qca {

void set_attribute(H5::H5Object& object, const std::string& name, const std::string& text) {
    const char* const characters = text.c_str();
    object.createAttribute(name, text_type(), scalar_space()).write(text_type(), &characters);
}

std::string text_attribute(const H5::H5Object& object, const std::string& name) {
    const H5::Attribute attribute = object.openAttribute(name);
    if (attribute.getTypeClass() != H5T_STRING || !attribute.getStrType().isVariableStr() ||
        attribute.getSpace().getSimpleExtentNpoints() != 1) {
        throw H5::AttributeIException(name, "is not one text");
    }
    char* characters = nullptr;
    attribute.read(text_type(), &characters);
    std::string text = characters == nullptr ? "" : characters;  // HDF5 gives an empty text as no text
    H5free_memory(characters);
    return text;
}

}  // namespace qca
