#include "host/store/read_values.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qca {
namespace {

/// The strings that HDF5 allocates for one read.
class TextBuffer {
  public:
    explicit TextBuffer(std::size_t size) : characters_(size, nullptr) {}
    ~TextBuffer() {
        for (char* text : characters_) H5free_memory(text);
    }
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;

    char** data() { return characters_.data(); }

    /// HDF5 gives an empty text as no text.
    std::vector<std::string> texts() const {
        std::vector<std::string> texts;
        texts.reserve(characters_.size());
        for (const char* text : characters_) texts.emplace_back(text == nullptr ? "" : text);
        return texts;
    }

  private:
    std::vector<char*> characters_;
};

H5::DataSet open_texts(const H5::Group& group, const std::string& name) {
    H5::DataSet data = group.openDataSet(name);
    if (data.getTypeClass() != H5T_STRING || !data.getStrType().isVariableStr())
        throw H5::DataSetIException(name, "is not a list of texts");
    return data;
}

std::vector<std::string> texts_in(const H5::DataSet& data) {
    const auto size = static_cast<std::size_t>(data.getSpace().getSimpleExtentNpoints());
    if (size == 0) return {};
    TextBuffer buffer(size);
    data.read(buffer.data(), text_type(), H5::DataSpace::ALL, H5::DataSpace::ALL, text_transfer());
    return buffer.texts();
}

void require_shape(const H5::DataSet& data, const std::string& name, const Shape& shape) {
    if (shape_of(data) == shape) return;
    throw H5::DataSetIException(name, fmt::format("has the shape [{}], not [{}]", fmt::join(shape_of(data), ", "),
                                                  fmt::join(shape, ", ")));
}

}  // namespace

Shape shape_of(const H5::DataSet& data) {
    const H5::DataSpace space = data.getSpace();
    Shape shape(static_cast<std::size_t>(space.getSimpleExtentNdims()));
    if (!shape.empty()) space.getSimpleExtentDims(shape.data());
    return shape;
}

H5::DataSet open_numbers(const H5::Group& group, const std::string& name, const Shape& shape) {
    H5::DataSet data = group.openDataSet(name);
    const H5T_class_t kind = data.getTypeClass();
    if (kind != H5T_INTEGER && kind != H5T_FLOAT) throw H5::DataSetIException(name, "is not of numbers");
    require_shape(data, name, shape);
    return data;
}

std::vector<std::string> read_texts(const H5::Group& group, const std::string& name) {
    const H5::DataSet data = open_texts(group, name);
    if (shape_of(data).size() > 1) throw H5::DataSetIException(name, "is not a list of texts");
    return texts_in(data);
}

std::vector<std::string> read_texts(const H5::Group& group, const std::string& name, const Shape& shape) {
    const H5::DataSet data = open_texts(group, name);
    require_shape(data, name, shape);
    return texts_in(data);
}

std::string read_text(const H5::Group& group, const std::string& name) {
    const std::vector<std::string> texts = read_texts(group, name);
    if (texts.size() != 1) throw H5::DataSetIException(name, "is not one text");
    return texts.front();
}

}  // namespace qca
