// Keeps two writers off the same shards.
#pragma once

#include <optional>
#include <string>

#include "host/store/descriptor.hpp"
#include "host/store/run_directory.hpp"

namespace qca {

class RunLock {
  public:
    /// Held until its scope or its process ends, however that ends.
    /// @throws MachineError naming process and host when another one works on some of these shards, or where files cannot be locked
    RunLock(const RunDirectory& run, const ShardRange& range, std::uint64_t shards, const std::string& host);

  private:
    Descriptor descriptor_;
};

/// Who holds such a lock now: "process 4711 on node3"; nothing when nobody does.
/// @throws MachineError where that cannot be found out
std::optional<std::string> lock_holder(const std::string& lock_file);

}  // namespace qca
