// What a run has done, line by line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/store/descriptor.hpp"

namespace qca {

/// A line: a process began ("begin"), a shard lies on the disk ("shard"), a process ended ("end").
struct JournalEntry {
    std::string event, time, host;        ///< time ISO 8601 in UTC
    std::uint64_t process = 0;            ///< its number on the host
    std::uint64_t shard = 0, calibrations = 0, scenarios = 0;  ///< of a shard
    double seconds = 0;                   ///< that the shard took
    std::string reason;                   ///< of an end: "done", or what interrupted it

    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};

struct Journal {
    std::vector<JournalEntry> entries;
    std::vector<std::size_t> bad_lines;  ///< numbers, from 1, of lines that are not as they were written
    bool torn_end = false;               ///< the last line is not whole: the process died while it wrote it
    std::size_t whole_size = 0;          ///< bytes up to the end of the last whole line
};

/// `CRC32 {…}`, with its line end.
std::string journal_line(const JournalEntry& entry);

/// Reads the text of a journal, whatever it is.
Journal parse_journal(std::string_view text);

/// An empty one where there is no such file. @throws MachineError when it cannot be read
Journal read_journal(const std::string& file);

/// Appends lines, each of which lies on the disk when add() returns.
class JournalWriter {
  public:
    /// A torn end is cut off. @throws MachineError, as add(), when it cannot be written
    explicit JournalWriter(const std::string& file);
    void add(const JournalEntry& entry) const;

  private:
    Descriptor descriptor_;
};

}  // namespace qca
