#include "host/store/labelled_group.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "host/error.hpp"
#include "host/store/compressed_chunks.hpp"
#include "host/store/hdf5_scope.hpp"
#include "host/store/plane_deflater.hpp"

namespace qca {
namespace {

constexpr hsize_t chunk_bytes = 1 << 20;
constexpr hsize_t smallest_compressed_bytes =
    4096;  ///< below, chunk index and filter cost more than they save

hsize_t product(const std::vector<hsize_t>& shape) {
    return std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>());
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> characters;
    characters.reserve(texts.size());
    for (const std::string& text : texts) characters.push_back(text.c_str());
    return characters;
}

hobj_ref_t reference_to(const H5::DataSet& data) {
    hobj_ref_t reference = 0;
    checked(H5Rcreate(&reference, data.getId(), ".", H5R_OBJECT, -1), "H5Rcreate");
    return reference;
}

}  // namespace

std::vector<hsize_t> chunk_shape(const std::vector<hsize_t>& shape, std::size_t bytes_per_value) {
    std::vector<hsize_t> chunk(shape.size(), 1);
    hsize_t room = std::max<hsize_t>(1, chunk_bytes / bytes_per_value);
    for (std::size_t d = shape.size(); d-- > 0 && room > 1;) {
        chunk[d] = std::min(shape[d], room);
        room /= chunk[d];
    }
    return chunk;
}

