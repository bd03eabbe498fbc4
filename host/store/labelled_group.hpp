// Writes data sets whose every dimension carries its labels, in the way of netCDF-4.
#pragma once

#include <H5Cpp.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/store/attributes.hpp"

namespace qca {

/// A group of a file being written. Its dimension scales are written first; every other data set names the
/// scales of its dimensions, which give it its shape; last, the scales are told who uses them. All members throw
/// H5::Exception when HDF5 cannot, InputError when a name is taken.
///
/// Links between data sets and scales lie in the attributes DIMENSION_LIST and REFERENCE_LIST, as in the HDF5
/// dimension scale specification. They are written here, each once: H5DSattach_scale rewrites the whole list of a
/// scale for every data set that uses it, which took most of the time of a small result file.
class LabelledGroup {
  public:
    /// @param threads  that compress large data sets, as for threads_to_use()
    explicit LabelledGroup(const H5::Group& group, int threads);

    /// An empty group in this one. It knows none of this one's scales.
    LabelledGroup subgroup(const std::string& name) const;

    /// The group itself, for attributes.
    H5::Group& object() { return group_; }

    /// A dimension scale: [name], labelled by its own values.
    template <typename Value>
    H5::DataSet scale(const std::string& name, const std::vector<Value>& values) {
        const H5::DataSet data = create(name, file_type<Value>(), {values.size()});
        write_values(data, values.data(), {values.size()}, file_type<Value>(), memory_type<Value>());
        return register_scale(name, data, values.size());
    }
    H5::DataSet scale(const std::string& name, const std::vector<std::string>& labels);

    /// A data set [scales...], last fastest.
    /// @throws std::invalid_argument when there are not as many values as the scales ask for
    template <typename Value>
    H5::DataSet write(const std::string& name, const std::vector<std::string>& scales,
                      const std::vector<Value>& values) {
        const std::vector<hsize_t> sizes = shape(name, scales, values.size());
        H5::DataSet data = create(name, file_type<Value>(), sizes);
        write_values(data, values.data(), sizes, file_type<Value>(), memory_type<Value>());
        attach_scales(data, scales);
        return data;
    }
    H5::DataSet write(const std::string& name, const std::vector<std::string>& scales,
                      const std::vector<std::string>& texts);

    /// One text.
    H5::DataSet write(const std::string& name, const std::string& text) const;

    /// Tells every scale which data sets use it: to be called once, when all are written.
    void list_uses() const;

  private:
    /// A dimension of a data set that a scale labels, as REFERENCE_LIST has it.
    struct Use {
        hobj_ref_t data;
        std::int32_t dimension;
        std::int32_t padding = 0;  ///< written as it lies in memory: the same run gives the same bytes
    };
    struct Scale {
        H5::DataSet data;
        hobj_ref_t reference;
        hsize_t size;
        std::vector<Use> uses;
    };

    std::vector<hsize_t> shape(const std::string& name, const std::vector<std::string>& scales,
                               std::size_t values) const;
    H5::DataSet create(const std::string& name, const H5::DataType& type,
                       const std::vector<hsize_t>& shape) const;
    /// @param values  of the type in memory, as many as the shape has; there may be none
    void write_values(const H5::DataSet& data, const void* values, const std::vector<hsize_t>& shape, const H5::PredType& in_file,
                      const H5::PredType& in_memory) const;
    H5::DataSet register_scale(const std::string& name, const H5::DataSet& data, hsize_t size);
    void attach_scales(const H5::DataSet& data, const std::vector<std::string>& scales);

    H5::Group group_;
    int threads_;
    H5::DSetCreatPropList plain_;  ///< of data sets that are not compressed
    H5::LinkCreatPropList link_;
    std::map<std::string, Scale> scales_;
};

/// The largest chunk of at most 1 MiB that is whole along the trailing dimensions.
std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& shape, std::size_t bytes_per_value);

}  // namespace qca
