#include "host/store/shard_file.hpp"

#include <zlib.h>

#include <string>

#include "host/store/byte_text.hpp"
#include "host/store/result_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

namespace {

constexpr std::string_view magic = "qcasweep shard\r\n";

std::string with_checksum(const std::string& bytes) { return bytes + sha256(bytes); }

void read(std::string_view bytes) {
    ShardFile shard;
    const bool is_shard = succeeds_or_complains([&] { shard = parse_shard(bytes); }, "it");
    const bool has_header = succeeds_or_complains([&] { parse_shard_header(bytes); }, "it");
    require(has_header || !is_shard, "a shard has a header");
    if (!is_shard) return;
    const std::string written = shard_bytes(shard.header, shard.result);
    const ShardFile again = parse_shard(written);
    require(shard_bytes(again.header, again.result) == written, "a shard reads as the same shard");
}

/// A file with a sound header and checksum around any content.
std::string around(std::string_view content, std::uint64_t claimed_size) {
    uLongf size = compressBound(static_cast<uLong>(content.size()));
    std::string packed(size, '\0');
    require(compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
                     static_cast<uLong>(content.size())) == Z_OK, "it can be compressed");
    packed.resize(size);
    ByteWriter header;
    header.put(std::uint32_t{1});
    header.put(std::string());                                        // identity
    for (int i = 0; i < 2; ++i) header.put(std::uint64_t{0});         // number, shards
    for (int i = 0; i < 5; ++i) header.put(std::string());            // backend to finished
    header.put(std::uint64_t{0});                                     // threads
    header.put(0.0);                                                  // seconds
    const std::string front = std::string(magic) + header.take();
    require(shard_bytes({}, {}).starts_with(front), "the header of an empty shard is this");
    ByteWriter rest;
    rest.put(claimed_size);
    rest.put(packed);
    return with_checksum(front + rest.take());
}

}  // namespace

void shard_file(std::string_view bytes) {
    // As it is; as what stands between magic and checksum; as the content that is compressed in it, with its size and with another one.
    read(bytes);
    read(with_checksum(std::string(magic) + std::string(bytes)));
    read(around(bytes, bytes.size()));
    if (bytes.size() >= 8) read(around(bytes.substr(8), ByteReader(bytes).get<std::uint64_t>()));
}

}  // namespace qca::fuzz
