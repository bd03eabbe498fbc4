#include "host/store/plane_deflater.hpp"

#include <algorithm>
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

constexpr std::array<Bytef, 2> header{0x78, 0x5E};      ///< the largest window, a fast level (RFC 1950)
constexpr std::array<Bytef, 2> last_block{0x03, 0x00};  ///< with nothing in it (RFC 1951)

/// @param status  of zlib, which wants for nothing but memory here
void must(int status) {
    if (status != Z_OK) throw std::bad_alloc();
}

bool is_one_byte(const Bytef* plane, std::size_t size) { return std::memcmp(plane, plane + 1, size - 1) == 0; }

}  // namespace

PlaneDeflater::PlaneDeflater(std::size_t plane_size) : plane_size_(plane_size) {
    must(deflateInit2(&stream_, deflate_level, Z_DEFLATED, no_header, memory_level, Z_DEFAULT_STRATEGY));
}

PlaneDeflater::~PlaneDeflater() { deflateEnd(&stream_); }

const std::vector<Bytef>& PlaneDeflater::deflate(const Bytef* planes, std::size_t count) {
    out_.assign(header.begin(), header.end());
    for (std::size_t p = 0; p < count; ++p) append(planes + p * plane_size_);
    out_.insert(out_.end(), last_block.begin(), last_block.end());
    const uLong checksum = adler32_z(adler32_z(0, nullptr, 0), planes, count * plane_size_);
    for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<Bytef>(checksum >> shift));
    return out_;
}

void PlaneDeflater::append(const Bytef* plane) {
    if (!is_one_byte(plane, plane_size_)) return append_compressed(plane);
    std::vector<Bytef>& known = of_one_byte_[*plane];
    if (known.empty()) {
        const std::size_t first = out_.size();
        append_compressed(plane);
        known.assign(out_.begin() + static_cast<std::ptrdiff_t>(first), out_.end());
    } else {
        out_.insert(out_.end(), known.begin(), known.end());
    }
}

void PlaneDeflater::append_compressed(const Bytef* plane) {
    must(deflateReset(&stream_));
    set_level(deflate_level);
    const std::size_t first = std::min(beginning, plane_size_);
    const double share = static_cast<double>(feed(plane, first)) / static_cast<double>(first);
    if (first == plane_size_) return;
    if (share >= noise) set_level(stored);
    else if (share >= scattered) set_level(fastest);
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

void PlaneDeflater::set_level(int level) { must(deflateParams(&stream_, level, Z_DEFAULT_STRATEGY)); }

}  // namespace qca
