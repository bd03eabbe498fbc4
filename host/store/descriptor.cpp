#include "host/store/descriptor.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace qca {

MachineError write_refused(const std::string& file, const char* what, int error) {
    return MachineError(fmt::format("{}: cannot be written ({}: {}) check the folder and the free space",
                                    file, what, std::generic_category().message(error)));
}

Descriptor::Descriptor(const std::string& file, int flags, const std::string& wanted)
    : wanted_(wanted), number_(::open(file.c_str(), flags | O_CLOEXEC, 0666)) {
    if (number_ < 0) throw write_refused(wanted_, "open", errno);
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

void Descriptor::close() {
    if (::close(std::exchange(number_, -1)) != 0) throw write_refused(wanted_, "close", errno);
}

void Descriptor::write(const void* from, std::size_t size) const {
    const char* bytes = static_cast<const char*>(from);
    while (size > 0) {
        const ssize_t written = ::write(number_, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw write_refused(wanted_, "write", errno);
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

bool Descriptor::continues_with(const std::byte* bytes, std::size_t size) const {
    std::vector<std::byte> piece(std::size_t{1} << 16);
    for (;;) {
        const ssize_t read = ::read(number_, piece.data(), piece.size());
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) throw write_refused(wanted_, "read", errno);
        const auto count = static_cast<std::size_t>(read);
        if (count == 0) return size == 0;
        if (count > size || std::memcmp(piece.data(), bytes, count) != 0) return false;
        bytes += count;
        size -= count;
    }
}

void Descriptor::flush_to_disk() const {
    // Some file systems cannot flush a folder and say so by EINVAL: nothing more can be done there.
    if (::fsync(number_) != 0 && errno != EINVAL) throw write_refused(wanted_, "fsync", errno);
}

void Descriptor::cut(std::size_t size) const {
    if (::ftruncate(number_, static_cast<off_t>(size)) != 0) throw write_refused(wanted_, "ftruncate", errno);
}

void flush_folder(const std::string& folder, const std::string& wanted) {
    Descriptor(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY, wanted).flush_to_disk();
}

}  // namespace qca
