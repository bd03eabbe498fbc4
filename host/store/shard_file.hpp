// A file with what one shard of a run found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/sweep/shard_result.hpp"

namespace qca {

/// What a shard file says of itself.
struct ShardHeader {
    std::string identity;  ///< of the run, see RunIdentity
    std::uint64_t number = 0, shards = 0;
    std::string backend, device, host, started, finished;  ///< where and when it was evaluated; times ISO 8601 in UTC
    std::uint64_t threads = 0;
    double seconds = 0;

    friend bool operator==(const ShardHeader&, const ShardHeader&) = default;
};

struct ShardFile {
    ShardHeader header;
    ShardResult result;
};

/// Bytes of a shard file: magic and format, sizes, the header, what was found (compressed), SHA-256 of all before.
/// @throws MachineError when out of memory
std::string shard_bytes(const ShardHeader& header, const ShardResult& result);

/// Reads such bytes. Whatever they are, memory and time stay in proportion to their number.
/// @throws InputError without a file's name: of another format, too short, damaged
ShardFile parse_shard(std::string_view bytes);

/// Only the header; the checksum is that of the whole. @throws as parse_shard()
ShardHeader parse_shard_header(std::string_view bytes);

/// @throws InputError naming the file, when it is missing or as parse_shard(); MachineError when it cannot be read
ShardFile read_shard(const std::string& file);
ShardHeader read_shard_header(const std::string& file);

}  // namespace qca
