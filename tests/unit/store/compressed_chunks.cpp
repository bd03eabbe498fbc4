#include "host/store/compressed_chunks.hpp"

#include <gtest/gtest.h>

#include <random>

#include "host/store/hdf5_types.hpp"
#include "host/store/plane_deflater.hpp"

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

    /// HDF5 reads what was written, and each chunk lies as the same bytes whoever wrote it.
    template <class Value>
    void compare(const std::vector<hsize_t>& shape, const std::vector<hsize_t>& chunk) {
        hsize_t count = 1;
        for (const hsize_t size : shape) count *= size;
        std::mt19937 random(7);
        std::vector<Value> values(count);
        for (Value& value : values) value = static_cast<Value>(random() % 200);
        const ChunkedValues chunked{reinterpret_cast<const std::byte*>(values.data()), sizeof(Value), shape, chunk};
        const H5::DataSet alone = create<Value>("alone", shape, chunk), shared = create<Value>("shared", shape, chunk);
        Crew one(1), three(3);
        write_compressed(alone, chunked, one);
        write_compressed(shared, chunked, three);
        file_.flush(H5F_SCOPE_GLOBAL);
        for (const H5::DataSet& data : {alone, shared}) {
            std::vector<Value> read(count, static_cast<Value>(201));
            data.read(read.data(), memory_type<Value>());
            EXPECT_EQ(read, values);
        }
        std::vector<hsize_t> offset(shape.size());
        hsize_t chunks = 0;
        for (;;) {
            EXPECT_EQ(stored(alone, offset), stored(shared, offset));
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
        file_.unlink("alone");
        file_.unlink("shared");
    }

    H5::H5File file_;
};

TEST_F(Chunks, AreReadByHdf5WhoeverWroteThem) {
    compare<double>({1000}, {96});
    compare<float>({3, 50, 7}, {1, 16, 7});
    compare<std::uint8_t>({4, 6, 5, 11}, {1, 1, 5, 11});
    compare<std::uint32_t>({2, 4096}, {1, 1024});
}

}  // namespace
}  // namespace qca
