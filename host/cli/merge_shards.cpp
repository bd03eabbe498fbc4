#include "host/cli/merge_shards.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "host/cli/clock.hpp"
#include "host/cli/interruption.hpp"
#include "host/error.hpp"
#include "host/store/shard_file.hpp"
#include "host/sweep/shard_sweep.hpp"
#include "kernels/backend/crew.hpp"

namespace qca {

namespace {

/// Names of machines and the like, each once, in the order in which the shards name them.
void add_name(std::string& names, const std::string& name) {
    if (names.empty()) names = name;
    else if (("; " + names + "; ").find("; " + name + "; ") == std::string::npos) names += "; " + name;
}

void add_origin(Provenance& from, const ShardHeader& shard) {
    add_name(from.backend, shard.backend);
    add_name(from.device, shard.device);
    add_name(from.host, shard.host);
    from.threads = std::max(from.threads, shard.threads);
    from.seconds += shard.seconds;
    if (from.started.empty() || shard.started < from.started) from.started = shard.started;
}

}  // namespace

SweepResult merge_shards(const PreparedRun& run, const std::vector<std::string>& files, int threads) {
    const auto begun = std::chrono::steady_clock::now();
    const std::string identity = identity_hash(run.identity);
    ShardMerge merge(run.study, run.data, run.list, run.columns);
    Provenance from;
    for (std::size_t number = 0; number < files.size(); ++number) {
        if (Interruption::stop_signal() != 0) throw Interrupted("interrupted while the shards were merged: they stay as they are");
        ShardFile shard = read_shard(files[number]);
        if (shard.header.identity != identity || shard.header.number != number)
            throw InputError(fmt::format("{}: is a shard of another run, or another shard (it says number {} of {}) evaluate it again",
                                         files[number], shard.header.number + 1, shard.header.shards));
        add_origin(from, shard.header);
        try {
            merge.add(run.list.shards[number], std::move(shard.result));
        } catch (const InputError& error) {
            throw InputError(fmt::format("{}: {}", files[number], error.what()));
        }
    }
    Crew crew(threads);
    SweepResult result = merge.take(run.plan, crew);
    Provenance& to = result.provenance;
    to.backend = from.backend;
    to.device = from.device;
    to.host = from.host;
    to.threads = from.threads;
    to.started = from.started;
    to.finished = utc_now();
    to.seconds = from.seconds + seconds_to_note(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    to.study_sha256 = run.identity.study_sha256;
    to.data_sha256 = run.identity.data_sha256;
    return result;
}

}  // namespace qca
