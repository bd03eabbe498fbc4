#include "host/store/plane_deflater.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <random>

namespace qca {
namespace {

constexpr std::size_t plane_size = std::size_t{1} << 17;

std::vector<Bytef> one_byte(Bytef value, std::size_t size = plane_size) { return std::vector<Bytef>(size, value); }

std::vector<Bytef> noise(std::size_t size, int values = 256) {
    std::mt19937 random(11);
    std::vector<Bytef> plane(size);
    for (Bytef& byte : plane) byte = static_cast<Bytef>(random() % static_cast<unsigned>(values));
    return plane;
}

std::vector<Bytef> joined(const std::vector<std::vector<Bytef>>& planes) {
    std::vector<Bytef> all;
    for (const std::vector<Bytef>& plane : planes) all.insert(all.end(), plane.begin(), plane.end());
    return all;
}

std::vector<Bytef> deflated(const std::vector<std::vector<Bytef>>& planes) {
    PlaneDeflater deflater(planes.front().size());
    return deflater.deflate(joined(planes).data(), planes.size());
}

std::vector<Bytef> inflated(const std::vector<Bytef>& stream, std::size_t size) {
    std::vector<Bytef> bytes(size + 1, Bytef{0xA5});
    uLongf there = bytes.size();
    EXPECT_EQ(uncompress(bytes.data(), &there, stream.data(), stream.size()), Z_OK);
    bytes.resize(there);
    return bytes;
}

std::size_t zlib_size(const std::vector<Bytef>& plane, int level) {
    uLongf size = compressBound(plane.size());
    std::vector<Bytef> out(size);
    EXPECT_EQ(compress2(out.data(), &size, plane.data(), plane.size(), level), Z_OK);
    return size;
}

TEST(PlaneDeflater, IsUndoneByZlib) {
    std::vector<Bytef> counted(plane_size), late(plane_size, Bytef{7});
    for (std::size_t i = 0; i < plane_size; ++i) counted[i] = static_cast<Bytef>(i);
    late.back() = 8;
    const std::vector<std::vector<Bytef>> planes{one_byte(0), noise(plane_size), one_byte(0), counted, noise(plane_size, 40), late, one_byte(9), one_byte(0)};
    const std::vector<Bytef> all = joined(planes);
    EXPECT_EQ(inflated(deflated(planes), all.size()), all);
}

TEST(PlaneDeflater, TakesPlanesOfAnySize) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{96}, std::size_t{1} << 15, (std::size_t{1} << 15) + 1, std::size_t{1} << 20})
        for (const std::vector<Bytef>& plane : {one_byte(3, size), noise(size)}) {
            const std::vector<std::vector<Bytef>> planes{plane, one_byte(1, size), plane};
            EXPECT_EQ(inflated(deflated(planes), 3 * size), joined(planes)) << size;
        }
}

TEST(PlaneDeflater, GivesTheSameBytesWhateverCameBefore) {
    const std::vector<std::vector<Bytef>> planes{one_byte(5), noise(plane_size, 40), one_byte(5), noise(plane_size), one_byte(0)};
    const std::vector<Bytef> fresh = deflated(planes), all = joined(planes);
    PlaneDeflater deflater(plane_size);
    const std::vector<Bytef> others = joined({noise(plane_size), one_byte(0), one_byte(6)});
    deflater.deflate(others.data(), 3);
    EXPECT_EQ(deflater.deflate(all.data(), planes.size()), fresh);
    EXPECT_EQ(deflater.deflate(all.data(), planes.size()), fresh);
}

TEST(PlaneDeflater, StoresNoiseInItsOwnSize) {
    const std::size_t size = deflated({noise(plane_size)}).size();
    EXPECT_GT(size, plane_size);
    EXPECT_LT(size, plane_size + 64);
}

TEST(PlaneDeflater, GivesBytesInNoOrderCodesOfSingleBytes) {
    std::vector<Bytef> plane = noise(plane_size);
    for (Bytef& byte : plane) byte = static_cast<Bytef>(std::countl_zero(byte));
    // They need 2 bits a byte, and zlib finds repetitions that are none.
    EXPECT_LT(deflated({plane}).size(), plane_size / 4 * 23 / 20);
    EXPECT_GT(zlib_size(plane, deflate_level), plane_size / 4 * 27 / 20);
}

TEST(PlaneDeflater, ShrinksWhatRepeatsWithinTheWindow) {
    const std::vector<Bytef> period = noise(std::size_t{1} << 14);  // alone it is noise
    std::vector<Bytef> plane;
    while (plane.size() < plane_size) plane.insert(plane.end(), period.begin(), period.end());
    EXPECT_LT(deflated({plane}).size(), plane_size / 5);
}

TEST(PlaneDeflater, ShrinksAsZlibDoes) {
    std::vector<Bytef> steps(plane_size);
    for (std::size_t i = 0; i < plane_size; ++i) steps[i] = static_cast<Bytef>((i * 2654435761u >> 16) % 16);
    EXPECT_LT(deflated({steps}).size(), zlib_size(steps, deflate_level) * 21 / 20);
    const std::vector<Bytef> scattered = noise(plane_size, 40);
    EXPECT_LT(deflated({scattered}).size(), zlib_size(scattered, 1) * 21 / 20);
    EXPECT_LT(deflated({one_byte(4), one_byte(4)}).size(), 2 * zlib_size(one_byte(4), 1) * 21 / 20);
}

}  // namespace
}  // namespace qca
