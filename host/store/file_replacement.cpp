#include "host/store/file_replacement.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "host/error.hpp"
#include "host/store/descriptor.hpp"
#include "host/store/leftovers.hpp"

namespace qca {

namespace fs = std::filesystem;

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
    temporary_ = file_beside(target_, "tmp");
}

FileReplacement::~FileReplacement() {
    std::error_code error;
    if (!published_) fs::remove(temporary_, error);
}

void FileReplacement::write(std::span<const std::byte> bytes) const {
    Descriptor descriptor(temporary_, O_WRONLY | O_CREAT | O_TRUNC, target_);
    descriptor.write(bytes.data(), bytes.size());
    descriptor.flush_to_disk();
    descriptor.close();
    if (!Descriptor(temporary_, O_RDONLY, target_).continues_with(bytes.data(), bytes.size())) {
        throw MachineError(fmt::format(
            "{}: cannot be written (what was written reads back as other bytes) check the disk", target_));
    }
}

void FileReplacement::publish() {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) throw write_refused(target_, "rename", errno);
    published_ = true;
    flush_folder(fs::path(target_).parent_path().string(), target_);
}

}  // namespace qca
