#include "host/store/compressed_chunks.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

#include "host/store/hdf5_scope.hpp"
#include "host/store/plane_deflater.hpp"

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

/// What a member of the crew works with.
class ChunkFilters {
  public:
    explicit ChunkFilters(const ChunkedValues& values)
        : values_(values), count_(product(values.chunk)), planes_(count_ * values.value_size), deflater_(count_) {}

    /// @return until the next call
    const std::vector<Bytef>& pass(const std::vector<hsize_t>& offset) {
        shuffle(offset);
        return deflater_.deflate(planes_.data(), values_.value_size);
    }

  private:
    /// The first bytes of all values, then the second ones, ...: what lies beyond the end of the data set is 0.
    void shuffle(const std::vector<hsize_t>& offset) {
        const std::size_t size = values_.value_size;
        hsize_t first = 0, there = 1;
        for (std::size_t d = 0; d < offset.size(); ++d) {
            first = first * values_.shape[d] + offset[d];
            there *= std::min(values_.chunk[d], values_.shape[d] - offset[d]);
        }
        const auto* const from = reinterpret_cast<const Bytef*>(values_.bytes) + first * size;
        const std::size_t done = size == sizeof(double) ? transpose_doubles(from, there) : 0;
        for (std::size_t byte = 0; byte < size; ++byte) {
            Bytef* const plane = planes_.data() + byte * count_;
            for (std::size_t i = done; i < there; ++i) plane[i] = from[i * size + byte];
            std::fill(plane + there, plane + count_, Bytef{0});
        }
    }

    /// Sixteen values of eight bytes at a time. @return how many of the values are done
    std::size_t transpose_doubles(const Bytef* from, std::size_t values) {
        using Bytes = Bytef __attribute__((vector_size(16)));
        constexpr int bytes = sizeof(double), together = sizeof(Bytes);
        std::size_t done = 0;
        for (; done + together <= values; done += together) {
            Bytes rows[bytes], mixed[bytes];
            std::memcpy(rows, from + done * bytes, sizeof(rows));
            // Seven bits say where a byte lies: four of its value, then three of its plane. To interleave the lower and the upper half
            // moves the first of them to the end; after four times, those of the plane come first.
            for (int round = 0; round < 4; ++round) {
                for (int i = 0; i < bytes / 2; ++i) {
                    const Bytes a = rows[i], b = rows[i + bytes / 2];
                    mixed[2 * i] = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
                    mixed[2 * i + 1] = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
                }
                std::memcpy(rows, mixed, sizeof(rows));
            }
            for (std::size_t byte = 0; byte < bytes; ++byte) std::memcpy(planes_.data() + byte * count_ + done, &rows[byte], sizeof(Bytes));
        }
        return done;
    }

    const ChunkedValues& values_;
    const std::size_t count_;
    std::vector<Bytef> planes_;
    PlaneDeflater deflater_;
};

}  // namespace

hsize_t ChunkedValues::chunks() const {
    hsize_t all = 1;
    for (std::size_t d = 0; d < shape.size(); ++d) all *= (shape[d] + chunk[d] - 1) / chunk[d];
    return all;
}

void write_compressed(const H5::DataSet& data, const ChunkedValues& values, Crew& crew) {
    const hsize_t chunks = values.chunks();
    std::vector<std::unique_ptr<ChunkFilters>> filters(static_cast<std::size_t>(crew.size()));
    std::vector<std::vector<Bytef>> ready(chunks_of_member * filters.size());
    for (hsize_t first = 0; first < chunks; first += ready.size()) {
        const auto count = static_cast<std::size_t>(std::min<hsize_t>(ready.size(), chunks - first));
        crew.share(count, [&](int member, std::size_t i) {
            std::unique_ptr<ChunkFilters>& of_member = filters[static_cast<std::size_t>(member)];
            if (of_member == nullptr) of_member = std::make_unique<ChunkFilters>(values);
            ready[i] = of_member->pass(offset_of(values, first + i));
        });
        for (std::size_t i = 0; i < count; ++i)
            checked(H5Dwrite_chunk(data.getId(), H5P_DEFAULT, 0, offset_of(values, first + i).data(), ready[i].size(), ready[i].data()),
                    "H5Dwrite_chunk");
    }
}

}  // namespace qca
