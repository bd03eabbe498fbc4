// An open file whose every call is checked.
#pragma once

#include <cstddef>
#include <string>

#include "host/error.hpp"

namespace qca {

/// @param error  errno
MachineError write_refused(const std::string& file, const char* what, int error);

/// Closed with its scope; messages name the file that the user asked for.
class Descriptor {
  public:
    /// @param flags  as for open(2)
    /// @throws MachineError, as all here, when the operating system refuses
    Descriptor(const std::string& file, int flags, const std::string& wanted);
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(const void* bytes, std::size_t size) const;
    /// Whether the bytes from here on are these, and no more.
    bool continues_with(const std::byte* bytes, std::size_t size) const;
    void flush_to_disk() const;
    /// Shortens the file.
    void cut(std::size_t size) const;
    /// Before its scope ends, where a failure is to be heard of: a network file system may tell here that the disk is full.
    void close();

    int number() const { return number_; }

  private:
    std::string wanted_;
    int number_;
};

/// Makes the names in a folder last, even through a power cut.
void flush_folder(const std::string& folder, const std::string& wanted);

}  // namespace qca
