#include "host/store/compressed_chunks.hpp"

#include <gtest/gtest.h>

#include <random>

#include "host/store/hdf5_types.hpp"

namespace qca {
namespace {

class Chunks : public testing::Test {
  protected:
    Chunks() {
        H5::FileAccPropList access;
        access.setCore(std::size_t{1} << 16, false);
        file_ = H5::H5File("chunks", H5F_ACC_TRUNC, H5::FileCreatPropList::DEFAULT, access);
    }

    template <class Value>
    H5::DataSet create(const std::string& name, const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk) {
        H5::DSetCreatPropList properties;
        properties.setChunk(static_cast<int>(chunk.size()), chunk.data());
        properties.setShuffle();
        properties.setDeflate(deflate_level);
        return file_.createDataSet(name, file_type<Value>(), H5::DataSpace(static_cast<int>(shape.size()), shape.data()), properties);
    }

    static std::vector<std::byte> stored(const H5::DataSet& data, const std::vector<hsize_t>& offset) {
        hsize_t size = 0;
        EXPECT_GE(H5Dget_chunk_storage_size(data.getId(), offset.data(), &size), 0);
        std::vector<std::byte> bytes(size);
        std::uint32_t mask = 99;
        EXPECT_GE(H5Dread_chunk(data.getId(), H5P_DEFAULT, offset.data(), &mask, bytes.data()), 0);
        EXPECT_EQ(mask, 0u);
        return bytes;
    }

    /// Written here and by HDF5: the same values are read, and each chunk lies as the same bytes.
    template <class Value>
    void compare(const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk, int threads) {
        hsize_t count = 1;
        for (const hsize_t size : shape) count *= size;
        std::mt19937 random(7);
        std::vector<Value> values(count);
        for (Value& value : values) value = static_cast<Value>(random() % 200);
        const ChunkedValues chunked{reinterpret_cast<const std::byte*>(values.data()), sizeof(Value), shape, chunk};
        const H5::DataSet here = create<Value>("here", shape, chunk), there = create<Value>("there", shape, chunk);
        Crew crew(threads);
        write_compressed(here, chunked, crew);
        there.write(values.data(), memory_type<Value>());
        std::vector<Value> read(count, static_cast<Value>(201));
        here.read(read.data(), memory_type<Value>());
        EXPECT_EQ(read, values);
        file_.flush(H5F_SCOPE_GLOBAL);
        std::vector<hsize_t> offset(shape.size());
        hsize_t chunks = 0;
        for (;;) {
            EXPECT_EQ(stored(here, offset), stored(there, offset));
            ++chunks;
            std::size_t d = shape.size();
            while (d-- > 0) {
                offset[d] += chunk[d];
                if (offset[d] < shape[d]) break;
                offset[d] = 0;
            }
            if (d == static_cast<std::size_t>(-1)) break;
        }
        EXPECT_EQ(chunks, chunked.chunks());
        file_.unlink("here");
        file_.unlink("there");
    }

    H5::H5File file_;
};

TEST_F(Chunks, AreThoseOfTheFiltersOfHdf5) {
    for (const int threads : {1, 3}) {
        compare<double>({1000}, {96}, threads);
        compare<float>({3, 50, 7}, {1, 16, 7}, threads);
        compare<std::uint8_t>({4, 6, 5, 11}, {1, 1, 5, 11}, threads);
        compare<std::uint32_t>({2, 4096}, {1, 1024}, threads);
    }
}

}  // namespace
}  // namespace qca