LabelledGroup::LabelledGroup(const H5::Group& group, int threads) : group_(group), threads_(threads) {
    checked(H5Pset_obj_track_times(plain_.getId(), false), "H5Pset_obj_track_times");
    // netCDF asks for the order of attributes; it also lets a scale have a list of references beyond 64 KiB.
    checked(H5Pset_attr_creation_order(plain_.getId(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
            "H5Pset_attr_creation_order");
    link_.setCharEncoding(H5T_CSET_UTF8);
}

LabelledGroup LabelledGroup::subgroup(const std::string& name) const {
    const hid_t properties = checked(H5Pcreate(H5P_GROUP_CREATE), "H5Pcreate");
    const herr_t ordered =
        H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED);
    const herr_t timeless = H5Pset_obj_track_times(properties, false);
    const hid_t id = H5Gcreate2(group_.getId(), name.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT);
    H5Pclose(properties);
    checked(std::min(ordered, timeless), "H5Pset_link_creation_order");
    checked(id, "H5Gcreate2");
    H5::Group group(id);  // counts a reference of its own
    checked(H5Idec_ref(id), "H5Idec_ref");
    return LabelledGroup(group, threads_);
}

H5::DataSet LabelledGroup::scale(const std::string& name, const std::vector<std::string>& labels) {
    H5::DataSet data = create(name, text_type(), {labels.size()});
    if (!labels.empty()) data.write(pointers(labels).data(), text_type(), H5::DataSpace::ALL, H5::DataSpace::ALL, text_transfer());
    return register_scale(name, data, labels.size());
}

H5::DataSet LabelledGroup::write(const std::string& name, const std::vector<std::string>& scales,
                                 const std::vector<std::string>& texts) {
    H5::DataSet data = create(name, text_type(), shape(name, scales, texts.size()));
    if (!texts.empty()) data.write(pointers(texts).data(), text_type(), H5::DataSpace::ALL, H5::DataSpace::ALL, text_transfer());
    attach_scales(data, scales);
    return data;
}

H5::DataSet LabelledGroup::write(const std::string& name, const std::string& text) const {
    H5::DataSet data = create(name, text_type(), {});
    const char* const characters = text.c_str();
    data.write(&characters, text_type(), H5::DataSpace::ALL, H5::DataSpace::ALL, text_transfer());
    return data;
}

std::vector<hsize_t> LabelledGroup::shape(const std::string& name, const std::vector<std::string>& scales,
                                          std::size_t values) const {
    std::vector<hsize_t> sizes;
    sizes.reserve(scales.size());
    for (const std::string& scale : scales) sizes.push_back(scales_.at(scale).size);
    if (product(sizes) != values) {
        throw std::invalid_argument(fmt::format("write_result: {} has {} values, its scales ask for {}", name,
                                                values, product(sizes)));
    }
    return sizes;
}

H5::DataSet LabelledGroup::create(const std::string& name, const H5::DataType& type,
                                  const std::vector<hsize_t>& shape) const {
    H5::DSetCreatPropList properties = plain_;  // the same list, until it is copied
    const bool text = type.getClass() == H5T_STRING;  // its bytes lie elsewhere, where no filter reaches them
    if (!text && !shape.empty() && product(shape) * type.getSize() > smallest_compressed_bytes) {
        properties.copy(plain_);
        const std::vector<hsize_t> chunk = chunk_shape(shape, type.getSize());
        properties.setChunk(static_cast<int>(chunk.size()), chunk.data());
        properties.setShuffle();
        properties.setDeflate(deflate_level);
    }
    const H5::DataSpace space = shape.empty() ? H5::DataSpace(H5S_SCALAR)
                                              : H5::DataSpace(static_cast<int>(shape.size()), shape.data());
    const hid_t id = H5Dcreate2(group_.getId(), name.c_str(), type.getId(), space.getId(), link_.getId(),
                                properties.getId(), H5P_DEFAULT);
    if (id < 0 && group_.nameExists(name)) {
        throw InputError(fmt::format(
            "data set {}: exists twice in the result (two paths or axes lead to this name) rename one path",
            name));
    }
    H5::DataSet data(checked(id, "H5Dcreate2"));  // counts a reference of its own
    checked(H5Idec_ref(id), "H5Idec_ref");
    return data;
}

void LabelledGroup::write_values(const H5::DataSet& data, const void* values, const std::vector<hsize_t>& shape,
                                 const H5::PredType& in_file, const H5::PredType& in_memory) const {
    if (product(shape) == 0) return;
    const ChunkedValues chunked{static_cast<const std::byte*>(values), in_file.getSize(), shape, chunk_shape(shape, in_file.getSize())};
    if (chunked.chunks() == 1 || !(in_file == in_memory)) return data.write(values, in_memory);
    Crew crew(threads_);
    write_compressed(data, chunked, crew);
}

H5::DataSet LabelledGroup::register_scale(const std::string& name, const H5::DataSet& data, hsize_t size) {
    checked(H5DSset_scale(data.getId(), name.c_str()), "H5DSset_scale");
    scales_.emplace(name, Scale{data, reference_to(data), size, {}});
    return data;
}

void LabelledGroup::attach_scales(const H5::DataSet& data, const std::vector<std::string>& scales) {
    if (scales.empty()) return;
    const hobj_ref_t user = reference_to(data);
    std::vector<hvl_t> lists;
    for (std::size_t d = 0; d < scales.size(); ++d) {
        Scale& scale = scales_.at(scales[d]);
        scale.uses.push_back({user, static_cast<std::int32_t>(d)});
        lists.push_back({1, &scale.reference});
    }
    const hsize_t dimensions = lists.size();
    data.createAttribute("DIMENSION_LIST", reference_list_type(), H5::DataSpace(1, &dimensions))
        .write(reference_list_type(), lists.data());
}

void LabelledGroup::list_uses() const {
    H5::CompType type(sizeof(Use));
    type.insertMember("dataset", HOFFSET(Use, data), H5::PredType::STD_REF_OBJ);
    type.insertMember("dimension", HOFFSET(Use, dimension), H5::PredType::NATIVE_INT32);
    for (const auto& [name, scale] : scales_) {
        if (scale.uses.empty()) continue;
        const hsize_t size = scale.uses.size();
        scale.data.createAttribute("REFERENCE_LIST", type, H5::DataSpace(1, &size)).write(type, scale.uses.data());
    }
}

}  // namespace qca
