// The folder in which a long run keeps what is finished until all of it is: FILE.h5.run.
//
//     run.json             what the run is: study, data, shard size
//     shard-000012         one file a shard, numbers from 1
//     journal-1-of-4       what the process for the first quarter of the shards has done
//     log-1-of-4.jsonl     the same for people and programs that watch it
//     lock-1-of-4          held while such a process lives
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/store/shard_file.hpp"

namespace qca {

/// What has to be the same for shards to belong together.
struct RunIdentity {
    std::string study_sha256, data_sha256;
    std::string choices_sha256;  ///< of the study as it was understood
    std::string precision, version, commit;
    std::uint64_t shard_size = 0, shards = 0;

    friend bool operator==(const RunIdentity&, const RunIdentity&) = default;
};

struct RunManifest {
    RunIdentity identity;
    std::string study_file;  ///< absolute
    std::string study_named, data_named;  ///< as the run named them, for the result file
    std::string output;      ///< result file, absolute
    std::uint64_t calibrations = 0, scenarios = 0;  ///< of the whole run, evaluated ones

    friend bool operator==(const RunManifest&, const RunManifest&) = default;
};

/// SHA-256 over all of an identity.
std::string identity_hash(const RunIdentity& identity);

/// What differs, in words; empty: nothing.
std::vector<std::string> differences(const RunIdentity& there, const RunIdentity& here);

/// Part i of N of the shards, i from 1: those after floor(shards * (i - 1) / N) up to floor(shards * i / N).
struct ShardRange {
    static constexpr std::uint64_t most_parts = 1'000'000;

    std::uint64_t part = 1, parts = 1;

    std::uint64_t begin(std::uint64_t shards) const { return shards * (part - 1) / parts; }
    std::uint64_t end(std::uint64_t shards) const { return shards * part / parts; }
    bool is_whole() const { return parts == 1; }
    std::string name() const;  ///< "1-of-4"
    friend bool operator==(const ShardRange&, const ShardRange&) = default;
};

/// "2-of-4", as ShardRange::name() writes it; nothing for any other text.
std::optional<ShardRange> range_named(std::string_view name);

class RunDirectory {
  public:
    explicit RunDirectory(std::string folder);

    const std::string& folder() const { return folder_; }
    /// Whether there is a run.
    bool exists() const;

    /// Makes the folder and its manifest; what is there already stays.
    /// @throws MachineError when it cannot be written
    void create(const RunManifest& manifest) const;
    /// @throws InputError when there is none, or it is no manifest of this version
    RunManifest manifest() const;

    /// @param number  from 0; file names count from 1
    std::string shard_file(std::uint64_t number) const;
    std::string journal_file(const ShardRange& range) const;
    std::string log_file(const ShardRange& range) const;
    std::string lock_file(const ShardRange& range) const;
    /// Ranges that have a journal or a lock, in order.
    std::vector<ShardRange> ranges() const;

    /// Writes a shard beside its place, on the disk, reads it back, then renames it.
    /// @throws MachineError when it cannot be written
    void write_shard(const ShardHeader& header, const ShardResult& result) const;

    /// Removes what processes that died left half written. @pre none that is alive writes shards of the range
    void remove_leftovers(const ShardRange& range, std::uint64_t shards) const;

    /// Removes the folder with all that a run puts there. @throws MachineError when it cannot be removed
    void remove() const;
    /// Goes on where a process died in remove().
    void remove_finished() const;

  private:
    std::string path(const std::string& name) const;

    std::string folder_;
};

}  // namespace qca
