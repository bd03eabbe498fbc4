// Compresses chunks of which HDF5's shuffle filter made planes.
#pragma once

#include <zlib.h>

#include <array>
#include <cstddef>
#include <vector>

namespace qca {

/// The highest level at which zlib takes the first match: columns of samples shrink more than at level 4, in a third of the time.
inline constexpr int deflate_level = 3;

/// A plane has one byte of each value of a chunk: the highest ones of the numbers of a column are often all the same, the lowest
/// ones may be noise, and zlib takes long over either. Here a plane of one byte is compressed once and then copied, one whose
/// beginning does not shrink is stored, and one whose bytes are unequal in number but in no order gets codes of single bytes.
class PlaneDeflater {
  public:
    /// @param plane_size  bytes, at least 1
    explicit PlaneDeflater(std::size_t plane_size);
    ~PlaneDeflater();
    PlaneDeflater(const PlaneDeflater&) = delete;
    PlaneDeflater& operator=(const PlaneDeflater&) = delete;

    /// A zlib stream, of which inflate() makes the planes again. The same planes give the same bytes, whatever came before.
    /// @param planes  [count * plane_size] @return until the next call @throws std::bad_alloc
    const std::vector<Bytef>& deflate(const Bytef* planes, std::size_t count);

  private:
    struct Deflated {
        std::vector<Bytef> bytes;
        uLong checksum = 0;  ///< of the plane
    };

    /// Appends what inflates to a plane, whatever lies before and after it. @return the plane's checksum
    uLong append(const Bytef* plane);
    void append_compressed(const Bytef* plane);
    /// @return how many bytes it became
    std::size_t feed(const Bytef* bytes, std::size_t size);
    void set(int level, int strategy);

    const std::size_t plane_size_;
    z_stream stream_{};
    std::vector<Bytef> out_;
    std::array<Deflated, 256> of_one_byte_;  // what planes of this byte became
};

}  // namespace qca
