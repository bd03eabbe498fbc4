// How many pieces a run is saved in.
#pragma once

#include <cstdint>

namespace qca {

/// No run has more shards; each is looked for by its name.
inline constexpr std::uint64_t most_shards = 100'000;

}  // namespace qca
