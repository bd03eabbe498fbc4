// Puts a complete new file in the place of an old one, or changes nothing.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace qca {

/// A file beside the target, FILE.tmp-HOST-PROCESS. publish() makes it the target in one step; otherwise it is
/// removed. A target that is a symbolic link is followed.
class FileReplacement {
  public:
    /// @throws MachineError when the target exists and is not a regular file
    explicit FileReplacement(const std::string& target);
    ~FileReplacement();
    FileReplacement(const FileReplacement&) = delete;
    FileReplacement& operator=(const FileReplacement&) = delete;

    /// Writes the temporary file, flushes it to the disk and compares what is there with what was written.
    /// @throws MachineError when the operating system refuses, or the bytes are others
    void write(std::span<const std::byte> bytes) const;

    /// Renames what was written, so that even a power cut leaves either the old file or the new one.
    /// @throws MachineError when the operating system refuses
    void publish();

  private:
    std::string target_;
    std::string temporary_;
    bool published_ = false;
};

}  // namespace qca
