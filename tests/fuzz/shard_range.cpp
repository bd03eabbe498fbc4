#include "host/cli/shard_range.hpp"

#include <string>

#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

namespace {

void divide(const ShardRange& range) {
    require(range.part >= 1 && range.part <= range.parts && range.parts <= ShardRange::most_parts, "a part is one of the whole");
    for (const std::uint64_t shards : {std::uint64_t{1}, std::uint64_t{7}, std::uint64_t{100'000}}) {
        require(range.begin(shards) <= range.end(shards) && range.end(shards) <= shards, "a part has shards of the run");
        require(range.part < range.parts || range.end(shards) == shards, "the last part has the last shard");
    }
    require(range_named(range.name()) == range, "a part reads as the same part");
}

}  // namespace

void shard_range(std::string_view bytes) {
    const std::string text(bytes.substr(0, bytes.find('\0')));  // as on a command line
    std::optional<ShardRange> range;
    if (succeeds_or_complains([&] { range = qca::shard_range(text); }, "--shard ") && range) divide(*range);
    if (const auto named = range_named(bytes)) {
        divide(*named);
        require(named->name() == bytes, "a name is written in one way");
    }
}

}  // namespace qca::fuzz
