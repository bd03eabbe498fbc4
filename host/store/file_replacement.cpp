#include "host/store/file_replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "host/error.hpp"

namespace qca {
namespace {

namespace fs = std::filesystem;

MachineError refused(const std::string& file, const char* what, int error) {
    return MachineError(fmt::format("{}: cannot be written ({}: {}) check the folder and the free space",
                                    file, what, std::generic_category().message(error)));
}

/// An open file, closed with its scope; messages name the file that the user asked for.
class Descriptor {
  public:
    Descriptor(const std::string& file, int flags, const std::string& wanted)
        : wanted_(wanted), number_(::open(file.c_str(), flags | O_CLOEXEC, 0666)) {
        if (number_ < 0) throw refused(wanted_, "open", errno);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(const std::byte* bytes, std::size_t size) const {
        while (size > 0) {
            const ssize_t written = ::write(number_, bytes, size);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw refused(wanted_, "write", errno);
            bytes += written;
            size -= static_cast<std::size_t>(written);
        }
    }

    /// The bytes from here on are these, and no more.
    bool continues_with(const std::byte* bytes, std::size_t size) const {
        std::vector<std::byte> piece(std::size_t{1} << 16);
        for (;;) {
            const ssize_t read = ::read(number_, piece.data(), piece.size());
            if (read < 0 && errno == EINTR) continue;
            if (read < 0) throw refused(wanted_, "read", errno);
            const auto count = static_cast<std::size_t>(read);
            if (count == 0) return size == 0;
            if (count > size || std::memcmp(piece.data(), bytes, count) != 0) return false;
            bytes += count;
            size -= count;
        }
    }

    void flush_to_disk() const {
        // Some file systems cannot flush a folder and say so by EINVAL: nothing more can be done there.
        if (::fsync(number_) != 0 && errno != EINVAL) throw refused(wanted_, "fsync", errno);
    }

  private:
    std::string wanted_;
    int number_;
};

}  // namespace

FileReplacement::FileReplacement(const std::string& target) : target_(target) {
    std::error_code error;
    const fs::file_status status = fs::status(target, error);
    if (fs::exists(status)) {
        if (!fs::is_regular_file(status)) {
            throw MachineError(fmt::format(
                "{}: cannot be written (it exists and is not a regular file) name a file", target));
        }
        const fs::path followed = fs::canonical(target, error);
        if (!error) target_ = followed.string();
    }
    temporary_ = fmt::format("{}.tmp-{}", target_, ::getpid());
}

FileReplacement::~FileReplacement() {
    std::error_code error;
    if (!published_) fs::remove(temporary_, error);
}

void FileReplacement::write(const std::vector<std::byte>& bytes) const {
    const Descriptor descriptor(temporary_, O_WRONLY | O_CREAT | O_TRUNC, target_);
    descriptor.write(bytes.data(), bytes.size());
    descriptor.flush_to_disk();
    if (!Descriptor(temporary_, O_RDONLY, target_).continues_with(bytes.data(), bytes.size())) {
        throw MachineError(fmt::format(
            "{}: cannot be written (what was written reads back as other bytes) check the disk", target_));
    }
}

void FileReplacement::publish() {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) throw refused(target_, "rename", errno);
    published_ = true;
    const std::string folder = fs::path(target_).parent_path().string();
    Descriptor(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY, target_).flush_to_disk();
}

}  // namespace qca
