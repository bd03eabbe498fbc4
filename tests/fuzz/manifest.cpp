#include "host/store/run_manifest.hpp"

#include "tests/fuzz/targets.hpp"

namespace qca::fuzz {

void manifest(std::string_view bytes) {
    RunManifest read;
    if (!succeeds_or_complains([&] { read = parse_manifest(std::string(bytes)); }, "it is ")) return;
    require(read.identity.shards >= 1 && read.identity.shards <= 100'000, "a run has as many shards as a run can have");
    require(parse_manifest(manifest_text(read)) == read, "a manifest reads as the same manifest");
    require(differences(read.identity, read.identity).empty(), "a run is not different from itself");
}

}  // namespace qca::fuzz
