#include "host/store/run_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "host/store/read_bytes.hpp"

namespace qca {

namespace {

/// @return whether the lock was free
bool try_lock(const Descriptor& descriptor, int kind, const std::string& file) {
    for (;;) {
        if (::flock(descriptor.number(), kind | LOCK_NB) == 0) return true;
        if (errno == EWOULDBLOCK) return false;
        if (errno != EINTR)
            throw MachineError(fmt::format("{}: cannot be locked ({}) two writers could not be kept apart here: put the result file on "
                                           "a file system with locks",
                                           file, std::generic_category().message(errno)));
    }
}

[[noreturn]] void refuse(const RunDirectory& run, const std::string& holder) {
    throw MachineError(fmt::format("{}: is being written by {} (two writers would do the same work) wait for it, or end it", run.folder(), holder));
}

bool overlap(const ShardRange& a, const ShardRange& b, std::uint64_t shards) {
    return a.begin(shards) < b.end(shards) && b.begin(shards) < a.end(shards);
}

}  // namespace

RunLock::RunLock(const RunDirectory& run, const ShardRange& range, std::uint64_t shards, const std::string& host)
    : descriptor_(run.lock_file(range), O_RDWR | O_CREAT, run.folder()) {
    const std::string file = run.lock_file(range);
    // Whoever asks for the holder keeps the lock for a moment, too.
    for (int tries = 0; !try_lock(descriptor_, LOCK_EX, file); ++tries) {
        const std::optional<std::string> holder = lock_holder(file);
        if (holder || tries == 1000) refuse(run, holder.value_or("another process"));
    }
    descriptor_.cut(0);
    const std::string who = fmt::format("process {} on {}", ::getpid(), host);
    descriptor_.write(who.data(), who.size());
    for (const ShardRange& other : run.ranges()) {
        if (other == range || !overlap(other, range, shards)) continue;
        if (const auto holder = lock_holder(run.lock_file(other))) refuse(run, *holder);
    }
}

std::optional<std::string> lock_holder(const std::string& lock_file) {
    std::error_code error;
    if (!std::filesystem::exists(lock_file, error)) return std::nullopt;
    const Descriptor descriptor(lock_file, O_RDONLY, lock_file);
    if (try_lock(descriptor, LOCK_SH, lock_file)) return std::nullopt;
    const std::string who = read_bytes(lock_file);
    return who.empty() ? "another process" : who;
}

}  // namespace qca
