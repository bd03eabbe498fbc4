#include "host/store/plane_deflater.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <new>

namespace qca {

namespace {

constexpr int no_header = -15;  ///< the largest window; a stream without header and checksum
constexpr int memory_level = 8;
constexpr std::size_t room_of_flush = 16;  ///< what ends a stretch, and rounding

constexpr std::size_t beginning = std::size_t{1} << 15;  ///< the window: what repeats at all mostly does so within it
constexpr double noise = 0.99;      ///< of a beginning that becomes this share of itself, nothing is gained
constexpr double scattered = 0.3;   ///< at deflate_level a tenth less would remain, in twice the time
constexpr int stored = 0, fastest = 1;
constexpr double unrelated = 1.1;   ///< where repetitions gain less than this over the codes of single bytes, they take long for little

constexpr std::array<Bytef, 2> header{0x78, 0x5E};      ///< the largest window, a fast level (RFC 1950)
constexpr std::array<Bytef, 2> last_block{0x03, 0x00};  ///< with nothing in it (RFC 1951)

/// @param status  of zlib, which wants for nothing but memory here
void must(int status) {
    if (status != Z_OK) throw std::bad_alloc();
}

/// What codes of single bytes, each of a bit or more, leave of them at least.
/// @source Shannon (1948), A mathematical theory of communication
double share_of_codes(const Bytef* bytes, std::size_t size) {
    std::array<std::uint32_t, 256> counts{};
    for (std::size_t i = 0; i < size; ++i) ++counts[bytes[i]];
    double bits = 0;
    for (const std::uint32_t count : counts)
        if (count > 0) bits -= count * std::log2(count / static_cast<double>(size));
    return std::max(bits / static_cast<double>(size), 1.0) / 8;
}

bool is_one_byte(const Bytef* plane, std::size_t size) { return std::memcmp(plane, plane + 1, size - 1) == 0; }

}  // namespace

PlaneDeflater::PlaneDeflater(std::size_t plane_size) : plane_size_(plane_size) {
    must(deflateInit2(&stream_, deflate_level, Z_DEFLATED, no_header, memory_level, Z_DEFAULT_STRATEGY));
}

PlaneDeflater::~PlaneDeflater() { deflateEnd(&stream_); }

const std::vector<Bytef>& PlaneDeflater::deflate(const Bytef* planes, std::size_t count) {
    out_.assign(header.begin(), header.end());
    uLong checksum = adler32_z(0, nullptr, 0);
    for (std::size_t p = 0; p < count; ++p)
        checksum = adler32_combine(checksum, append(planes + p * plane_size_), static_cast<z_off_t>(plane_size_));
    out_.insert(out_.end(), last_block.begin(), last_block.end());
    for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<Bytef>(checksum >> shift));
    return out_;
}

uLong PlaneDeflater::append(const Bytef* plane) {
    const auto checksum_of_plane = [&] { return adler32_z(adler32_z(0, nullptr, 0), plane, plane_size_); };
    if (!is_one_byte(plane, plane_size_)) {
        append_compressed(plane);
        return checksum_of_plane();
    }
    Deflated& known = of_one_byte_[*plane];
    if (known.bytes.empty()) {
        const std::size_t first = out_.size();
        append_compressed(plane);
        known = {{out_.begin() + static_cast<std::ptrdiff_t>(first), out_.end()}, checksum_of_plane()};
    } else {
        out_.insert(out_.end(), known.bytes.begin(), known.bytes.end());
    }
    return known.checksum;
}

void PlaneDeflater::append_compressed(const Bytef* plane) {
    must(deflateReset(&stream_));
    set(deflate_level, Z_DEFAULT_STRATEGY);
    const std::size_t first = std::min(beginning, plane_size_);
    const double share = static_cast<double>(feed(plane, first)) / static_cast<double>(first);
    if (first == plane_size_) return;
    if (share >= noise) set(stored, Z_DEFAULT_STRATEGY);
    else if (share_of_codes(plane, first) <= unrelated * share) set(fastest, Z_HUFFMAN_ONLY);
    else if (share >= scattered) set(fastest, Z_DEFAULT_STRATEGY);
    feed(plane + first, plane_size_ - first);
}

std::size_t PlaneDeflater::feed(const Bytef* bytes, std::size_t size) {
    const std::size_t before = out_.size();
    out_.resize(before + compressBound(size) + room_of_flush);
    stream_.next_in = const_cast<Bytef*>(bytes);  // zlib reads it only
    stream_.avail_in = static_cast<uInt>(size);
    stream_.next_out = out_.data() + before;
    stream_.avail_out = static_cast<uInt>(out_.size() - before);
    must(::deflate(&stream_, Z_SYNC_FLUSH));
    must(stream_.avail_out == 0 ? Z_BUF_ERROR : Z_OK);  // there is room for whatever comes out
    out_.resize(out_.size() - stream_.avail_out);
    return out_.size() - before;
}

void PlaneDeflater::set(int level, int strategy) { must(deflateParams(&stream_, level, strategy)); }

}  // namespace qca
