#include "host/store/compressed_chunks.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>

#include "host/store/hdf5_scope.hpp"

namespace qca {

namespace {

constexpr std::size_t chunks_of_member = 4;  ///< that lie in memory at a time

hsize_t product(const std::vector<hsize_t>& sizes) {
    hsize_t all = 1;
    for (const hsize_t size : sizes) all *= size;
    return all;
}

/// Where a chunk begins, along every dimension.
std::vector<hsize_t> offset_of(const ChunkedValues& values, hsize_t number) {
    std::vector<hsize_t> offset(values.shape.size());
    for (std::size_t d = offset.size(); d-- > 0;) {
        const hsize_t along = (values.shape[d] + values.chunk[d] - 1) / values.chunk[d];
        offset[d] = number % along * values.chunk[d];
        number /= along;
    }
    return offset;
}

/// The first bytes of all values, then the second ones, ...: what lies beyond the end of the data set is 0.
std::vector<Bytef> shuffled(const ChunkedValues& values, const std::vector<hsize_t>& offset) {
    const std::size_t size = values.value_size, count = product(values.chunk);
    hsize_t first = 0, there = 1;
    for (std::size_t d = 0; d < offset.size(); ++d) {
        first = first * values.shape[d] + offset[d];
        there *= std::min(values.chunk[d], values.shape[d] - offset[d]);
    }
    std::vector<Bytef> out(count * size);
    const auto* const from = reinterpret_cast<const Bytef*>(values.bytes) + first * size;
    for (std::size_t byte = 0; byte < size; ++byte)
        for (std::size_t i = 0; i < there; ++i) out[byte * count + i] = from[i * size + byte];
    return out;
}

std::vector<Bytef> deflated(const std::vector<Bytef>& bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::vector<Bytef> out(size);
    if (compress2(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size()), static_cast<int>(deflate_level)) != Z_OK)
        throw std::bad_alloc();  // there is room for whatever comes out
    out.resize(size);
    return out;
}

}  // namespace

hsize_t ChunkedValues::chunks() const {
    hsize_t all = 1;
    for (std::size_t d = 0; d < shape.size(); ++d) all *= (shape[d] + chunk[d] - 1) / chunk[d];
    return all;
}

void write_compressed(const H5::DataSet& data, const ChunkedValues& values, Crew& crew) {
    const hsize_t chunks = values.chunks();
    std::vector<std::vector<Bytef>> ready(chunks_of_member * static_cast<std::size_t>(crew.size()));
    for (hsize_t first = 0; first < chunks; first += ready.size()) {
        const auto count = static_cast<std::size_t>(std::min<hsize_t>(ready.size(), chunks - first));
        crew.share(count, [&](int, std::size_t i) { ready[i] = deflated(shuffled(values, offset_of(values, first + i))); });
        for (std::size_t i = 0; i < count; ++i)
            checked(H5Dwrite_chunk(data.getId(), H5P_DEFAULT, 0, offset_of(values, first + i).data(), ready[i].size(), ready[i].data()),
                    "H5Dwrite_chunk");
    }
}

}  // namespace qca
